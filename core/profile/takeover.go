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
	theirs := confirmed.Texts()
	for name, mine := range merged.Texts() {
		same := mine.From.FromResume(resume)
		typed := mine.Value != "" && mine.From.Source == SourceTyped && !same
		said := theirs[name].Value != "" && theirs[name].From.Source == SourceTyped
		if said || !typed && (theirs[name].Value != "" || same) {
			*mine = *theirs[name]
		}
	}
	merged.Experience = take(Experiences, p.Experience, confirmed.Experience, resume)
	merged.Education = take(Educations, p.Education, confirmed.Education, resume)
	merged.Skills = take(Skills, p.Skills, confirmed.Skills, resume)
	merged.Languages = take(Languages, p.Languages, confirmed.Languages, resume)
	merged.Certifications = take(Certifications, p.Certifications, confirmed.Certifications, resume)
	return merged
}

// take keeps the facts that are not from this resume and adds the confirmed ones
// that say something new.
func take[F any](l List[F], mine, theirs []F, resume id.Resume) []F {
	var merged []F
	known := map[string]int{}
	add := func(f F) {
		at, twice := known[l.Key(f)]
		switch from := *l.From(&f); {
		case !twice:
			known[l.Key(f)] = len(merged)
			merged = append(merged, f)
		case from.FromResume(resume) && from.Source == SourceTyped:
			merged[at] = f
		}
	}
	for _, f := range mine {
		if !l.From(&f).FromResume(resume) {
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
