package profile

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// List is one of the lists of facts in a profile: how to reach it and what makes two of
// its facts the same.
type List[F any] struct {
	Name string // as clients and forms name it
	Max  int    // facts kept
	// Of reaches the list.
	Of func(*Profile) *[]F
	// ID and From reach into a fact.
	ID   func(*F) *id.Fact
	From func(*F) *Provenance
	// Key is equal for facts that say the same; blame is the field to name then.
	Key   func(F) string
	blame string
	twice string
	// order sorts the list after a change; nil keeps it as it was typed.
	order func(a, b F) int
}

// The lists of a profile.
var (
	Experiences = List[Experience]{
		Name: "experience", Max: 100, blame: "title", twice: "This position is in your profile already. Change that entry instead.",
		Of: func(p *Profile) *[]Experience { return &p.Experience },
		ID: func(f *Experience) *id.Fact { return &f.ID }, From: func(f *Experience) *Provenance { return &f.From },
		Key:   func(f Experience) string { return fold(f.Company, f.Title, f.Start.String()) },
		order: func(a, b Experience) int { return latestFirst(a.Current, b.Current, a.Start, b.Start, a.End, b.End) },
	}
	Educations = List[Education]{
		Name: "education", Max: 100, blame: "institution", twice: "This education is in your profile already. Change that entry instead.",
		Of: func(p *Profile) *[]Education { return &p.Education },
		ID: func(f *Education) *id.Fact { return &f.ID }, From: func(f *Education) *Provenance { return &f.From },
		Key:   func(f Education) string { return fold(f.Institution, f.Degree, f.Field) },
		order: func(a, b Education) int { return latestFirst(false, false, a.Start, b.Start, a.End, b.End) },
	}
	Skills = List[Skill]{
		Name: "skills", Max: 300, blame: "name", twice: "This skill is in your profile already.",
		Of: func(p *Profile) *[]Skill { return &p.Skills },
		ID: func(f *Skill) *id.Fact { return &f.ID }, From: func(f *Skill) *Provenance { return &f.From },
		Key: func(f Skill) string { return fold(f.Name) },
	}
	Languages = List[Language]{
		Name: "languages", Max: 100, blame: "name", twice: "This language is in your profile already.",
		Of: func(p *Profile) *[]Language { return &p.Languages },
		ID: func(f *Language) *id.Fact { return &f.ID }, From: func(f *Language) *Provenance { return &f.From },
		Key: func(f Language) string { return fold(f.Name) },
	}
	Certifications = List[Certification]{
		Name: "certifications", Max: 100, blame: "name", twice: "This certificate is in your profile already. Change that entry instead.",
		Of: func(p *Profile) *[]Certification { return &p.Certifications },
		ID: func(f *Certification) *id.Fact { return &f.ID }, From: func(f *Certification) *Provenance { return &f.From },
		Key: func(f Certification) string { return fold(f.Name, f.Issuer) },
	}
	Links = List[Link]{
		Name: "links", Max: 20, blame: "url", twice: "This address is in your profile already.",
		Of: func(p *Profile) *[]Link { return &p.Links },
		ID: func(f *Link) *id.Fact { return &f.ID }, From: func(f *Link) *Provenance { return &f.From },
		Key: func(f Link) string { return fold(f.URL) },
	}
	WorkPermits = List[WorkPermit]{
		Name: "work-authorisations", Max: 60, blame: "country", twice: "You already said how it is in this country. Change that entry instead.",
		Of: func(p *Profile) *[]WorkPermit { return &p.WorkPermits },
		ID: func(f *WorkPermit) *id.Fact { return &f.ID }, From: func(f *WorkPermit) *Provenance { return &f.From },
		Key: func(f WorkPermit) string { return f.Country },
	}
)

// latestFirst puts what goes on first, then what ended or began last; what has no dates
// comes at the end.
func latestFirst(currentA, currentB bool, startA, startB, endA, endB Month) int {
	rank := func(current bool, start, end Month) string {
		switch {
		case current:
			return "9999-" + start.String()
		case !end.IsZero():
			return end.String() + "-" + start.String()
		}
		return start.String()
	}
	return cmp.Compare(rank(currentB, startB, endB), rank(currentA, startA, endA))
}

// find answers where a fact stands; -1 for nowhere.
func (l List[F]) find(all []F, fact id.Fact) int {
	return slices.IndexFunc(all, func(f F) bool { return *l.ID(&f) == fact })
}

// Room answers a violation when the list cannot take more facts.
func (l List[F]) Room(p *Profile, more int) error {
	var c fault.Check
	if have := len(*l.Of(p)); have+more > l.Max {
		c.Add(l.Name, "too_many", fmt.Sprintf("At most %d entries are kept here; there would be %d. Remove some first.", l.Max, have+more))
	}
	return c.Err()
}

// unique answers a violation when another fact of the list says the same.
func (l List[F]) unique(all []F, f F) error {
	var c fault.Check
	for i := range all {
		if *l.ID(&all[i]) != *l.ID(&f) && l.Key(all[i]) == l.Key(f) {
			c.Add(l.blame, "duplicate", l.twice)
			break
		}
	}
	return c.Err()
}

func (l List[F]) sort(all []F) {
	if l.order != nil {
		slices.SortStableFunc(all, l.order)
	}
}

// Add puts a typed fact into the list and answers it as it is kept there.
func (l List[F]) Add(p *Profile, f F, now time.Time) (F, error) {
	*l.ID(&f), *l.From(&f) = id.Make[id.Fact](now), Typed()
	all := l.Of(p)
	if err := l.Room(p, 1); err != nil {
		return f, err
	}
	if err := l.unique(*all, f); err != nil {
		return f, err
	}
	*all = append(slices.Clip(*all), f)
	l.sort(*all)
	return f, nil
}

// Get answers one fact, or ErrNoFact.
func (l List[F]) Get(p *Profile, fact id.Fact) (F, error) {
	all := *l.Of(p)
	if at := l.find(all, fact); at >= 0 {
		return all[at], nil
	}
	var none F
	return none, ErrNoFact
}

// Replace puts a changed fact in the place of the one with its id; it counts as typed
// from then on. It answers ErrNoFact when there is none.
func (l List[F]) Replace(p *Profile, f F) (F, error) {
	all := slices.Clone(*l.Of(p))
	at := l.find(all, *l.ID(&f))
	if at < 0 {
		return f, ErrNoFact
	}
	if err := l.unique(all, f); err != nil {
		return f, err
	}
	*l.From(&f) = Typed()
	all[at] = f
	l.sort(all)
	*l.Of(p) = all
	return f, nil
}

// Remove takes a fact out of the list. It answers ErrNoFact when it is not there.
func (l List[F]) Remove(p *Profile, fact id.Fact) error {
	all := *l.Of(p)
	at := l.find(all, fact)
	if at < 0 {
		return ErrNoFact
	}
	*l.Of(p) = slices.Delete(slices.Clone(all), at, at+1)
	return nil
}
