package profile

// Step is one thing that a profile is more useful with.
type Step string

// The steps, in the order in which they are proposed: first what every application
// form asks for, then what matching works with.
const (
	StepName        Step = "name"
	StepEmail       Step = "email"
	StepPhone       Step = "phone"
	StepPlace       Step = "location"
	StepExperience  Step = "experience"
	StepSkills      Step = "skills"
	StepEducation   Step = "education"
	StepWork        Step = "work-authorisations"
	StepHeadline    Step = "headline"
	StepBio         Step = "summary"
	StepLanguages   Step = "languages"
	StepPreferences Step = "preferences"
)

// enoughSkills is how many skills a profile should name.
const enoughSkills = 3

// Completeness is how much of a profile is there, and the one thing to do next. A photo
// is no part of it: no employer may need one.
type Completeness struct {
	Done, Total int
	Next        Step // "" when all is there
}

// Percent is the share that is there.
func (c Completeness) Percent() int { return c.Done * 100 / max(c.Total, 1) }

// Completeness counts what is there.
func (p Profile) Completeness(wishes Preferences) Completeness {
	var c Completeness
	for _, one := range []struct {
		step Step
		done bool
	}{
		{StepName, p.Name.Value != ""},
		{StepEmail, p.Email.Value != ""},
		{StepPhone, p.Phone.Value != ""},
		{StepPlace, p.Location.Value != ""},
		{StepExperience, len(p.Experience) > 0},
		{StepSkills, len(p.Skills) >= enoughSkills},
		{StepEducation, len(p.Education) > 0},
		{StepWork, len(p.WorkPermits) > 0},
		{StepHeadline, p.Headline.Value != ""},
		{StepBio, p.Summary.Value != ""},
		{StepLanguages, len(p.Languages) > 0},
		{StepPreferences, len(wishes.JobTypes) > 0 || len(wishes.Places) > 0 || len(wishes.Remote) > 0},
	} {
		c.Total++
		switch {
		case one.done:
			c.Done++
		case c.Next == "":
			c.Next = one.step
		}
	}
	return c
}

// Words are the step as an instruction, and why it is worth doing.
func (s Step) Words() (what, why string) {
	switch s {
	case StepName:
		return "Say your name", "Every application form asks for it."
	case StepEmail:
		return "Add an e-mail address for employers", "Every application form asks for it. It may differ from the one you sign in with."
	case StepPhone:
		return "Add your phone number", "Most application forms ask for it."
	case StepPlace:
		return "Say where you live", "Jobs near you are found by it, and forms ask for it."
	case StepExperience:
		return "Add your last position", "Your fit with a job is judged mostly by it."
	case StepSkills:
		return "Name at least three skills", "Jobs that ask for them then rank higher."
	case StepEducation:
		return "Add your education", "Jobs that ask for a degree can then be matched."
	case StepWork:
		return "Say where you may work", "Forms ask for it, and it is never guessed for you."
	case StepHeadline:
		return "Write a headline", "One line that says what you do."
	case StepBio:
		return "Write a short bio", "A few sentences, for forms and resumes that want a summary."
	case StepLanguages:
		return "Add the languages you speak", "Jobs that ask for them can then be matched."
	case StepPreferences:
		return "Say what you look for", "The kind of job, the places, and the pay."
	}
	return "", ""
}
