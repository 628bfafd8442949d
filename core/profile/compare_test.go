package profile_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

// tidied is facts as an import keeps them.
func tidied(t testing.TB, facts profile.Profile) profile.Profile {
	t.Helper()
	i, err := profile.NewImport(id.User{1}, profile.SourceArchive, "x.zip", profile.Reading{Facts: facts}, now)
	if err != nil {
		t.Fatal(err)
	}
	return i.Facts
}

func TestCompareAndAdopt(t *testing.T) {
	t.Parallel()
	typed, read := profile.Typed(), profile.Provenance{Source: profile.SourceResume}
	mine := profile.Profile{
		Name: profile.Text{Value: "Ada Typed", From: typed}, Headline: profile.Text{Value: "Engineer", From: read}, Phone: profile.Text{Value: "+49 30 1", From: read},
		Experience: []profile.Experience{
			{ID: id.Fact{1}, Title: "Lead", Company: "Nord", Start: profile.Month{Year: 2020}, Current: true, From: typed},
			{ID: id.Fact{2}, Title: "Junior", Company: "Süd", Start: profile.Month{Year: 2015}, End: profile.Month{Year: 2019}, From: read},
		},
		Skills:      []profile.Skill{{ID: id.Fact{3}, Name: "Go", Level: profile.LevelExpert, From: typed}},
		WorkPermits: []profile.WorkPermit{{ID: id.Fact{4}, Country: "DE", Status: profile.PermitCitizen, From: typed}},
	}
	theirs := tidied(t, profile.Profile{
		Name: profile.Text{Value: "Ada Other"}, Headline: profile.Text{Value: "Engineer"}, Phone: profile.Text{Value: "+49 30 2"}, Location: profile.Text{Value: "Kiel"},
		Experience: []profile.Experience{
			{Title: "lead", Company: "NORD", Start: profile.Month{Year: 2020, Month: time.March}, Description: "Led", Current: true},
			{Title: "Junior", Company: "Süd", Start: profile.Month{Year: 2015}, End: profile.Month{Year: 2019, Month: time.May}},
			{Title: "Junior", Company: "Süd", Start: profile.Month{Year: 2008}, End: profile.Month{Year: 2009}},
		},
		Skills: []profile.Skill{{Name: "go"}, {Name: "SQL"}, {Name: "sql"}},
	})
	kinds := map[string]profile.ChangeKind{}
	var proposed []string
	for _, d := range mine.Compare(theirs) {
		kinds[d.Key] = d.Kind
		if d.Proposed() {
			proposed = append(proposed, d.Key)
		}
	}
	want := map[string]profile.ChangeKind{
		"name": profile.Changed, "headline": profile.Same, "phone": profile.Changed, "location": profile.Added,
		"experience/0": profile.Changed, "experience/1": profile.Changed, "experience/2": profile.Added, "skills/0": profile.Same, "skills/1": profile.Added,
	}
	if !reflect.DeepEqual(kinds, want) {
		t.Errorf("kinds %v\nwant %v", kinds, want)
	}
	slices.Sort(proposed)
	if got := strings.Join(proposed, " "); got != "experience/1 experience/2 location phone skills/1" {
		t.Errorf("proposed: %s", got)
	}

	before := mine.Skills[0]
	got := mine.Adopt(theirs, proposed, now)
	if got.Name.Value != "Ada Typed" || got.Phone.Value != "+49 30 2" || got.Phone.From.Source != profile.SourceArchive || got.Location.Value != "Kiel" {
		t.Errorf("texts: %+v %+v %+v", got.Name, got.Phone, got.Location)
	}
	if len(got.Experience) != 3 || got.Experience[0].Description != "" || got.Experience[1].ID != (id.Fact{2}) || got.Experience[1].End.Month != time.May || got.Experience[2].ID.IsZero() {
		t.Errorf("experience: %+v", got.Experience)
	}
	if len(got.Skills) != 2 || got.Skills[0] != before || got.Skills[1].Name != "SQL" || !reflect.DeepEqual(got.WorkPermits, mine.WorkPermits) {
		t.Errorf("skills: %+v, permits: %+v", got.Skills, got.WorkPermits)
	}
	if mine.Experience[1].End.Month != 0 || len(mine.Skills) != 1 {
		t.Errorf("the profile that was compared changed: %+v", mine)
	}
	// What was taken over is the same when it is compared again, and nothing is lost by taking all.
	all := got.Adopt(theirs, []string{"name", "experience/0"}, now)
	for _, d := range all.Compare(theirs) {
		if d.Kind != profile.Same {
			t.Errorf("after taking everything over, %s is still %s: %+v", d.Key, d.Kind, d.Fields)
		}
	}
	if all.Experience[0].ID != (id.Fact{1}) || all.Experience[0].Description != "Led" || all.Experience[0].From.Source != profile.SourceArchive {
		t.Errorf("a typed fact that was ticked: %+v", all.Experience[0])
	}
}

func TestCompareClearsNothing(t *testing.T) {
	t.Parallel()
	mine := profile.Profile{
		Summary:    profile.Text{Value: "kept"},
		Experience: []profile.Experience{{ID: id.Fact{1}, Title: "Lead", Company: "Nord", Description: "kept", Start: profile.Month{Year: 2020, Month: time.May}}},
	}
	theirs := tidied(t, profile.Profile{Name: profile.Text{Value: "Ada"}, Experience: []profile.Experience{{Title: "Lead", Company: "Nord", Start: profile.Month{Year: 2020}}}})
	got := mine.Adopt(theirs, []string{"name", "experience/0", "summary"}, now)
	if got.Summary.Value != "kept" || got.Experience[0].Description != "kept" || got.Experience[0].Start.Month != time.May {
		t.Errorf("%+v", got)
	}
}

func TestTidyMakesFactsFit(t *testing.T) {
	t.Parallel()
	facts := profile.Profile{
		Name: profile.Text{Value: " A\x00da\u202e \n Berg "}, Summary: profile.Text{Value: strings.Repeat("ä", 20_000)}, Website: profile.Text{Value: "javascript:alert(1)"},
		Experience: []profile.Experience{{Title: "x", Start: profile.Month{Year: 2021}, End: profile.Month{Year: 2020}}, {Description: "no title"}},
	}
	for i := range 10_000 {
		facts.Skills = append(facts.Skills, profile.Skill{Name: strings.Repeat("s", i%500+1), Years: 1e9})
	}
	got := profile.Tidy(profile.SourceJSONResume, profile.Reading{Facts: facts})
	p := got.Facts
	if p.Name.Value != "Ada Berg" || len([]rune(p.Summary.Value)) != 10_000 || p.Website.Value != "" || len(p.Experience) != 1 || !p.Experience[0].End.IsZero() {
		t.Errorf("%q, %d characters, %q, %+v", p.Name.Value, len([]rune(p.Summary.Value)), p.Website.Value, p.Experience)
	}
	if len(p.Skills) == 0 || len(p.Skills) > profile.Skills.Max || p.Skills[0].Years != 0 || p.Skills[0].From.Source != profile.SourceJSONResume {
		t.Errorf("%d skills", len(p.Skills))
	}
	if len(got.Notes) == 0 || len(got.Notes) > 30 {
		t.Errorf("%d notes", len(got.Notes))
	}
}
