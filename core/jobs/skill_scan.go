package jobs

import "strings"

// foundSkill is one hit of a scan.
type foundSkill struct {
	skill      skillIndex
	start, end int
	first      int // number of its first word in the text
	last       int
	rule       skillRule
	doubtful   bool
}

// scannedWord is what the rules of spelling need to know of a word.
type scannedWord struct {
	start, end int
	number     uint32 // in the dictionary, 0 when no name uses it
	joined     bool
}

// scan finds the longest names from left to right in one pass over the words,
// then keeps a doubtful one only if its surroundings speak for it.
func (d *skillDict) scan(text string) []foundSkill {
	words := make([]scannedWord, 0, len(text)/6+1)
	for w := range skillWords(text) {
		words = append(words, scannedWord{w.start, w.end, d.words[string(w.folded)], w.joined})
	}
	var found []foundSkill
	for i := 0; i < len(words); {
		hit, ok := d.longest(text, words, i)
		if !ok {
			i++
			continue
		}
		found = append(found, hit)
		i = hit.last + 1
	}
	return settleSkills(text, words, found)
}

func (d *skillDict) longest(text string, words []scannedWord, from int) (foundSkill, bool) {
	var best foundSkill
	ok := false
	node := uint32(0)
	for i := from; i < len(words); i++ {
		if words[i].number == 0 || i > from && !words[i].joined {
			break
		}
		next, exists := d.edges[uint64(node)<<32|uint64(words[i].number)]
		if !exists {
			break
		}
		node = next
		written := text[words[from].start:words[i].end]
		for at := d.ends[node]; at >= 0; at = d.spellings[at].next {
			name := &d.spellings[at]
			if name.rule != ruleAnyCase && name.surface != written {
				continue
			}
			doubtful := name.rule == ruleNeedsContext || name.rule == ruleExactCase && startsSentence(text, words[from].start)
			if ok && best.last == i && !best.doubtful {
				break // an earlier spelling of the same words is certain
			}
			best = foundSkill{name.skill, words[from].start, words[i].end, from, i, name.rule, doubtful}
			ok = true
		}
	}
	return best, ok
}

// startsSentence tells whether a capital letter at this place may be due to grammar.
func startsSentence(text string, at int) bool {
	before := strings.TrimRight(text[:at], " \t*•-–·▪◦\"'“(")
	if before == "" {
		return true
	}
	switch before[len(before)-1] {
	case '\n', '.', '!', '?':
		return true
	}
	return false
}

// settleSkills decides the doubtful ones: kept next to a certain skill of the same
// list, or next to a word that only stands beside skills.
func settleSkills(text string, words []scannedWord, found []foundSkill) []foundSkill {
	for i := range found {
		if found[i].doubtful && speaksForSkill(text, words, found[i]) {
			found[i].doubtful = false
		}
	}
	for i := 1; i < len(found); i++ {
		if found[i].doubtful && !found[i-1].doubtful && sameList(text, found[i-1], found[i]) {
			found[i].doubtful = false
		}
	}
	for i := len(found) - 2; i >= 0; i-- {
		if found[i].doubtful && !found[i+1].doubtful && sameList(text, found[i], found[i+1]) {
			found[i].doubtful = false
		}
	}
	kept := found[:0]
	for _, f := range found {
		if !f.doubtful {
			kept = append(kept, f)
		}
	}
	return kept
}

var wordsBeforeSkills = map[string]bool{
	"in": true, "with": true, "using": true, "of": true, "via": true, "microsoft": true, "ms": true, "apache": true, "adobe": true,
	"mit": true, "en": true, "avec": true, "know": true, "write": true, "google": true, "written": true,
}

var wordsAfterSkills = map[string]bool{
	"developer": true, "developers": true, "engineer": true, "engineers": true, "programming": true, "programmer": true, "language": true, "code": true,
	"skills": true, "entwickler": true, "entwicklerin": true, "backend": true, "services": true, "kenntnisse": true,
	"proficiency": true, "codebase": true, "microservices": true, "modelling": true, "modeling": true, "spreadsheets": true,
}

func speaksForSkill(text string, words []scannedWord, f foundSkill) bool {
	followed := f.last+1 < len(words) && words[f.last+1].joined
	if !followed && (f.rule == ruleExactCase || aloneOnLine(text, f)) {
		return true // "Excel" at the start of a list or as an item of its own is no verb
	}
	if f.first > 0 && words[f.first].joined {
		before := words[f.first-1]
		if wordsBeforeSkills[strings.ToLower(text[before.start:before.end])] {
			return true
		}
	}
	if followed {
		after := words[f.last+1]
		return wordsAfterSkills[strings.ToLower(text[after.start:after.end])]
	}
	return false
}

// aloneOnLine tells whether the line holds this name only, as the items of a list do.
func aloneOnLine(text string, f foundSkill) bool {
	before := strings.TrimRight(text[:f.start], lineTrim)
	after := strings.TrimLeft(text[f.end:], lineTrim)
	return (before == "" || before[len(before)-1] == '\n') && (after == "" || after[0] == '\n')
}

// sameList tells whether nothing but list separators stands between two finds.
func sameList(text string, a, b foundSkill) bool {
	return listGap(text[a.end:b.start]) != gapNone
}

// listGapKind says how two names of a list are connected.
type listGapKind uint8

const (
	gapNone listGapKind = iota // no list: other words stand between
	gapComma
	gapAnd
	gapOr
	gapSlash
)

func listGap(gap string) listGapKind {
	if len(gap) > 14 || strings.ContainsAny(gap, "\n;") {
		return gapNone
	}
	kind := gapComma
	slash := false
	for part := range strings.FieldsFuncSeq(gap, func(r rune) bool { return r == ' ' || r == ',' || r == '(' || r == ')' || r == '\u00a0' }) {
		switch strings.ToLower(part) {
		case "or", "oder", "ou", "and/or", "und/oder", "et/ou":
			kind = gapOr
		case "and", "und", "et", "&", "+":
			if kind == gapComma {
				kind = gapAnd
			}
		case "/", "|":
			slash = true
		default:
			return gapNone
		}
	}
	switch {
	case slash && kind == gapComma:
		return gapSlash
	case kind == gapComma && !strings.ContainsAny(gap, ",()"):
		return gapNone
	}
	return kind
}
