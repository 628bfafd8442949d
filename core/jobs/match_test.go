package jobs

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

var matchDay = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

func month(year int, m time.Month) time.Time { return time.Date(year, m, 1, 0, 0, 0, 0, time.UTC) }

func harbourEngineer() Candidate {
	return Candidate{
		Skills: []SkillFact{
			{Fact: newFact(), Name: "golang"},
			{Fact: newFact(), Name: "Terraform", Years: 3},
			{Fact: newFact(), Name: "MySQL"},
			{Fact: newFact(), Name: "Communication"},
		},
		Roles: []RoleFact{
			{Fact: newFact(), Title: "Senior Backend Engineer", Company: "Tidewell", Start: month(2019, 1), Text: "Built the booking service in Go.\nMoved it to AWS with Docker."},
			{Fact: newFact(), Title: "Software Engineer", Company: "Oakline", Start: month(2016, 1), End: month(2019, 6), Text: "Python and Go services on Kubernetes"},
		},
		Degrees:        []DegreeFact{{Fact: newFact(), Level: DegreeBachelor, Field: "Computer Science", Quote: "BSc Computer Science"}},
		Languages:      []LanguageFact{{Fact: newFact(), Name: "German", Level: "C1"}},
		Certifications: []CertificationFact{{Fact: newFact(), Name: "PMP"}},
		Places:         []PlaceFact{{Fact: newFact(), Name: "Bergen"}},
	}
}

func postingOf(title, text string) PostingForMatch {
	return PostingForMatch{Title: title, Places: []string{"Bergen", "Norway"}, Requirements: ExtractRequirements(title, text)}
}

const nursePosting = `Requirements
- Registered nurse license
- 3 years of experience in intensive care
- BLS and ACLS
- Patient care, wound care and medication administration
- Bachelor's degree in Nursing
`

func statusOf(t *testing.T, m Match, name string) RequirementMatch {
	t.Helper()
	for _, r := range m.Requirements {
		if r.Requirement.Name == name {
			return r
		}
	}
	t.Fatalf("no requirement %q", name)
	return RequirementMatch{}
}

func TestScoreExplainsEachRequirement(t *testing.T) {
	t.Parallel()
	c := harbourEngineer()
	m := Score(postingOf("Senior Backend Engineer", fictionalPosting), c, matchDay)
	for name, want := range map[string]MatchStatus{
		"Go": MatchMet, "AWS, Google Cloud or Azure": MatchMet, "SQL": MatchMet, "Docker": MatchMet, "Terraform": MatchMet, "Bachelor's degree": MatchMet,
		"German": MatchMet, "PMP": MatchMet, "Communication": MatchMet, "English": MatchUnknown, "Work authorization": MatchUnknown,
		"Rust or C++": MatchPartial, "Logistics": MatchMissing, "PostgreSQL": MatchPartial,
	} {
		if got := statusOf(t, m, name); got.Status != want {
			t.Errorf("%s is %s (%s), want %s", name, got.Status, got.Note, want)
		}
	}
	if m.Band != BandStrong || m.Total < strongFrom || m.Total > 100 {
		t.Errorf("total %d, band %s", m.Total, m.Band)
	}
	goMatch := statusOf(t, m, "Go")
	if goMatch.Evidence[0].Fact != c.Skills[0].Fact || !strings.Contains(goMatch.Note, "10.8 years") {
		t.Errorf("Go: %+v", goMatch) // January 2016 to November 2026, the overlap counted once
	}
	docker := statusOf(t, m, "Docker")
	if docker.Evidence[0] != (MatchEvidence{c.Roles[0].Fact, "Moved it to AWS with Docker."}) {
		t.Errorf("Docker: %+v", docker.Evidence)
	}
	if !slices.Equal(m.Missing, []string{"Logistics (2 years)"}) || !slices.Contains(m.Unverified, "English (C1)") {
		t.Errorf("missing %q, unverified %q", m.Missing, m.Unverified)
	}
	if !strings.HasPrefix(m.Why, "You meet 9 of 9 musts.") {
		t.Errorf("why: %s", m.Why)
	}
}

func TestScoreOfAnUnrelatedPostingDropsHard(t *testing.T) {
	t.Parallel()
	c := harbourEngineer()
	own := Score(postingOf("Senior Backend Engineer", fictionalPosting), c, matchDay)
	other := Score(postingOf("Senior Intensive Care Nurse", nursePosting), c, matchDay)
	if other.Total > 15 || own.Total-other.Total < 60 || other.Band != BandLow {
		t.Errorf("own %d, unrelated %d (%s) %+v", own.Total, other.Total, other.Band, other.Parts)
	}
	nurse := Candidate{
		Roles:          []RoleFact{{Fact: newFact(), Title: "Registered Nurse, Intensive Care", Start: month(2018, 1), Text: "Wound care, medication administration in the ICU"}},
		Degrees:        []DegreeFact{{Fact: newFact(), Quote: "Bachelor's degree in Nursing"}},
		Certifications: []CertificationFact{{Fact: newFact(), Name: "RN license"}, {Fact: newFact(), Name: "ACLS"}, {Fact: newFact(), Name: "BLS"}},
	}
	if m := Score(postingOf("Senior Intensive Care Nurse", nursePosting), nurse, matchDay); m.Total < 80 || m.Band != BandStrong {
		t.Errorf("the nurse gets %d: %s %+v", m.Total, m.Why, m.Parts)
	}
	if m := Score(postingOf("Senior Backend Engineer", fictionalPosting), nurse, matchDay); m.Total > 30 {
		t.Errorf("the nurse gets %d for the engineer's job: %+v", m.Total, m.Parts)
	}
}

func TestScoreWithoutFactsIsNone(t *testing.T) {
	t.Parallel()
	m := Score(postingOf("Cook", "Requirements\n- Baking"), Candidate{Places: []PlaceFact{{Name: "Bergen"}}}, matchDay)
	if m.Verifiable || m.Total != 0 || m.Band != "" || m.Why == "" || m.Parts == nil || m.Missing == nil {
		t.Errorf("%+v", m)
	}
	if m := Score(PostingForMatch{}, harbourEngineer(), matchDay); m.Verifiable {
		t.Errorf("an empty posting scored %+v", m)
	}
	onlyUnknown := PostingForMatch{Requirements: ExtractRequirements("", "Requirements\n- Willing to travel")}
	if m := Score(onlyUnknown, harbourEngineer(), matchDay); m.Verifiable || len(m.Unverified) != 1 {
		t.Errorf("%+v", m)
	}
}

func TestYearsCountNoMonthTwice(t *testing.T) {
	t.Parallel()
	role := func(from, to time.Time) RoleFact {
		return RoleFact{Fact: newFact(), Title: "Welder", Start: from, End: to, Text: "TIG welding"}
	}
	for _, c := range []struct {
		name  string
		roles []RoleFact
		want  float64
	}{
		{"one after the other", []RoleFact{role(month(2010, 1), month(2011, 12)), role(month(2012, 1), month(2012, 12))}, 3},
		{"at once", []RoleFact{role(month(2010, 1), month(2011, 12)), role(month(2010, 6), month(2011, 6))}, 2},
		{"until now", []RoleFact{role(month(2024, 11), time.Time{})}, 2},
		{"no start", []RoleFact{role(time.Time{}, month(2012, 1))}, 0},
		{"end before start", []RoleFact{role(month(2012, 1), month(2010, 1))}, 0},
		{"starts later than now", []RoleFact{role(month(2030, 1), time.Time{})}, 0},
	} {
		m := NewMatcher(Candidate{Roles: c.roles}, matchDay)
		if got := m.credit([]string{"Welding"}).proof.years; got != c.want || m.years != c.want {
			t.Errorf("%s: %g years of welding, %g in all, want %g", c.name, got, m.years, c.want)
		}
	}
}

func TestTitleLikeness(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b        string
		least, most float64
	}{
		{"Senior Backend Engineer", "Backend Developer (m/w/d)", 1, 1},
		{"Back-end Engineer", "Backend Engineer II", 1, 1},
		{"Softwareentwickler", "Software Engineer", 1, 1},
		{"Infirmière", "Registered Nurse", 0.5, 1},
		{"Backend Engineer", "Platform Engineer", 0.5, 0.9},
		{"Product Manager", "Project Manager", 0.2, 0.5},
		{"Truck Driver", "Tax Accountant", 0, 0},
		{"Account Executive", "Executive Chef", 0, 0.4},
	} {
		a, b := normalizeTitle(c.a), normalizeTitle(c.b)
		got := a.likeness(b)
		if got < c.least || got > c.most || got != b.likeness(a) {
			t.Errorf("%s, %s: %.2f (%.2f reversed), want %g to %g", c.a, c.b, got, b.likeness(a), c.least, c.most)
		}
	}
}

var propertyPostings = []PostingForMatch{
	postingOf("Senior Backend Engineer", fictionalPosting), postingOf("Intensive Care Nurse", nursePosting),
	postingOf("Accountant", "Requirements\n- 4 years of accounting experience\n- IFRS or GAAP\n- SAP, Excel\n- Degree in Economics or equivalent experience\n- French B2, Dutch is a plus\n- On-site three days a week\nNice to have\n- CPA"),
	postingOf("Lead Welder", "Requirements:\n2 years of TIG welding\nForklift license\nReading blueprints\nTeam player"),
	postingOf("Office Assistant", ""),
}

func randomCandidate(r *rand.Rand) Candidate {
	var c Candidate
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	names := func() string {
		return pick("Go", "SQL", "MySQL", "PostgreSQL", "Docker", "Rust", "IFRS", "HGB", "SAP", "Excel", "Accounting", "TIG welding", "Welding", "Nursing", "Wound care", "Teamwork", "AWS", "Azure", "Logistics")
	}
	for range r.IntN(4) {
		c.Skills = append(c.Skills, SkillFact{Fact: newFact(), Name: names(), Years: float64(r.IntN(7))})
	}
	for range r.IntN(4) {
		start := month(2000+r.IntN(26), time.Month(1+r.IntN(12)))
		role := RoleFact{
			Fact: newFact(), Title: pick("Welder", "Senior Engineer", "Backend Developer", "Nurse", "Accountant", "Head of Finance", "Intern"), Company: pick("Tidewell", "Oakline"),
			Start: start, Text: "Worked with " + names() + ", " + names() + " and " + names(),
		}
		if r.IntN(2) == 0 {
			role.End = start.AddDate(r.IntN(5), r.IntN(12), 0)
		}
		c.Roles = append(c.Roles, role)
	}
	for range r.IntN(3) {
		c.Degrees = append(c.Degrees, DegreeFact{Fact: newFact(), Level: DegreeLevel(1 + r.IntN(6)), Field: pick("Economics", "Nursing", "Computer Science", "History")})
	}
	for range r.IntN(3) {
		c.Languages = append(c.Languages, LanguageFact{Fact: newFact(), Name: pick("English", "German", "French", "Dutch"), Level: pick("", "A2", "B2", "C1")})
	}
	for range r.IntN(3) {
		c.Certifications = append(c.Certifications, CertificationFact{Fact: newFact(), Name: pick("PMP", "CPA", "BLS", "RN license", "Forklift license")})
	}
	if r.IntN(2) == 0 {
		c.Places = append(c.Places, PlaceFact{Fact: newFact(), Name: pick("Bergen", "Oslo")})
		c.WorkRights = append(c.WorkRights, WorkRightFact{Fact: newFact(), Country: pick("Norway", "Japan")})
	}
	return c
}

func bothOf(a, b Candidate) Candidate {
	return Candidate{
		Skills: slices.Concat(a.Skills, b.Skills), Roles: slices.Concat(a.Roles, b.Roles), Degrees: slices.Concat(a.Degrees, b.Degrees), Languages: slices.Concat(a.Languages, b.Languages),
		Certifications: slices.Concat(a.Certifications, b.Certifications), Places: slices.Concat(a.Places, b.Places), WorkRights: slices.Concat(a.WorkRights, b.WorkRights),
	}
}

// What must hold for any person and posting: more facts never score lower, their
// order changes nothing, what is met has evidence, and the total is a percentage.
func TestScoreProperties(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 11))
	for range 1500 {
		some, more := randomCandidate(r), randomCandidate(r)
		both, turned := bothOf(some, more), bothOf(more, some)
		for _, p := range propertyPostings {
			before, after := Score(p, some, matchDay), Score(p, both, matchDay)
			if before.Verifiable && (!after.Verifiable || after.Total < before.Total) {
				t.Fatalf("%s: adding facts took %d to %d\n%+v\n%+v\nadded %+v", p.Title, before.Total, after.Total, before.Parts, after.Parts, more)
			}
			if again := Score(p, turned, matchDay); !reflect.DeepEqual(again, after) {
				t.Fatalf("%s: another order gives\n%+v\nnot\n%+v", p.Title, again, after)
			}
			checkMatch(t, after)
		}
	}
}

func checkMatch(t *testing.T, m Match) {
	t.Helper()
	if m.Total < 0 || m.Total > 100 || m.Verifiable == (m.Band == "") {
		t.Fatalf("total %d, band %q, verifiable %v", m.Total, m.Band, m.Verifiable)
	}
	for _, p := range m.Parts {
		if p.Points < 0 || p.Points > p.OutOf || p.Why == "" {
			t.Fatalf("part %+v", p)
		}
	}
	for _, r := range m.Requirements {
		if (r.Status == MatchMet || r.Status == MatchPartial) && (len(r.Evidence) == 0 || r.Evidence[0].Quote == "" || r.Evidence[0].Fact.IsZero()) {
			t.Fatalf("%s without evidence: %+v", r.Status, r)
		}
	}
	if _, err := json.Marshal(m); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkScore(b *testing.B) {
	m := NewMatcher(harbourEngineer(), matchDay)
	p := postingOf("Senior Backend Engineer", fictionalPosting)
	b.ReportAllocs()
	for b.Loop() {
		m.Score(p)
	}
}

func BenchmarkNewMatcher(b *testing.B) {
	c := harbourEngineer()
	b.ReportAllocs()
	for b.Loop() {
		NewMatcher(c, matchDay)
	}
}

func newFact() (f id.Fact) {
	return id.Fact(id.New[struct{}]())
}

// TestSentenceAgreesWithTheScore: whoever meets every must and still gets a middling
// score is told what pulls it down, and that a short list makes a rough score.
func TestSentenceAgreesWithTheScore(t *testing.T) {
	t.Parallel()
	posting := PostingForMatch{
		Title: "Principal Crane Operator", Level: "lead",
		Requirements: []Requirement{
			{Kind: RequirementSkill, Name: "SQL", Must: true}, {Kind: RequirementSkill, Name: "Git", Must: true},
		},
	}
	m := NewMatcher(Candidate{
		Skills: []SkillFact{{Name: "SQL"}, {Name: "Git"}},
		Roles:  []RoleFact{{Title: "Junior Web Developer", Start: time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)}},
	}, time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)).Score(posting)
	want := "You meet 2 of 2 musts. What lowers the score: how unlike your roles the title is and the level. " +
		"Few requirements could be read from the posting, so the score is rough."
	if m.Total >= strongFrom || m.Why != want {
		t.Errorf("%d: %s", m.Total, m.Why)
	}
}
