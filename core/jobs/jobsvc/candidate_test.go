package jobsvc

import (
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/profile"
)

func TestCandidateOfKeepsFactsAndGuessesNoLength(t *testing.T) {
	t.Parallel()
	fact := func() id.Fact { return id.Fact(id.New[struct{}]()) }
	roles := []profile.Experience{
		{ID: fact(), Title: "Keeper", Start: profile.Month{Year: 2020, Month: time.March}, Current: true},
		{ID: fact(), Title: "Baker", Start: profile.Month{Year: 2015}, End: profile.Month{Year: 2016}},
		{ID: fact(), Title: "Cook", Start: profile.Month{Year: 2010}}, // over, nobody knows since when
	}
	c := candidateOf(profile.Profile{
		Experience: roles, Location: profile.Text{Value: "Oslo, Norway"},
		Education: []profile.Education{{ID: fact(), Degree: "BSc", Field: "Physics", Institution: "Oststadt University"}, {ID: fact(), Field: "Optics"}},
		Languages: []profile.Language{{ID: fact(), Name: "German", Level: "B2"}},
	})
	day := func(year int, month time.Month) time.Time { return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC) }
	for i, want := range []jobs.RoleFact{{Start: day(2020, time.March)}, {Start: day(2015, time.January), End: day(2016, time.December)}, {}} {
		if got := c.Roles[i]; got.Fact != roles[i].ID || !got.Start.Equal(want.Start) || !got.End.Equal(want.End) {
			t.Errorf("role %d: %+v", i, got)
		}
	}
	if c.Degrees[0].Quote != "BSc in Physics, Oststadt University" || c.Degrees[1].Quote != "Optics" || c.Languages[0].Quote != "German, B2" {
		t.Errorf("%+v, %+v", c.Degrees, c.Languages)
	}
	if len(c.Places) != 2 || c.Places[0].Name != "Oslo" || c.Places[1].Name != "Norway" || c.WorkRights != nil {
		t.Errorf("places %+v, rights %+v; living somewhere is no right to work there", c.Places, c.WorkRights)
	}
}

func TestStaleOnlyWhenNoBoardCouldBeRead(t *testing.T) {
	t.Parallel()
	open := jobs.Job{Status: jobs.StatusActive}
	gone := jobs.Link{ClosedAt: time.Now()}
	for name, c := range map[string]struct {
		seen []Sighting
		want bool
	}{
		"never seen": {nil, false}, "one stale": {[]Sighting{{Stale: true}}, true}, "one of two": {[]Sighting{{Stale: true}, {}}, false},
		"stale and gone": {[]Sighting{{Stale: true}, {Link: gone}}, true}, "gone": {[]Sighting{{Link: gone, Stale: true}}, false},
	} {
		if got := (Viewed{Job: open, Seen: c.seen}).Stale(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
