package resumes

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// drafted has one of everything, each with a place of its own.
func drafted() Draft {
	at := func(line int) Span { return Span{Page: 1, First: line, Last: line, Quote: "line"} }
	v := func(text string, line int) Value { return Value{Text: text, Confidence: 0.8, Span: at(line)} }
	return Draft{
		Name: v("Ada Berg", 0), Email: v("ada@example.org", 1), Summary: v("One\nTwo", 2),
		Links: []WebLink{{Kind: GitHub, URL: v("https://github.com/ada", 3)}, {Kind: Site, URL: v("https://a.example", 3)}, {Kind: Site, URL: v("https://b.example", 3)}},
		Experience: []Experience{
			{Title: v("Lead", 4), Company: v("Nord", 4), Dates: Dates{Start: YearMonth{2020, time.March}, Current: true, Confidence: 0.9, Span: at(4)}, Bullets: []Value{v("Led", 5), v("Built", 6)}, Span: at(4)},
			{Title: v("Junior", 7), Company: v("Süd", 7), Dates: Dates{Start: YearMonth{Year: 2015}, End: YearMonth{Year: 2019}, Span: at(7)}, Span: at(7)},
		},
		Education:      []Education{{Institution: v("TU", 8), Degree: v("BSc", 8), Location: v("Berlin", 8), Notes: []Value{v("Prize", 9)}, Span: at(8)}},
		Skills:         []SkillGroup{{Name: v("Code", 10), Skills: []Value{v("Go", 10), v("SQL", 10)}}},
		Languages:      []Language{{Name: v("German", 11), Level: v("native", 11)}},
		Certifications: []Certification{{Name: v("Diver", 12), Dates: Dates{End: YearMonth{Year: 2018}, Span: at(12)}}},
	}
}

func TestUntouchedDraftStaysAsItIs(t *testing.T) {
	t.Parallel()
	d := drafted()
	facts := d.Facts()
	facts.Summary = "One\r\nTwo " // as a browser sends it
	if err := facts.Check(); err != nil {
		t.Fatal(err)
	}
	got := d.Correct(facts)
	if !reflect.DeepEqual(got, d) {
		t.Errorf("changed:\n%+v\n%+v", got, d)
	}
}

func TestCorrectMarksWhatThePersonTyped(t *testing.T) {
	t.Parallel()
	d := drafted()
	facts := d.Facts()
	facts.Name, facts.Email, facts.Website, facts.LinkedIn = "Ada B. Berg", "", "c.example", "linkedin.com/in/ada"
	facts.Experience[0].Description = "Led\n• Sold"
	facts.Experience[1].End = "2018-05"
	facts.Experience = append(facts.Experience, ExperienceFacts{}, ExperienceFacts{Title: "Chair", Entry: 99})
	facts.Skills = append(facts.Skills, SkillFacts{Names: []string{"Rust", " ", "Go"}})
	facts.Languages[0].Level = "B2"
	facts.Certifications[0].Date = ""
	if err := facts.Check(); err != nil {
		t.Fatal(err)
	}
	got := d.Correct(facts)
	if got.Name.Text != "Ada B. Berg" || !got.Name.Span.IsZero() || got.Name.Confidence != 1 {
		t.Errorf("name %+v", got.Name)
	}
	if !got.Email.IsZero() {
		t.Errorf("a cleared e-mail address stays: %+v", got.Email)
	}
	if got.Link(Site).Text != "https://c.example" || got.Link(LinkedIn).Text != "https://linkedin.com/in/ada" || got.Link(GitHub) != d.Link(GitHub) {
		t.Errorf("links %+v", got.Links)
	}
	first, second := got.Experience[0], got.Experience[1]
	if !first.Span.IsZero() || first.Title != d.Experience[0].Title || len(first.Bullets) != 2 || first.Bullets[0] != d.Experience[0].Bullets[0] || !first.Bullets[1].Span.IsZero() {
		t.Errorf("first position %+v", first)
	}
	if !second.Span.IsZero() || second.Dates.End != (YearMonth{2018, time.May}) || !second.Dates.Span.IsZero() {
		t.Errorf("second position %+v", second)
	}
	if len(got.Experience) != 3 || got.Experience[2].Title.Text != "Chair" {
		t.Errorf("blank entries are kept or new ones lost: %+v", got.Experience)
	}
	if added := got.Skills[1]; len(added.Skills) != 2 || !added.Skills[0].Span.IsZero() || added.Skills[1] != d.Skills[0].Skills[0] {
		t.Errorf("added skills %+v", added)
	}
	if l := got.Languages[0]; l.Name != d.Languages[0].Name || l.Level.Text != "B2" {
		t.Errorf("language %+v", l)
	}
	if !got.Certifications[0].Dates.IsZero() {
		t.Errorf("a cleared date stays: %+v", got.Certifications[0])
	}
}

func TestFactsCheckNamesEachField(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", maxLine+1)
	f := Facts{
		Name: long, Email: "ada@", LinkedIn: "javascript://x.example/%0aalert(1)", GitHub: "nowhere", Website: "https://user:pw@x.example", Phone: "1\x00",
		Experience:     []ExperienceFacts{{}, {Location: "Rome"}, {Title: "Lead", Start: "2020-13", End: "soon"}, {Title: "Lead", Start: "2020-05", End: "2019"}, {Title: "Lead", Start: "2020", End: "junk", Current: true}},
		Education:      []EducationFacts{{Grade: "1.0"}},
		Skills:         []SkillFacts{{Names: []string{long}}},
		Languages:      []LanguageFacts{{Level: "B2"}, {}},
		Certifications: []CertificationFacts{{Issuer: "Club"}, {Name: "Diver", Date: "x"}},
	}
	want := []string{
		"name", "email", "phone", "linkedin", "github", "website", "experience[1].title", "experience[2].start", "experience[2].end",
		"experience[3].end", "education[0].institution", "skills[0].names", "languages[0].name", "certifications[0].name", "certifications[1].date",
	}
	found := fault.As(f.Check())
	if found == nil {
		t.Fatal("nothing was found")
	}
	var got []string
	for _, v := range found.Violations {
		got = append(got, v.Field)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("fields %v\nwant   %v", got, want)
	}
	if err := (Facts{Skills: []SkillFacts{{Names: make([]string, maxSkills+1)}}, Languages: make([]LanguageFacts, maxEntries+1)}).Check(); len(fault.As(err).Violations) != 2 {
		t.Errorf("too much of everything: %v", err)
	}
}

func TestDefaultIsTheOneThatWorks(t *testing.T) {
	t.Parallel()
	one := func(n byte, status Status, isDefault bool) Resume {
		return Resume{ID: id.Resume{n}, Status: status, IsDefault: isDefault, CreatedAt: noon.Add(time.Duration(n) * time.Minute)}
	}
	for name, c := range map[string]struct {
		all  []Resume
		want id.Resume // zero = nothing has to change
	}{
		"none":               {},
		"the first":          {[]Resume{one(1, Uploaded, false)}, id.Resume{1}},
		"there is one":       {[]Resume{one(1, Read, true), one(2, Read, false)}, id.Resume{}},
		"it cannot be read":  {[]Resume{one(1, Unreadable, true), one(2, Read, false), one(3, Uploaded, false)}, id.Resume{3}},
		"nothing to turn to": {[]Resume{one(1, Unreadable, true)}, id.Resume{}},
	} {
		if got, ok := NextDefault(c.all); got != c.want || ok != !c.want.IsZero() {
			t.Errorf("%s: %v, %v", name, got, ok)
		}
	}
	changed, err := ChooseDefault([]Resume{one(1, Read, false), one(2, Read, true)}, id.Resume{1})
	if err != nil || len(changed) != 2 || changed[0].IsDefault || changed[1].ID != (id.Resume{1}) || !changed[1].IsDefault {
		t.Errorf("changed %+v, %v: the former default must go first", changed, err)
	}
	if changed, err := ChooseDefault([]Resume{one(1, Read, true)}, id.Resume{1}); err != nil || len(changed) != 0 {
		t.Errorf("the default again: %+v, %v", changed, err)
	}
	if _, err := ChooseDefault(nil, id.Resume{1}); err == nil {
		t.Error("one that is not there was chosen")
	}
	if _, err := ChooseDefault([]Resume{one(1, Unreadable, false)}, id.Resume{1}); err == nil {
		t.Error("an unreadable one was chosen")
	}
}
