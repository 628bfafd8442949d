package profile_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

var now = time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)

func to[T any](v T) *T { return &v }

// fields answers the fields that an error names, in order, each with its code.
func fields(err error) string {
	known := fault.As(err)
	if known == nil {
		return ""
	}
	var all []string
	for _, v := range known.Violations {
		all = append(all, v.Field+" "+v.Code)
	}
	return strings.Join(all, ", ")
}

func TestEditsNameEveryWrongField(t *testing.T) {
	t.Parallel()
	apply := func(_ any, err error) error { return err }
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"nothing said":         {apply(profile.ExperienceEdit{}.Apply(profile.Experience{})), "title required"},
		"end before start":     {apply(profile.ExperienceEdit{Title: to("x"), Start: to("2021-03"), End: to("2020")}.Apply(profile.Experience{})), "end before_start"},
		"no dates":             {apply(profile.ExperienceEdit{Title: to("x"), Start: to("soon"), End: to("2020-13")}.Apply(profile.Experience{})), "start date, end date"},
		"current has no end":   {apply(profile.ExperienceEdit{Title: to("x"), Start: to("2021"), End: to("2020"), Current: to(true)}.Apply(profile.Experience{})), ""},
		"NUL and a megabyte":   {apply(profile.ExperienceEdit{Title: to("a\x00"), Company: to(strings.Repeat("x", 1<<20))}.Apply(profile.Experience{})), "title unreadable, company too_long"},
		"turned text":          {apply(profile.EducationEdit{Institution: to("abc\u202exe.fdp")}.Apply(profile.Education{})), "institution unreadable"},
		"two lines":            {apply(profile.EducationEdit{Degree: to("BSc\nMSc")}.Apply(profile.Education{})), "degree one_line"},
		"no skill":             {apply(profile.SkillEdit{Name: to("  "), Level: to(profile.Level("god")), Years: to(-1.0)}.Apply(profile.Skill{})), "level choice, years years, name required"},
		"years are no number":  {apply(profile.SkillEdit{Name: to("Go"), Years: to(math.NaN())}.Apply(profile.Skill{})), "years years"},
		"no language":          {apply(profile.LanguageEdit{}.Apply(profile.Language{})), "name required"},
		"expired before given": {apply(profile.CertificationEdit{Name: to("x"), URL: to("javascript:alert(1)"), Date: to("2021"), Expires: to("2020")}.Apply(profile.Certification{})), "url address, expires before_start"},
		"no address":           {apply(profile.LinkEdit{URL: to("")}.Apply(profile.Link{})), "url required"},
		"credentials":          {apply(profile.LinkEdit{URL: to("https://ada:secret@example.org")}.Apply(profile.Link{})), "url address"},
		"no such country":      {apply(profile.WorkPermitEdit{Country: to("ZZ"), Status: to(profile.PermitStatus("king")), ValidUntil: to("31.5.2027")}.Apply(profile.WorkPermit{})), "country country, status choice, validUntil date, status required"},
		"nothing said of it":   {apply(profile.WorkPermitEdit{Country: to("de")}.Apply(profile.WorkPermit{})), "status required"},
		"texts": {apply(profile.TextsEdit{
			"name": strings.Repeat("x", 201), "email": "nobody", "phone": "call me", "website": "localhost", "summary": "\x07",
		}.Apply(profile.Profile{})), "name too_long, summary unreadable, email email, phone phone, website address"},
	} {
		if got := fields(c.err); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestEditsLeaveWhatTheyDoNotName(t *testing.T) {
	t.Parallel()
	read := profile.Provenance{Source: profile.SourceResume, Quote: "as it stood"}
	p := profile.Profile{Name: profile.Text{Value: "Ada", From: read}, Phone: profile.Text{Value: "+49 (30) 12-34.567", From: read}, Headline: profile.Text{Value: "x", From: read}}
	got, err := profile.TextsEdit{"name": "Ada", "headline": "", "linkedin": "linkedin.com/in/ada"}.Apply(p)
	if err != nil || got.Name.From != read || got.Phone != p.Phone || got.Headline != (profile.Text{}) {
		t.Errorf("%+v, %v", got, err)
	}
	if got.LinkedIn != (profile.Text{Value: "https://linkedin.com/in/ada", From: profile.Typed()}) {
		t.Errorf("linkedin %+v", got.LinkedIn)
	}
	if again, err := (profile.TextsEdit{"phone": p.Phone.Value}).Apply(p); err != nil || again.Phone != p.Phone {
		t.Errorf("phone %+v, %v", again.Phone, err)
	}
	job := profile.Experience{Title: "Lead", Company: "Nord", End: profile.Month{Year: 2020}}
	if got, err := (profile.ExperienceEdit{Current: to(true)}).Apply(job); err != nil || !got.Current || !got.End.IsZero() || got.Title != "Lead" {
		t.Errorf("%+v, %v", got, err)
	}
	permit, err := profile.WorkPermitEdit{Country: to("de"), Status: to(profile.PermitTemporary), ValidUntil: to("2027-05-31")}.Apply(profile.WorkPermit{})
	if err != nil || permit.Country != "DE" || permit.ValidUntil.Day() != 31 {
		t.Errorf("%+v, %v", permit, err)
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	var p profile.Profile
	add := func(name string) (profile.Skill, error) {
		return profile.Skills.Add(&p, profile.Skill{Name: name, From: profile.Provenance{Source: profile.SourceArchive}}, now)
	}
	first, err := add("Go")
	if err != nil || first.ID.IsZero() || first.From != profile.Typed() {
		t.Fatalf("%+v, %v", first, err)
	}
	if _, err := add(" GO "); fields(err) != "name duplicate" {
		t.Errorf("the same skill twice: %v", err)
	}
	second, _ := add("SQL")
	second.Name = "go"
	if _, err := profile.Skills.Replace(&p, second); fields(err) != "name duplicate" {
		t.Errorf("renamed to another: %v", err)
	}
	before := p
	first.Name = "Golang"
	if _, err := profile.Skills.Replace(&p, first); err != nil || p.Skills[0].Name != "Golang" || before.Skills[0].Name != "Go" {
		t.Errorf("replace: %+v, %v; before %+v", p.Skills, err, before.Skills)
	}
	if err := profile.Skills.Remove(&p, id.Make[id.Fact](now)); !errors.Is(err, profile.ErrNoFact) {
		t.Errorf("removing nothing: %v", err)
	}
	if err := profile.Skills.Remove(&p, first.ID); err != nil || len(p.Skills) != 1 || p.Skills[0].Name != "SQL" {
		t.Errorf("remove: %+v, %v", p.Skills, err)
	}
	if err := profile.Skills.Room(&p, 10_000); fields(err) != "skills too_many" {
		t.Errorf("10,000 skills: %v", err)
	}
	for _, e := range []profile.Experience{
		{Title: "old", Start: profile.Month{Year: 2001}, End: profile.Month{Year: 2005, Month: time.May}},
		{Title: "undated"},
		{Title: "now", Start: profile.Month{Year: 2010}, Current: true},
		{Title: "last", Start: profile.Month{Year: 2005}, End: profile.Month{Year: 2010}},
	} {
		if _, err := profile.Experiences.Add(&p, e, now); err != nil {
			t.Fatal(err)
		}
	}
	var titles []string
	for _, e := range p.Experience {
		titles = append(titles, e.Title)
	}
	if got := strings.Join(titles, " "); got != "now last old undated" {
		t.Errorf("order: %s", got)
	}
}

func TestRevisionFollowsTheFact(t *testing.T) {
	t.Parallel()
	a := profile.Skill{ID: id.Fact{1}, Name: "Go"}
	same, b := a, a
	b.Years = 1
	if profile.Revision(a) != profile.Revision(same) || profile.Revision(a) == profile.Revision(b) || profile.Revision(a) == "" {
		t.Error("a revision does not follow its fact")
	}
	if err := profile.Unchanged(profile.Revision(a), profile.Revision(b)); !errors.Is(err, fault.ErrStale) {
		t.Errorf("err = %v", err)
	}
	if err := profile.Unchanged("", "x"); err != nil {
		t.Errorf("a client that did not look: %v", err)
	}
}

func TestReadMonth(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "2021": "2021", "2021-03": "2021-03", "2021-03-15": "2021-03", "2021-03-15T10:00:00Z": "2021-03", "03/2021": "2021-03", "3.2021": "2021-03",
		"Mar 2021": "2021-03", "March 2021": "2021-03", "march 15, 2021": "2021-03", "15 March 2021": "2021-03", "Sept 2021": "2021-09", "Mar-21": "2021-03", "Jan-99": "1999-01",
	} {
		if got, ok := profile.ReadMonth(text); !ok || got.String() != want {
			t.Errorf("ReadMonth(%q) = %v, %v, want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"soon", "2021-13", "1850", "13/2021", "Foo 2021", "2021-00", "0021"} {
		if got, ok := profile.ReadMonth(text); ok {
			t.Errorf("ReadMonth(%q) = %v", text, got)
		}
	}
}

func TestWebAddress(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"example.org": "https://example.org", " http://example.org/a?b=c ": "http://example.org/a?b=c", "https://münchen.example/ä": "https://münchen.example/ä",
	} {
		if got, ok := profile.WebAddress(typed); !ok || got != want {
			t.Errorf("WebAddress(%q) = %q, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "javascript:alert(1)", "javascript://example.org/%0aalert(1)", "data:text/html,x", "ftp://example.org", "//example.org\n", "ada@example.org:80", "https://", "a b.example"} {
		if got, ok := profile.WebAddress(typed); ok {
			t.Errorf("WebAddress(%q) = %q", typed, got)
		}
	}
}
