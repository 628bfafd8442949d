package profile

import (
	"strings"

	"github.com/applyforus/applyforus/core/id"
)

// TakeOver merges facts that the person confirmed from one resume. What came from an
// earlier check of the same resume is replaced; what the person typed wins over what
// was read, and the later typing over the earlier; the same fact read from two resumes
// is kept once, the older one.
func (p Profile) TakeOver(confirmed Profile, resume id.Resume) Profile {
	merged := p
	for _, pair := range []struct {
		mine   *Text
		theirs Text
	}{
		{&merged.Name, confirmed.Name},
		{&merged.Headline, confirmed.Headline},
		{&merged.Summary, confirmed.Summary},
		{&merged.Email, confirmed.Email},
		{&merged.Phone, confirmed.Phone},
		{&merged.Location, confirmed.Location},
		{&merged.LinkedIn, confirmed.LinkedIn},
		{&merged.GitHub, confirmed.GitHub},
		{&merged.Website, confirmed.Website},
	} {
		same := pair.mine.From.FromResume(resume)
		typed := pair.mine.Value != "" && pair.mine.From.Source == SourceTyped && !same
		said := pair.theirs.Value != "" && pair.theirs.From.Source == SourceTyped
		if said || !typed && (pair.theirs.Value != "" || same) {
			*pair.mine = pair.theirs
		}
	}
	merged.Experience = take(p.Experience, confirmed.Experience, resume,
		func(e Experience) Provenance { return e.From },
		func(e Experience) string { return fold(e.Company, e.Title, e.Start.String()) })
	merged.Education = take(p.Education, confirmed.Education, resume,
		func(e Education) Provenance { return e.From },
		func(e Education) string { return fold(e.Institution, e.Degree, e.Field) })
	merged.Skills = take(p.Skills, confirmed.Skills, resume,
		func(s Skill) Provenance { return s.From }, func(s Skill) string { return fold(s.Name) })
	merged.Languages = take(p.Languages, confirmed.Languages, resume,
		func(l Language) Provenance { return l.From }, func(l Language) string { return fold(l.Name) })
	merged.Certifications = take(p.Certifications, confirmed.Certifications, resume,
		func(c Certification) Provenance { return c.From }, func(c Certification) string { return fold(c.Name, c.Issuer) })
	return merged
}

// take keeps the facts that are not from this resume and adds the confirmed ones
// that say something new.
func take[F any](mine, theirs []F, resume id.Resume, from func(F) Provenance, key func(F) string) []F {
	var merged []F
	known := map[string]int{}
	add := func(f F) {
		at, twice := known[key(f)]
		switch {
		case !twice:
			known[key(f)] = len(merged)
			merged = append(merged, f)
		case from(f).FromResume(resume) && from(f).Source == SourceTyped:
			merged[at] = f
		}
	}
	for _, f := range mine {
		if !from(f).FromResume(resume) {
			add(f)
		}
	}
	for _, f := range theirs {
		add(f)
	}
	return merged
}

func fold(parts ...string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.Join(parts, "\x00 ")), " "))
}
