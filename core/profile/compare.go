package profile

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// ChangeKind says what taking a fact over would do.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"
	Changed ChangeKind = "changed"
	Same    ChangeKind = "same"
)

// Difference is what one fact from elsewhere would change in the profile.
type Difference struct {
	Key     string // names the fact within the import, as in "phone" or "skills/3"
	Section string // the name of the list, or of the single text
	Kind    ChangeKind
	Title   string      // what the fact is about
	Fields  []FieldDiff // the fields that the fact has
	// Typed says that the person typed what would be changed. Such a change is offered and
	// never taken over unasked.
	Typed bool
}

// Proposed tells whether the change is ticked unless the person says otherwise.
func (d Difference) Proposed() bool { return d.Kind == Added || d.Kind == Changed && !d.Typed }

// FieldDiff is one field of a fact: what is there, and what would be.
type FieldDiff struct{ Label, Mine, Theirs string }

// Changed tells whether the field would be another one.
func (f FieldDiff) Changed() bool { return f.Mine != f.Theirs }

// Compare tells what each fact of an import would change. A value that the import lacks
// clears nothing.
func (p Profile) Compare(theirs Profile) []Difference {
	_, all := p.merge(theirs, nil, time.Time{})
	return all
}

// Adopt takes over the facts with the given keys, as Compare names them, and leaves
// everything else as it is. New facts get identifiers of the given time.
func (p Profile) Adopt(theirs Profile, keys []string, now time.Time) Profile {
	merged, _ := p.merge(theirs, keys, now)
	return merged
}

func (p Profile) merge(theirs Profile, keys []string, now time.Time) (Profile, []Difference) {
	merged := p
	var all []Difference
	mine, others := merged.Texts(), theirs.Texts()
	for _, name := range TextNames {
		if others[name].Value == "" {
			continue
		}
		d := Difference{
			Key: string(name), Section: string(name), Title: name.Label(), Kind: kindOf(mine[name].Value != "", mine[name].Value != others[name].Value),
			Fields: []FieldDiff{{Label: name.Label(), Mine: mine[name].Value, Theirs: others[name].Value}},
			Typed:  mine[name].From.Source == SourceTyped,
		}
		all = append(all, d)
		if d.Kind != Same && slices.Contains(keys, d.Key) {
			*mine[name] = *others[name]
		}
	}
	m := merging{mine: &merged, theirs: &theirs, keys: keys, now: now}
	all = append(all, mergeList(m, Experiences, experienceShape)...)
	all = append(all, mergeList(m, Educations, educationShape)...)
	all = append(all, mergeList(m, Skills, skillShape)...)
	all = append(all, mergeList(m, Languages, languageShape)...)
	all = append(all, mergeList(m, Certifications, certificationShape)...)
	all = append(all, mergeList(m, Links, linkShape)...)
	return merged, all
}

func kindOf(there, differs bool) ChangeKind {
	switch {
	case !there:
		return Added
	case differs:
		return Changed
	}
	return Same
}

type merging struct {
	mine, theirs *Profile
	keys         []string
	now          time.Time
}

// shape is how facts of one list are recognised and merged.
type shape[F any] struct {
	title  func(F) string
	fields func(F) []field
	// alike tells whether both are about the same thing; the fields may differ.
	alike func(a, b F) bool
	// fill puts each value that theirs has into mine.
	fill func(mine *F, theirs F)
}

type field struct{ label, value string }

// mergeList compares one list, and takes over the facts that are named. A fact of the
// person's is compared with one of theirs only.
func mergeList[F any](m merging, l List[F], s shape[F]) []Difference {
	var all []Difference
	mine := slices.Clone(*l.Of(m.mine))
	before, met := len(mine), map[int]bool{}
	for i, theirs := range *l.Of(m.theirs) {
		d := Difference{Key: fmt.Sprintf("%s/%d", l.Name, i), Section: l.Name, Title: s.title(theirs)}
		at := slices.IndexFunc(mine[:before], func(f F) bool { return l.Key(f) == l.Key(theirs) })
		if at < 0 || met[at] {
			at = -1
			for j, f := range mine[:before] {
				if !met[j] && s.alike(f, theirs) {
					at = j
					break
				}
			}
		}
		wanted := slices.Contains(m.keys, d.Key)
		if at < 0 {
			d.Kind, d.Fields = Added, diffFields(nil, s.fields(theirs))
			all = append(all, d)
			if wanted && len(mine) < l.Max && !slices.ContainsFunc(mine, func(f F) bool { return l.Key(f) == l.Key(theirs) }) {
				*l.ID(&theirs) = id.Make[id.Fact](m.now)
				mine = append(mine, theirs)
			}
			continue
		}
		met[at] = true
		filled := mine[at]
		s.fill(&filled, theirs)
		d.Fields = diffFields(s.fields(mine[at]), s.fields(filled))
		d.Kind = kindOf(true, slices.ContainsFunc(d.Fields, FieldDiff.Changed))
		d.Typed = l.From(&filled).Source == SourceTyped
		all = append(all, d)
		if wanted && d.Kind == Changed {
			*l.From(&filled) = *l.From(&theirs)
			mine[at] = filled
		}
	}
	l.sort(mine)
	*l.Of(m.mine) = mine
	return all
}

// diffFields puts the fields of both sides beside each other and leaves out those that
// neither has.
func diffFields(mine, theirs []field) []FieldDiff {
	var all []FieldDiff
	for i, f := range theirs {
		d := FieldDiff{Label: f.label, Theirs: f.value}
		if mine != nil {
			d.Mine = mine[i].value
		}
		if d.Mine != "" || d.Theirs != "" {
			all = append(all, d)
		}
	}
	return all
}

func fillText(mine *string, theirs string) {
	if strings.TrimSpace(theirs) != "" {
		*mine = theirs
	}
}

func fillMonth(mine *Month, theirs Month) {
	// A year alone says less than the month of that year.
	if !theirs.IsZero() && (theirs.Month != 0 || theirs.Year != mine.Year) {
		*mine = theirs
	}
}
