package profileweb

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
)

// view is the profile page: what is known, and the one form that was just sent.
type view struct {
	page    ui.Page
	known   profilesvc.Known
	waiting []profile.Import
	open    string  // formID of the form that failed; "" = none did
	failed  ui.Form // that form
	saved   string  // section that was just changed
}

// form gives the form of a section: as it was sent if it failed, else untouched.
func (v *view) form(section, part string) ui.Form {
	f := ui.Form{}
	if v.isOpen(section, part) {
		f = v.failed
	}
	f.Scope = formID(section, part) + "-"
	return f
}

func (v *view) isOpen(section, part string) bool { return v.open == formID(section, part) }

// span writes when something lasted; "" when nothing is said.
func span(start, end profile.Month, current bool) string {
	until := month(end)
	if current {
		until = "today"
	}
	switch from := month(start); {
	case from != "" && until != "":
		return from + " to " + until
	case from != "":
		return "From " + from
	case until != "":
		return "Until " + until
	}
	return ""
}

func month(m profile.Month) string {
	if m.IsZero() || m.Month == 0 {
		return m.String()
	}
	return m.Month.String()[:3] + " " + m.String()[:4]
}

// line joins what is said of several parts.
func line(parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return part == "" }), ", ")
}

func years(n float64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// skillWords are the level and years of a skill, as they stand in its chip.
func skillWords(s profile.Skill) string {
	said := []string{}
	if s.Level != "" {
		said = append(said, string(s.Level))
	}
	switch {
	case s.Years == 1:
		said = append(said, "1 year")
	case s.Years > 0:
		said = append(said, years(s.Years)+" years")
	}
	return strings.Join(said, ", ")
}

func levelOptions(chosen profile.Level) []ui.Option {
	return options(chosen, "Not said", profile.Levels, func(l profile.Level) string { return strings.ToUpper(string(l[:1])) + string(l[1:]) })
}

func options[T ~string](chosen T, none string, all []T, label func(T) string) []ui.Option {
	out := []ui.Option{{Value: "", Label: none, Chosen: chosen == ""}}
	for _, one := range all {
		out = append(out, ui.Option{Value: string(one), Label: label(one), Chosen: one == chosen})
	}
	return out
}

func boxes[T ~string](chosen, all []T, label func(T) string) []ui.Option {
	return each(all, func(one T) ui.Option {
		return ui.Option{Value: string(one), Label: label(one), Chosen: slices.Contains(chosen, one)}
	})
}

func statusWords(s profile.PermitStatus) string {
	switch s {
	case profile.PermitCitizen:
		return "Citizen"
	case profile.PermitPermanent:
		return "Permanent right to work"
	case profile.PermitTemporary:
		return "Visa or temporary permit"
	case profile.PermitNone:
		return "No permit yet"
	}
	return ""
}

func sponsorWords(s profile.Sponsorship) string {
	switch s {
	case profile.SponsorNeeded:
		return "Needs a sponsor"
	case profile.SponsorNotNeeded:
		return "Needs no sponsor"
	}
	return ""
}

func permitWords(w profile.WorkPermit) string {
	until := ""
	if !w.ValidUntil.IsZero() {
		until = "valid until " + w.ValidUntil.Format("2 Jan 2006")
	}
	return line(statusWords(w.Status), strings.ToLower(sponsorWords(w.Sponsorship)), until)
}

var regions = display.English.Regions()

func countryName(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	return regions.Name(region)
}

// countries lists every country by its name; chosen is a code.
func countries(chosen string) []ui.Option {
	var all []ui.Option
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string(a) + string(b)
			region, err := language.ParseRegion(code)
			if err == nil && region.IsCountry() && region.Canonicalize() == region && region.String() == code {
				all = append(all, ui.Option{Value: code, Label: regions.Name(region), Chosen: code == chosen})
			}
		}
	}
	slices.SortFunc(all, func(x, y ui.Option) int { return strings.Compare(x.Label, y.Label) })
	return append([]ui.Option{{Value: "", Label: "Choose a country", Chosen: chosen == ""}}, all...)
}

func intervalLabel(i money.Interval) string {
	if i == money.IntervalHour {
		return "an hour"
	}
	return "a " + string(i)
}

// amount writes pay as it is typed: whole units, cents only where there are any.
func amount(minor int64) string {
	switch {
	case minor == 0:
		return ""
	case minor%100 == 0:
		return strconv.FormatInt(minor/100, 10)
	}
	return fmt.Sprintf("%d.%02d", minor/100, minor%100)
}

// listed joins the words of choices, in the order in which they are kept.
func listed[T ~string](all []T, label func(T) string) string { return line(each(all, label)...) }

// wishes are the preferences as facts; what was not said is left out.
func wishes(p profile.Preferences) []ui.Fact {
	pay := ""
	if p.Pay.Stated() {
		pay = p.Pay.String()
	}
	var facts []ui.Fact
	for _, one := range []ui.Fact{
		{Label: "Kind of job", Text: listed(p.JobTypes, profile.JobType.Label)},
		{Label: "Where from", Text: listed(p.Remote, profile.Remote.Label)},
		{Label: "Places", Text: line(p.Places...)},
		{Label: "Pay", Text: pay},
		{Label: "Industries", Text: line(p.Industries...)},
		{Label: "Notice period", Text: p.NoticePeriod},
		{Label: "News of jobs", Text: p.Alerts.Label()},
	} {
		if one.Text != "" {
			facts = append(facts, one)
		}
	}
	return append(facts, ui.Fact{Label: "Notices", Text: noticeWords(p)})
}

func noticeWords(p profile.Preferences) string {
	switch {
	case p.EmailNotifications && p.PushNotifications:
		return "By mail and in the browser"
	case p.EmailNotifications:
		return "By mail"
	case p.PushNotifications:
		return "In the browser"
	}
	return "None but those inside the app"
}

// stepForm is where the next step is done, with its form open.
func stepForm(step profile.Step) string {
	section, part := string(step), newPart
	switch step {
	case profile.StepName, profile.StepHeadline, profile.StepPlace, profile.StepEmail, profile.StepPhone:
		section, part = "you", "you"
	case profile.StepBio:
		section, part = "you", "about"
	case profile.StepExperience, profile.StepSkills, profile.StepEducation, profile.StepWork, profile.StepLanguages, profile.StepPreferences:
	}
	return "/profile?edit=" + formID(section, part) + "#" + section
}
