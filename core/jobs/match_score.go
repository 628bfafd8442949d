package jobs

import (
	"fmt"
	"strings"
)

// The weights of the parts. Coverage leads because the posting's own list is the
// best statement of what the employer will ask; the overlap of skills and the
// title tell whether it is the same kind of work at all (they are what a posting
// with a short list is judged by); rank and length of experience are coarse, so
// they weigh little and count only as far as the work is alike, lest ten years of
// another trade help.
//
// A part leaves the denominator when the posting gives nothing to verify: no
// skills, no rank, no years. What the profile merely does not say counts as
// missing, since otherwise adding a true fact could lower the score. For the same
// reason a higher rank, a longer experience and a second trade never cost anything.
const (
	weightCoverage   = 40
	weightSkills     = 20
	weightTitle      = 20
	weightSeniority  = 10
	weightExperience = 10

	partRequirements = "Requirements"
	partSkills       = "Skills"
	partTitle        = "Title"
	partSeniority    = "Seniority"
	partExperience   = "Experience"

	mustWeight = 3.0 // three wishes are worth one must
	niceWeight = 1.0
	softWeight = 0.2 // of the above: a word like "communication" proves little

	creditRelated = 0.5 // MySQL for PostgreSQL
	creditBroader = 0.4 // SQL for PostgreSQL
	creditUndated = 0.3 // a field known for an unknown time, or one close to it
)

// Score matches one posting. The total is the sum of the parts' points over the
// sum of what they are out of, as a percentage, rounded to a whole number.
func (m *Matcher) Score(p PostingForMatch) Match {
	title := normalizeTitle(p.Title)
	if !m.hasFacts || len(p.Requirements) == 0 && title.weight == 0 {
		why := "There are no facts in the profile to compare with this posting yet."
		if m.hasFacts {
			why = "The posting states nothing that could be compared."
		}
		return Match{Why: why, Parts: []MatchPart{}, Requirements: []RequirementMatch{}, Missing: []string{}, Unverified: []string{}}
	}
	a := assessment{m: m, posting: p, title: title, likeness: make([]float64, len(m.roles))}
	for i := range m.roles {
		a.likeness[i] = title.likeness(m.roles[i].title)
		if a.likeness[i] > a.likeness[a.bestRole] {
			a.bestRole = i
		}
	}
	a.requirements()
	return a.result()
}

// assessment is one posting being scored.
type assessment struct {
	m        *Matcher
	posting  PostingForMatch
	title    normalTitle
	likeness []float64 // of each role's title
	bestRole int

	matches         []RequirementMatch
	weight, got     float64 // coverage
	counted         int     // requirements that could be verified
	musts, mustsMet int
	skills          int // distinct skills the posting names
	skillsKnown     int
	overlap         float64
	firmGap         bool // a must that is no conduct is missing
	mostYears       float64
	missingWishes   []string
	missing         []string
	unverified      []string
}

func (a *assessment) requirements() {
	a.matches = make([]RequirementMatch, 0, len(a.posting.Requirements))
	for _, r := range a.posting.Requirements {
		v := a.verify(r)
		if (r.Kind == RequirementSkill || r.Kind == RequirementExperience && r.Name != "") && !r.Soft {
			a.skills++
			known := a.m.credit(r.Names()).value
			a.overlap += known
			if known == 1 {
				a.skillsKnown++
			}
		}
		if r.Must {
			a.mostYears = max(a.mostYears, r.MinYears)
		}
		a.matches = append(a.matches, RequirementMatch{Requirement: r, Status: v.status, Evidence: v.evidence, Note: v.note})
		if r.Mentioned {
			continue
		}
		a.count(r, v)
	}
}

// count adds one requirement to the coverage and to the lists.
func (a *assessment) count(r Requirement, v verdict) {
	label := requirementLabel(r)
	switch {
	case v.status == MatchUnknown:
		a.unverified = append(a.unverified, label)
		return
	case v.status == MatchMissing && r.Must:
		a.missing = append(a.missing, label)
		a.firmGap = true
	case v.status == MatchMissing:
		a.missingWishes = append(a.missingWishes, label)
	}
	a.counted++
	w := niceWeight
	if r.Must {
		w = mustWeight
		a.musts++
		if v.status == MatchMet {
			a.mustsMet++
		}
	}
	if r.Soft {
		w *= softWeight
	}
	a.weight += w
	a.got += w * v.credit
}

func requirementLabel(r Requirement) string {
	name := r.Name
	if r.Kind == RequirementDegree && len(r.Fields) > 0 {
		name += " in " + orList(r.Fields)
	}
	switch {
	case r.MinYears > 0 && name == "":
		return years(r.MinYears) + " of experience"
	case r.MinYears > 0:
		return name + " (" + years(r.MinYears) + ")"
	case r.LanguageLevel != "":
		return name + " (" + r.LanguageLevel + ")"
	}
	return name
}

// years writes a span in words: "1 year", "2.5 years".
func years(n float64) string {
	s := strings.TrimSuffix(fmt.Sprintf("%.1f", n), ".0")
	if s == "1" {
		return "1 year"
	}
	return s + " years"
}

func (a *assessment) result() Match {
	coverage, overlap, alike := ratio(a.got, a.weight), ratio(a.overlap, float64(a.skills)), 0.0
	if len(a.likeness) > 0 {
		alike = a.likeness[a.bestRole]
	}
	// Two-fold, so that work which is half alike counts in full.
	fit := min(1, 2*max(coverage, overlap, alike))
	parts := make([]MatchPart, 0, 5)
	if a.weight > 0 {
		why := fmt.Sprintf("%d of %s met by your facts.", a.mustsMet, counted(a.musts, "must"))
		if a.musts == 0 {
			why = "The posting states wishes only."
		}
		parts = append(parts, MatchPart{partRequirements, weightCoverage * coverage, weightCoverage, why})
	}
	if a.skills > 1 {
		parts = append(parts, MatchPart{
			partSkills, weightSkills * overlap, weightSkills,
			fmt.Sprintf("You have %d of the %d skills that the posting names.", a.skillsKnown, a.skills),
		})
	}
	if a.title.weight > 0 {
		why := "Your profile lists no role to compare with the title."
		switch {
		case len(a.likeness) > 0 && alike > 0:
			why = "Your closest role is " + a.m.roles[a.bestRole].quote + "."
		case len(a.likeness) > 0:
			why = "None of your roles has a similar title."
		}
		parts = append(parts, MatchPart{partTitle, weightTitle * alike, weightTitle, why})
	}
	if rank := a.rankAsked(); rank > 0 {
		parts = append(parts, a.seniorityPart(rank, fit))
	}
	if a.mostYears > 0 {
		share := min(1, a.m.years/a.mostYears)
		parts = append(parts, MatchPart{
			partExperience, weightExperience * share * fit, weightExperience,
			fmt.Sprintf("You have %s of dated experience, %s are asked for%s.", years(a.m.years), years(a.mostYears), onlyAlike(fit)),
		})
	}
	points, outOf := 0.0, 0.0
	for _, p := range parts {
		points += p.Points
		outOf += p.OutOf
	}
	match := Match{
		Verifiable: outOf > 0, Parts: parts, Requirements: a.matches,
		Missing: append(append([]string{}, a.missing...), a.missingWishes...), Unverified: append([]string{}, a.unverified...),
	}
	if !match.Verifiable {
		match.Why = "Nothing that the posting asks for can be verified from a profile."
		return match
	}
	match.Total = int(100*points/outOf + 0.5)
	match.Band = a.band(match.Total)
	match.Why = a.sentence(match)
	return match
}

func ratio(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

func onlyAlike(fit float64) string {
	if fit < 0.99 {
		return ", and only work like this counts"
	}
	return ""
}

// counted writes a number with its noun: "1 must", "2 musts".
func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// rankAsked is the rank that the feed or the title states.
func (a *assessment) rankAsked() seniority {
	if a.posting.Level != "" {
		if t := normalizeTitle(a.posting.Level); t.rank > 0 {
			return t.rank
		}
	}
	return a.title.rank
}

// rankByYears is the rank that the length of experience stands for where titles
// are silent: 2 years make mid, 5 senior, 8 lead.
func rankByYears(years float64) seniority {
	switch {
	case years >= 8:
		return rankLead
	case years >= 5:
		return rankSenior
	case years >= 2:
		return rankMid
	}
	return rankEntry
}

func (a *assessment) seniorityPart(asked seniority, fit float64) MatchPart {
	has := rankByYears(a.m.years)
	for _, r := range a.m.roles {
		has = max(has, r.title.rank)
	}
	share := 0.0
	switch {
	case has >= asked:
		share = 1
	case has == asked-1:
		share = 0.5
	}
	return MatchPart{
		partSeniority, weightSeniority * share * fit, weightSeniority,
		fmt.Sprintf("The posting is for %s level, your titles and years stand for %s level%s.", rankNames[asked], rankNames[has], onlyAlike(fit)),
	}
}

// The bounds of the bands.
const (
	strongFrom    = 75
	promisingFrom = 55
	stretchFrom   = 35
)

func (a *assessment) band(total int) MatchBand {
	switch {
	case total >= strongFrom && !a.firmGap:
		return BandStrong
	case total >= promisingFrom:
		return BandPromising
	case total >= stretchFrom:
		return BandStretch
	}
	return BandLow
}
