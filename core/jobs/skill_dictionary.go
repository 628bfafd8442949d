package jobs

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// skillsFile holds the dictionary. Sections are headed by "[category]"; a line is
//
//	Name, alias, alias > Broader, Broader
//
// A name or alias that starts with "=" is taken in exactly that spelling, one
// that starts with "?" needs a skill-like context on top. "#" starts a comment.
// In the section "[related]" a line lists skills that stand in for one another.
//
//go:embed data/skills.txt
var skillsFile string

// skillIndex is an entry's place in the dictionary; 65,535 entries are enough.
type skillIndex uint16

type skillRule uint8

const (
	ruleAnyCase skillRule = iota
	ruleExactCase
	ruleNeedsContext
)

type skillEntry struct {
	name     string
	category SkillCategory
	broader  []skillIndex // direct parents
	related  []skillIndex // sorted
}

// skillName is one way to write a skill; several may fold to the same words
// and differ in spelling only ("Go" the language, "GO" the gene ontology).
type skillName struct {
	skill   skillIndex
	rule    skillRule
	surface string // kept for the exact rules only
	next    int32  // another name that ends at the same node, or -1
}

type skillDict struct {
	byName    map[string]skillIndex
	entries   []skillEntry
	words     map[string]uint32 // folded word to its number
	edges     map[uint64]uint32 // node<<32 | word to node: a trie over words
	ends      []int32           // node to its first name, or -1
	spellings []skillName
}

var skillDictionary = sync.OnceValue(func() *skillDict {
	d, err := parseSkills(skillsFile)
	if err != nil {
		panic(err) // the file is compiled in; a test parses it
	}
	return d
})

func parseSkills(file string) (*skillDict, error) {
	d := &skillDict{byName: make(map[string]skillIndex), words: make(map[string]uint32), edges: make(map[uint64]uint32), ends: []int32{-1}}
	type parents struct {
		child skillIndex
		names []string
	}
	var pending []parents
	var groups [][]string
	var errs []error
	section := ""
	number := 0
	for line := range strings.Lines(file) {
		number++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '[':
			section = strings.Trim(line, "[]")
			if section != "related" && skillSections[section] == 0 {
				return nil, fmt.Errorf("skills line %d: unknown section %q", number, section)
			}
			continue
		case section == "related":
			groups = append(groups, splitNames(line))
			continue
		}
		left, right, hasParents := strings.Cut(line, " > ")
		surfaces := splitNames(left)
		name := strings.TrimLeft(surfaces[0], "=?")
		if _, dup := d.byName[name]; dup {
			errs = append(errs, fmt.Errorf("skills line %d: %q is listed twice", number, name))
			continue
		}
		index := skillIndex(len(d.entries))
		d.byName[name] = index
		d.entries = append(d.entries, skillEntry{name: name, category: skillSections[section]})
		if hasParents {
			pending = append(pending, parents{index, splitNames(right)})
		}
		for _, surface := range surfaces {
			if err := d.add(index, surface); err != nil {
				errs = append(errs, fmt.Errorf("skills line %d: %w", number, err))
			}
		}
	}
	for _, p := range pending {
		for _, name := range p.names {
			parent, ok := d.byName[name]
			if !ok {
				errs = append(errs, fmt.Errorf("skills: %q has the unknown broader skill %q", d.entries[p.child].name, name))
				continue
			}
			d.entries[p.child].broader = append(d.entries[p.child].broader, parent)
		}
	}
	for _, group := range groups {
		if err := d.relate(group); err != nil {
			errs = append(errs, err)
		}
	}
	return d, errors.Join(errs...)
}

func splitNames(list string) []string {
	names := strings.Split(list, ",")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return names
}

func (d *skillDict) relate(group []string) error {
	for _, a := range group {
		i, ok := d.byName[a]
		if !ok {
			return fmt.Errorf("skills: related group has the unknown skill %q", a)
		}
		for _, b := range group {
			if j := d.byName[b]; a != b && !slices.Contains(d.entries[i].related, j) {
				d.entries[i].related = append(d.entries[i].related, j)
			}
		}
		slices.Sort(d.entries[i].related)
	}
	return nil
}

// add puts one way to write a skill into the trie.
func (d *skillDict) add(index skillIndex, surface string) error {
	rule := ruleAnyCase
	switch {
	case strings.HasPrefix(surface, "="):
		rule = ruleExactCase
	case strings.HasPrefix(surface, "?"):
		rule = ruleNeedsContext
	}
	surface = strings.TrimLeft(surface, "=?")
	node := uint32(0)
	words := 0
	for t := range skillWords(surface) {
		words++
		key := string(t.folded)
		word, ok := d.words[key]
		if !ok {
			word = uint32(len(d.words)) + 1
			d.words[key] = word
		}
		edge := uint64(node)<<32 | uint64(word)
		next, ok := d.edges[edge]
		if !ok {
			next = uint32(len(d.ends))
			d.ends = append(d.ends, -1)
			d.edges[edge] = next
		}
		node = next
	}
	if words == 0 {
		return fmt.Errorf("%q has no words", surface)
	}
	name := skillName{skill: index, rule: rule, next: d.ends[node]}
	if rule != ruleAnyCase {
		name.surface = surface
	}
	for at := d.ends[node]; at >= 0; at = d.spellings[at].next {
		other := d.spellings[at]
		if other.skill != index && other.rule == rule && other.surface == name.surface {
			return fmt.Errorf("%q means both %q and %q", surface, d.entries[index].name, d.entries[other.skill].name)
		}
	}
	d.ends[node] = int32(len(d.spellings))
	d.spellings = append(d.spellings, name)
	return nil
}

// lookup finds the entry whose name or alias is the whole text; the rules of
// spelling only break ties.
func (d *skillDict) lookup(text string) (skillIndex, bool) {
	node := uint32(0)
	for t := range skillWords(text) {
		word, ok := d.words[string(t.folded)]
		if !ok {
			return 0, false
		}
		if node, ok = d.edges[uint64(node)<<32|uint64(word)]; !ok {
			return 0, false
		}
	}
	first := d.ends[node]
	if node == 0 || first < 0 {
		return 0, false
	}
	best := d.spellings[first]
	for at := first; at >= 0; at = d.spellings[at].next {
		if n := d.spellings[at]; n.surface == strings.TrimSpace(text) || best.rule != ruleAnyCase && n.rule == ruleAnyCase {
			best = n
		}
	}
	return best.skill, true
}

func (d *skillDict) names(list []skillIndex) []string {
	var names []string
	for _, i := range list {
		names = append(names, d.entries[i].name)
	}
	return names
}
