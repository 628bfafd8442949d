package profileweb

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
)

// typed gives the value of a field that the form has; a form changes no others.
func typed[T ~string](form url.Values, name string) *T {
	if !form.Has(name) {
		return nil
	}
	value := T(form.Get(name))
	return &value
}

// ticked tells a box; one that is not ticked sends nothing.
func ticked(form url.Values, name string) *bool {
	yes := form.Has(name)
	return &yes
}

func readTexts(actor identity.Actor, form url.Values) profilesvc.TextsInput {
	edit := profile.TextsEdit{}
	for _, name := range profile.TextNames {
		if form.Has(string(name)) {
			edit[name] = form.Get(string(name))
		}
	}
	return profilesvc.TextsInput{Actor: actor, Seen: form.Get("seen"), Edit: edit}
}

func readExperience(form url.Values) profile.ExperienceEdit {
	return profile.ExperienceEdit{
		Title: typed[string](form, "title"), Company: typed[string](form, "company"), Location: typed[string](form, "location"),
		Description: typed[string](form, "description"), Start: typed[string](form, "start"), End: typed[string](form, "end"),
		Current: ticked(form, "current"),
	}
}

func readEducation(form url.Values) profile.EducationEdit {
	return profile.EducationEdit{
		Institution: typed[string](form, "institution"), Degree: typed[string](form, "degree"), Field: typed[string](form, "field"),
		Grade: typed[string](form, "grade"), Start: typed[string](form, "start"), End: typed[string](form, "end"),
	}
}

func readSkill(form url.Values) profile.SkillEdit {
	edit := profile.SkillEdit{Name: typed[string](form, "name"), Level: typed[profile.Level](form, "level")}
	if form.Has("years") {
		years := 0.0
		if text := strings.TrimSpace(strings.ReplaceAll(form.Get("years"), ",", ".")); text != "" {
			var err error
			if years, err = strconv.ParseFloat(text, 64); err != nil {
				years = math.NaN()
			}
		}
		edit.Years = &years
	}
	return edit
}

func readLanguage(form url.Values) profile.LanguageEdit {
	return profile.LanguageEdit{Name: typed[string](form, "name"), Level: typed[string](form, "level")}
}

func readCertification(form url.Values) profile.CertificationEdit {
	return profile.CertificationEdit{
		Name: typed[string](form, "name"), Issuer: typed[string](form, "issuer"), Number: typed[string](form, "number"),
		URL: typed[string](form, "url"), Date: typed[string](form, "date"), Expires: typed[string](form, "expires"),
	}
}

func readLink(form url.Values) profile.LinkEdit {
	return profile.LinkEdit{Label: typed[string](form, "label"), URL: typed[string](form, "url")}
}

func readPermit(form url.Values) profile.WorkPermitEdit {
	return profile.WorkPermitEdit{
		Country: typed[string](form, "country"), Status: typed[profile.PermitStatus](form, "status"),
		Sponsorship: typed[profile.Sponsorship](form, "needsSponsorship"), ValidUntil: typed[string](form, "validUntil"),
	}
}

// readPreferences reads the whole form: boxes that are not ticked count as not wished for.
func readPreferences(actor identity.Actor, form url.Values) profilesvc.PreferencesInput {
	jobTypes, remote := wordsOf[profile.JobType](form["jobTypes"]), wordsOf[profile.Remote](form["remote"])
	places, industries := linesOf(form.Get("places")), linesOf(form.Get("industries"))
	in := profilesvc.PreferencesInput{Actor: actor, Edit: profile.PreferencesEdit{
		JobTypes: &jobTypes, Remote: &remote, Places: &places, Industries: &industries,
		PayFloor: typed[string](form, "payFloor"), PayCeiling: typed[string](form, "payCeiling"), Currency: typed[string](form, "payCurrency"),
		Interval: typed[money.Interval](form, "payInterval"), NoticePeriod: typed[string](form, "noticePeriod"),
		Alerts:             typed[profile.AlertFrequency](form, "alertFrequency"),
		EmailNotifications: ticked(form, "emailNotifications"), PushNotifications: ticked(form, "pushNotifications"),
	}}
	if version, err := strconv.Atoi(form.Get("version")); err == nil {
		in.Version = &version
	}
	return in
}

func wordsOf[T ~string](all []string) []T { return each(all, func(one string) T { return T(one) }) }

func linesOf(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}
