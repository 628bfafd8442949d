package jobs

import "testing"

func TestParseEmployment(t *testing.T) {
	t.Parallel()
	for wording, want := range map[string]Employment{
		"FullTime": FullTime, "Full-time": FullTime, "FULL_TIME": FullTime, "Regular Full Time (Salary)": FullTime, "Permanent": FullTime, "Vollzeit": FullTime,
		"PartTime": PartTime, "Part time": PartTime, "Contract": Contract, "Contractor": Contract, "Freelance": Contract, "Contract-to-hire": Contract,
		"Temporary": Temporary, "Fixed Term": Temporary, "Seasonal": Temporary, "Intern": Internship, "Full-time internship": Internship, "Working Student": Internship,
		"": "", "Engineering": "", "International": "", "Contraction": "",
	} {
		if got := ParseEmployment(wording); got != want {
			t.Errorf("%q: %q, want %q", wording, got, want)
		}
	}
}

func TestParseLevel(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]Level{
		"Software Engineer": "", "Senior Software Engineer": LevelSenior, "Sr. Accountant": LevelSenior, "Staff Engineer": LevelLead, "Senior Staff Engineer": LevelLead,
		"Principal Designer": LevelLead, "Team Lead, Support": LevelLead, "Lead Generation Specialist": "", "Staff Accountant": "", "Chief of Staff": "",
		"Software Engineer II": LevelMid, "Software Engineer III": LevelMid, "Mid-level Developer": LevelMid, "Junior Analyst": LevelEntry, "Graduate Engineer": LevelEntry,
		"Associate Product Manager": LevelEntry, "Engineering Intern": LevelIntern, "Internal Auditor": "", "Working Student Marketing": LevelIntern,
		"Director of Sales": LevelDirector, "Head of Data": LevelDirector, "Assistant Director": LevelDirector, "VP Engineering": LevelExecutive, "CTO": LevelExecutive,
		"Chief Financial Officer": LevelExecutive, "Executive Assistant to the CEO": "", "Product Owner": "", "": "",
	} {
		if got := ParseLevel(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

func TestLabelsCoverEveryChoice(t *testing.T) {
	t.Parallel()
	for _, v := range Sources {
		if v.Label() == "" || !v.Known() {
			t.Errorf("source %q has no label", v)
		}
	}
	for _, v := range Levels {
		if v.Label() == "" {
			t.Errorf("level %q has no label", v)
		}
	}
	for _, v := range Employments {
		if v.Label() == "" {
			t.Errorf("employment %q has no label", v)
		}
	}
	for _, v := range RemoteKinds {
		if v.Label() == "" {
			t.Errorf("remote kind %q has no label", v)
		}
	}
	if Source("x").Known() {
		t.Error("an unknown source is known")
	}
}

func TestEffortOf(t *testing.T) {
	t.Parallel()
	name := Question{Kind: QuestionText, Group: GroupStandard, Required: true}
	essay := Question{Kind: QuestionLongText, Group: GroupCustom, Required: true}
	optional := Question{Kind: QuestionLongText, Group: GroupCustom}
	letter := Question{Kind: QuestionFile, Label: "Cover Letter", Group: GroupStandard, Required: true}
	survey := Question{Kind: QuestionSelect, Group: GroupDemographic}
	for text, c := range map[string]struct {
		questions []Question
		want      Effort
	}{
		"not stated":        {nil, Effort{}},
		"no questions":      {[]Question{}, Effort{Stated: true, Minutes: 3}},
		"only the standard": {[]Question{name, name}, Effort{Stated: true, Required: 2, Minutes: 3}},
		"an essay":          {[]Question{name, essay}, Effort{Stated: true, Questions: 1, Required: 2, Essays: 1, Minutes: 10}},
		"an optional essay": {[]Question{optional}, Effort{Stated: true, Questions: 1, Minutes: 4}},
		"a required letter": {[]Question{letter}, Effort{Stated: true, Required: 1, Essays: 1, Minutes: 9}},
		"a survey for free": {[]Question{survey, survey}, Effort{Stated: true, Minutes: 3}},
		"a survey one must": {[]Question{{Kind: QuestionSelect, Group: GroupDemographic, Required: true}}, Effort{Stated: true, Questions: 1, Required: 1, Minutes: 4}},
	} {
		if got := EffortOf(c.questions); got != c.want {
			t.Errorf("%s: %+v, want %+v", text, got, c.want)
		}
	}
}
