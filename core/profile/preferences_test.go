package profile_test

import (
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/profile"
)

func TestPreferences(t *testing.T) {
	t.Parallel()
	start := profile.NewPreferences(id.User{1})
	if !start.EmailNotifications || !start.PushNotifications || start.Alerts != "" || start.Pay.Stated() {
		t.Errorf("of somebody who said nothing: %+v", start)
	}
	got, err := profile.PreferencesEdit{
		JobTypes: to([]profile.JobType{"contract", "full_time"}), Places: to([]string{" Kiel", "kiel", "", "Hamburg"}), PayFloor: to("65.000"),
		PayCeiling: to("80,000.50"), Currency: to("eur"), Interval: to(money.IntervalYear), Alerts: to(profile.AlertFrequency("weekly")), PushNotifications: to(false),
	}.Apply(start)
	if err != nil {
		t.Fatal(err)
	}
	if got.Pay != (money.Range{Min: 6_500_000, Max: 8_000_050, Currency: "EUR", Interval: money.IntervalYear}) {
		t.Errorf("pay %+v", got.Pay)
	}
	if strings.Join(got.Places, "|") != "Kiel|Hamburg" || got.JobTypes[0] != "full_time" || got.PushNotifications || !got.EmailNotifications {
		t.Errorf("%+v", got)
	}
	cleared, err := profile.PreferencesEdit{Places: to([]string(nil)), PayFloor: to(""), PayCeiling: to(" ")}.Apply(got)
	if err != nil || len(cleared.Places) != 0 || cleared.Pay.Stated() || cleared.Alerts != "weekly" {
		t.Errorf("cleared: %+v, %v", cleared, err)
	}
	for name, c := range map[string]struct {
		edit profile.PreferencesEdit
		want string
	}{
		"no currency":   {profile.PreferencesEdit{PayFloor: to("100")}, "payCurrency required, payInterval required"},
		"below floor":   {profile.PreferencesEdit{PayFloor: to("200"), PayCeiling: to("100"), Currency: to("EUR"), Interval: to(money.IntervalHour)}, "payCeiling below_floor"},
		"no amounts":    {profile.PreferencesEdit{PayFloor: to("much"), PayCeiling: to("-5")}, "payFloor amount, payCeiling amount"},
		"huge":          {profile.PreferencesEdit{PayFloor: to(strings.Repeat("9", 400))}, "payFloor amount"},
		"no choices":    {profile.PreferencesEdit{JobTypes: to([]profile.JobType{"slave"}), Remote: to([]profile.Remote{"moon"}), Currency: to("XXX"), Alerts: to(profile.AlertFrequency("hourly"))}, "jobTypes choice, remote choice, alertFrequency choice, payCurrency currency"},
		"many places":   {profile.PreferencesEdit{Places: to(strings.Split(strings.Repeat("a,", 10)+"b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,1,2,3,4,5,6,7,8", ","))}, "places too_many"},
		"hostile place": {profile.PreferencesEdit{Places: to([]string{"Ki\x00el"}), NoticePeriod: to(strings.Repeat("x", 300))}, "places unreadable, noticePeriod too_long"},
	} {
		if _, err := c.edit.Apply(start); fields(err) != c.want {
			t.Errorf("%s: %q, want %q", name, fields(err), c.want)
		}
	}
}

func TestCompletenessNamesOneStep(t *testing.T) {
	t.Parallel()
	var p profile.Profile
	wishes := profile.NewPreferences(id.User{})
	c := p.Completeness(wishes)
	if c.Done != 0 || c.Next != profile.StepName || c.Percent() != 0 {
		t.Errorf("empty: %+v", c)
	}
	typed := func(value string) profile.Text { return profile.Text{Value: value, From: profile.Typed()} }
	p.Name, p.Email, p.Phone, p.Location = typed("Ada"), typed("a@b.c"), typed("12345"), typed("Kiel")
	p.Experience = []profile.Experience{{Title: "x"}}
	p.Skills = []profile.Skill{{Name: "a"}, {Name: "b"}}
	if c = p.Completeness(wishes); c.Next != profile.StepSkills {
		t.Errorf("two skills: %+v", c)
	}
	p.Skills = append(p.Skills, profile.Skill{Name: "c"})
	p.Education, p.Languages, p.WorkPermits = []profile.Education{{}}, []profile.Language{{}}, []profile.WorkPermit{{}}
	p.Headline, p.Summary = typed("x"), typed("y")
	if c = p.Completeness(wishes); c.Next != profile.StepPreferences || c.Done != c.Total-1 {
		t.Errorf("nearly all: %+v", c)
	}
	wishes.Places = []string{"Kiel"}
	if c = p.Completeness(wishes); c.Next != "" || c.Percent() != 100 {
		t.Errorf("all: %+v", c)
	}
	for _, step := range []profile.Step{
		profile.StepName, profile.StepEmail, profile.StepPhone, profile.StepPlace, profile.StepExperience, profile.StepSkills, profile.StepEducation,
		profile.StepWork, profile.StepHeadline, profile.StepBio, profile.StepLanguages, profile.StepPreferences,
	} {
		if what, why := step.Words(); what == "" || why == "" {
			t.Errorf("%s has no words", step)
		}
	}
}
