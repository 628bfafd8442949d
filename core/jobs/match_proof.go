package jobs

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// Matcher is a candidate made ready for many postings: the skills that the facts
// prove, with years, and the roles in comparable form. It is read-only after
// NewMatcher and safe for concurrent use.
type Matcher struct {
	candidate Candidate
	skills    map[skillIndex]*skillProof
	roles     []roleProof
	years     float64 // all roles together, no month counted twice
	hasFacts  bool
}

// skillProof is why a skill counts as known.
type skillProof struct {
	evidence MatchEvidence
	rank     proofRank
	stated   float64 // years as the person states them
	periods  []period
	years    float64 // the larger of stated and worked
}

// proofRank orders proofs; a lower one is shown rather than a higher one.
type proofRank uint8

const (
	proofStated   proofRank = iota // the person names the skill
	proofInRole                    // a role's text or title names it
	proofByPaper                   // a degree or certificate implies it
	proofNarrower                  // a narrower skill implies it
)

// period is a half-open span of months, counted from year 0.
type period struct{ from, to int }

type roleProof struct {
	fact   id.Fact
	quote  string
	title  normalTitle
	period period
}

// NewMatcher reads the candidate's facts once. Years of a skill are the union of
// the roles that mention it (or a narrower skill), up to now, so that two roles
// held at once do not count twice; a stated number counts when it is larger.
func NewMatcher(c Candidate, now time.Time) *Matcher {
	c = c.inFactOrder()
	m := &Matcher{candidate: c, skills: make(map[skillIndex]*skillProof)}
	m.hasFacts = len(c.Skills)+len(c.Roles)+len(c.Degrees)+len(c.Languages)+len(c.Certifications) > 0
	for _, s := range c.Skills {
		evidence := MatchEvidence{s.Fact, firstText(s.Quote, s.Name)}
		if i, ok := skillDictionary().lookup(s.Name); ok {
			m.prove(i, evidence, proofStated, s.Years, period{})
			continue
		}
		for _, found := range FindSkills(s.Name) {
			m.prove(found.index, evidence, proofStated, s.Years, period{})
		}
	}
	var all []period
	for _, r := range c.Roles {
		p := rolePeriod(r, now)
		all = append(all, p)
		quote := r.Title
		if r.Company != "" {
			quote += ", " + r.Company
		}
		m.roles = append(m.roles, roleProof{r.Fact, quote, normalizeTitle(r.Title), p})
		for _, found := range FindSkills(r.Title) {
			m.prove(found.index, MatchEvidence{r.Fact, quote}, proofInRole, 0, p)
		}
		for _, found := range FindSkills(r.Text) {
			m.prove(found.index, MatchEvidence{r.Fact, lineAround(r.Text, found.Start)}, proofInRole, 0, p)
		}
	}
	for _, d := range c.Degrees {
		for _, found := range FindSkills(d.Field + "\n" + d.Quote) {
			m.prove(found.index, MatchEvidence{d.Fact, firstText(d.Quote, d.Field)}, proofByPaper, 0, period{})
		}
	}
	for _, p := range c.Certifications {
		if i, ok := skillDictionary().lookup(p.Name); ok {
			m.prove(i, MatchEvidence{p.Fact, firstText(p.Quote, p.Name)}, proofByPaper, 0, period{})
			continue
		}
		for _, found := range FindSkills(p.Name) {
			m.prove(found.index, MatchEvidence{p.Fact, firstText(p.Quote, p.Name)}, proofByPaper, 0, period{})
		}
	}
	m.years = yearsOf(all)
	for _, p := range m.skills {
		p.years = max(p.stated, yearsOf(p.periods))
	}
	return m
}

// prove records a skill and everything broader that it implies.
func (m *Matcher) prove(i skillIndex, e MatchEvidence, rank proofRank, years float64, p period) {
	var seen [16]skillIndex
	queue := append(seen[:0], i)
	for at := 0; at < len(queue); at++ {
		if at > 0 {
			rank = proofNarrower
		}
		proof := m.skills[queue[at]]
		if proof == nil {
			proof = &skillProof{evidence: e, rank: rank}
			m.skills[queue[at]] = proof
		} else if rank < proof.rank {
			proof.evidence, proof.rank = e, rank
		}
		proof.stated = max(proof.stated, years)
		if p.to > p.from {
			proof.periods = append(proof.periods, p)
		}
		for _, parent := range skillDictionary().entries[queue[at]].broader {
			if !slices.Contains(queue, parent) {
				queue = append(queue, parent)
			}
		}
	}
}

// inFactOrder copies facts in the order of their identifiers (oldest first) and
// names, so that the order in which they are handed over cannot matter.
func inFactOrder[F any](facts []F, key func(F) (id.Fact, string)) []F {
	sorted := slices.Clone(facts)
	slices.SortStableFunc(sorted, func(a, b F) int {
		factA, nameA := key(a)
		factB, nameB := key(b)
		return cmp.Or(slices.Compare(factA[:], factB[:]), strings.Compare(nameA, nameB))
	})
	return sorted
}

func (c Candidate) inFactOrder() Candidate {
	return Candidate{
		Skills:         inFactOrder(c.Skills, func(f SkillFact) (id.Fact, string) { return f.Fact, f.Name }),
		Roles:          inFactOrder(c.Roles, func(f RoleFact) (id.Fact, string) { return f.Fact, f.Title + f.Company }),
		Degrees:        inFactOrder(c.Degrees, func(f DegreeFact) (id.Fact, string) { return f.Fact, f.Quote + f.Field }),
		Languages:      inFactOrder(c.Languages, func(f LanguageFact) (id.Fact, string) { return f.Fact, f.Name }),
		Certifications: inFactOrder(c.Certifications, func(f CertificationFact) (id.Fact, string) { return f.Fact, f.Name }),
		Places:         inFactOrder(c.Places, func(f PlaceFact) (id.Fact, string) { return f.Fact, f.Name }),
		WorkRights:     inFactOrder(c.WorkRights, func(f WorkRightFact) (id.Fact, string) { return f.Fact, f.Country }),
	}
}

func firstText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func rolePeriod(r RoleFact, now time.Time) period {
	if r.Start.IsZero() {
		return period{}
	}
	end := r.End
	if end.IsZero() || end.After(now) {
		end = now
	}
	p := period{monthOf(r.Start), monthOf(end)}
	if end.After(r.Start) && !r.End.IsZero() && r.End.Before(now) {
		p.to++ // "2019-03 to 2019-05" is three months
	}
	if p.to < p.from {
		return period{}
	}
	return p
}

func monthOf(t time.Time) int { return t.Year()*12 + int(t.Month()) - 1 }

// yearsOf is the length of the union of the periods, in years.
func yearsOf(periods []period) float64 {
	sorted := slices.Clone(periods)
	slices.SortFunc(sorted, func(a, b period) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	months, reached := 0, 0
	for _, p := range sorted {
		if p.to <= p.from {
			continue
		}
		from := max(p.from, reached)
		months += max(0, p.to-from)
		reached = max(reached, p.to)
	}
	return float64(months) / 12
}

// lineAround quotes the line that holds the place.
func lineAround(text string, at int) string {
	from := strings.LastIndexByte(text[:at], '\n') + 1
	to := len(text)
	if end := strings.IndexByte(text[at:], '\n'); end >= 0 {
		to = at + end
	}
	return strings.Trim(quoteAround(text, from, to, at), lineTrim)
}
