package jobs

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// sentence says in words how the person stands: what is met, what is missing, and what
// else pulls at the score.
func (a *assessment) sentence(match Match) string {
	var b strings.Builder
	switch {
	case a.musts > 0:
		fmt.Fprintf(&b, "You meet %d of %s", a.mustsMet, counted(a.musts, "must"))
	case a.skills > 0:
		fmt.Fprintf(&b, "You have %d of the %d skills named", a.skillsKnown, a.skills)
	default:
		b.WriteString("The posting states few requirements, so the title counts most")
	}
	if n := len(a.missing); n > 0 {
		b.WriteString("; not in your profile: " + strings.Join(a.missing[:min(n, 3)], ", "))
		if n > 3 {
			fmt.Fprintf(&b, " and %d more", n-3)
		}
	}
	b.WriteByte('.')
	if lost := a.lowering(match); lost != "" {
		b.WriteString(" What lowers the score: " + lost + ".")
	}
	if n := len(match.Unverified); n > 0 {
		fmt.Fprintf(&b, " %d could not be verified.", n)
	}
	if a.counted < roughBelow {
		b.WriteString(" Few requirements could be read from the posting, so the score is rough.")
	}
	return b.String()
}

const (
	// roughBelow is the number of requirements below which a score says little.
	roughBelow = 3
	// noticedLoss is the share of all points that a part must lose to be named.
	noticedLoss = 0.08
)

var partInWords = map[string]string{
	partSkills: "skills that the posting names", partTitle: "how unlike your roles the title is",
	partSeniority: "the level", partExperience: "the years of experience",
}

// lowering names what, beside the requirements, keeps a score down, the most first: else
// "2 of 2 musts" beside a middling score reads as a contradiction. "" when nothing does.
func (a *assessment) lowering(match Match) string {
	if match.Total >= strongFrom {
		return ""
	}
	outOf := 0.0
	for _, p := range match.Parts {
		outOf += p.OutOf
	}
	parts := slices.DeleteFunc(slices.Clone(match.Parts), func(p MatchPart) bool {
		return p.Name == partRequirements || p.OutOf-p.Points < noticedLoss*outOf
	})
	slices.SortStableFunc(parts, func(x, y MatchPart) int { return cmp.Compare(y.OutOf-y.Points, x.OutOf-x.Points) })
	var words []string
	for _, p := range parts[:min(len(parts), 2)] {
		words = append(words, partInWords[p.Name])
	}
	return strings.Join(words, " and ")
}
