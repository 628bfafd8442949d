package profile

// Edit is a change to a fact, for adding one (from the zero fact) and for changing one.
type Edit[F any] interface {
	// Apply answers the changed fact, or every violation.
	Apply(f F) (F, error)
}

// ExperienceEdit changes a position. What is nil stays, what is empty is cleared.
type ExperienceEdit struct {
	Title, Company, Location, Description, Start, End *string
	Current                                           *bool
}

// Apply implements Edit.
func (in ExperienceEdit) Apply(f Experience) (Experience, error) {
	var e editor
	e.line("title", &f.Title, in.Title)
	e.line("company", &f.Company, in.Company)
	e.line("location", &f.Location, in.Location)
	e.prose("description", &f.Description, in.Description)
	e.month("start", &f.Start, in.Start)
	if in.Current != nil {
		f.Current = *in.Current
	} else if in.End != nil && *in.End != "" {
		f.Current = false
	}
	if f.Current {
		f.End = Month{}
	} else {
		e.month("end", &f.End, in.End)
		e.ordered("end", f.Start, f.End)
	}
	e.That(!blank(f.Title, f.Company), "title", "required", "Say at least the job title or the company.")
	return f, e.Err()
}

// EducationEdit changes a course of study. What is nil stays, what is empty is cleared.
type EducationEdit struct {
	Institution, Degree, Field, Grade, Start, End *string
}

// Apply implements Edit.
func (in EducationEdit) Apply(f Education) (Education, error) {
	var e editor
	e.line("institution", &f.Institution, in.Institution)
	e.line("degree", &f.Degree, in.Degree)
	e.line("field", &f.Field, in.Field)
	e.line("grade", &f.Grade, in.Grade)
	e.month("start", &f.Start, in.Start)
	e.month("end", &f.End, in.End)
	e.ordered("end", f.Start, f.End)
	e.That(!blank(f.Institution, f.Degree, f.Field), "institution", "required", "Say at least the school or the degree.")
	return f, e.Err()
}

// SkillEdit changes a skill. What is nil stays, what is empty is cleared.
type SkillEdit struct {
	Name  *string
	Level *Level
	Years *float64 // 0 clears; NaN is what could not be read
}

// Apply implements Edit.
func (in SkillEdit) Apply(f Skill) (Skill, error) {
	var e editor
	e.line("name", &f.Name, in.Name)
	oneOf(&e, "level", &f.Level, in.Level, Levels)
	e.years("years", &f.Years, in.Years)
	e.Required("name", f.Name, "Name the skill.")
	return f, e.Err()
}

// LanguageEdit changes a language. What is nil stays, what is empty is cleared.
type LanguageEdit struct{ Name, Level *string }

// Apply implements Edit.
func (in LanguageEdit) Apply(f Language) (Language, error) {
	var e editor
	e.line("name", &f.Name, in.Name)
	e.line("level", &f.Level, in.Level)
	e.Required("name", f.Name, "Name the language.")
	return f, e.Err()
}

// CertificationEdit changes a certificate. What is nil stays, what is empty is cleared.
type CertificationEdit struct{ Name, Issuer, Number, URL, Date, Expires *string }

// Apply implements Edit.
func (in CertificationEdit) Apply(f Certification) (Certification, error) {
	var e editor
	e.line("name", &f.Name, in.Name)
	e.line("issuer", &f.Issuer, in.Issuer)
	e.line("number", &f.Number, in.Number)
	e.address("url", &f.URL, in.URL)
	e.month("date", &f.Month, in.Date)
	e.month("expires", &f.Expires, in.Expires)
	e.ordered("expires", f.Month, f.Expires)
	e.Required("name", f.Name, "Name the certificate.")
	return f, e.Err()
}

// LinkEdit changes a link. What is nil stays, what is empty is cleared.
type LinkEdit struct{ Label, URL *string }

// Apply implements Edit.
func (in LinkEdit) Apply(f Link) (Link, error) {
	var e editor
	e.line("label", &f.Label, in.Label)
	e.address("url", &f.URL, in.URL)
	e.Required("url", f.URL, "Write a web address, as in https://example.org/ada.")
	return f, e.Err()
}

// WorkPermitEdit changes what was said about a country. What is nil stays, what is empty
// is no longer said.
type WorkPermitEdit struct {
	Country     *string
	Status      *PermitStatus
	Sponsorship *Sponsorship
	ValidUntil  *string // a day as in 2027-05-31
}

// Apply implements Edit.
func (in WorkPermitEdit) Apply(f WorkPermit) (WorkPermit, error) {
	var e editor
	e.country("country", &f.Country, in.Country)
	oneOf(&e, "status", &f.Status, in.Status, PermitStatuses)
	oneOf(&e, "needsSponsorship", &f.Sponsorship, in.Sponsorship, Sponsorships)
	e.day("validUntil", &f.ValidUntil, in.ValidUntil)
	if in.Country == nil {
		e.Required("country", f.Country, "Choose a country.")
	}
	e.That(f.Status != "" || f.Sponsorship != "", "status", "required", "Say on what ground you may work there, or whether you need a sponsor.")
	return f, e.Err()
}

// TextsEdit changes the single texts that it names; an empty one is cleared.
type TextsEdit map[TextName]string

// Apply answers the changed profile, or every violation. A text that is typed anew as it
// was keeps its origin.
func (in TextsEdit) Apply(p Profile) (Profile, error) {
	var e editor
	texts := p.Texts()
	for _, name := range TextNames {
		typed, named := in[name]
		if !named {
			continue
		}
		text, was := texts[name], texts[name].Value
		switch name {
		case TextOfSummary:
			e.prose(string(name), &text.Value, &typed)
		case TextOfEmail:
			e.email(string(name), &text.Value, &typed)
		case TextOfPhone:
			e.phone(string(name), &text.Value, &typed)
		case TextOfLinkedIn, TextOfGitHub, TextOfWebsite:
			e.address(string(name), &text.Value, &typed)
		case TextOfName, TextOfHeadline, TextOfLocation:
			e.line(string(name), &text.Value, &typed)
		}
		switch text.Value {
		case was:
		case "":
			text.From = Provenance{}
		default:
			text.From = Typed()
		}
	}
	return p, e.Err()
}
