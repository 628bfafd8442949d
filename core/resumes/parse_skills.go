package resumes

import (
	"regexp"
	"strings"
)

var (
	reSkillBreak = regexp.MustCompile(`\s*[,;|•·▪●、，；]\s*|\s+/\s+|\s+[–—-]\s+|\t|\.\s+`)
	reGroupName  = regexp.MustCompile(`^([^:：,;.]{2,45})\s*[:：]\s*(.*)$`)
)

// The bounds of one skill: longer texts are sentences.
const (
	maxSkillWords   = 6
	maxSkillLetters = 60
)

// skillsOf reads a section of skills: "Group: a, b, c", lists, tables, and stacks of
// name, level and list.
func skillsOf(rows []row) []SkillGroup {
	var out []SkillGroup
	open := false // the last group may take the next row
	for i := 0; i < len(rows); i++ {
		r := rows[i]
		if onlyLevels(r) {
			continue
		}
		if groups, taken := gridGroups(rows[i:]); taken > 0 {
			out = append(out, groups...)
			i += taken - 1
			open = false
			continue
		}
		if name, list, ok := groupRow(r); ok {
			out = append(out, SkillGroup{Name: found(name, 0.85, r)})
			open = true
			out[len(out)-1].add(list, r)
			continue
		}
		if stacked(rows, i) {
			out = append(out, SkillGroup{Name: found(r.plain(), 0.7, r)})
			open = true
			continue
		}
		if !open {
			out = append(out, SkillGroup{})
			open = true
		}
		group := &out[len(out)-1]
		if wrapped(rows, i) && len(group.Skills) > 0 {
			group.extend(r)
			continue
		}
		group.add(r.text, r)
	}
	kept := out[:0]
	for _, g := range out {
		if len(g.Skills) > 0 {
			kept = append(kept, g)
		}
	}
	return kept
}

// gridGroups reads groups that stand side by side: a row of names, a row of levels, and
// rows of lists beneath them. taken is the number of rows used, 0 = no such grid.
func gridGroups(rows []row) (groups []SkillGroup, taken int) {
	if len(rows) < 3 || len(rows[0].cells) < 2 || !onlyLevels(rows[1]) || len(rows[1].cells) != len(rows[0].cells) ||
		len(rows[2].cells) != len(rows[0].cells) || !strings.Contains(rows[2].text, ",") {
		return nil, 0
	}
	for at, name := range rows[0].cells {
		group := SkillGroup{Name: found(name, 0.7, rows[0])}
		group.add(rows[2].cells[at], rows[2])
		groups = append(groups, group)
	}
	return groups, 3
}

// groupRow parts "Group: a, b" and a row whose first cell names a list in the second.
func groupRow(r row) (name, list string, ok bool) {
	if m := reGroupName.FindStringSubmatch(r.text); m != nil && wordCount(m[1]) <= 6 && !strings.Contains(m[1], "\t") {
		return m[1], m[2], true
	}
	if len(r.cells) == 2 && strings.Count(r.cells[1], ",") >= 1 && !strings.Contains(r.cells[0], ",") && wordCount(r.cells[0]) <= 5 {
		return r.cells[0], r.cells[1], true
	}
	return "", "", false
}

// stacked tells whether a row is the name above a list: a level or a row with commas
// follows, and it has none itself.
func stacked(rows []row, at int) bool {
	r := rows[at]
	if r.bullet || strings.ContainsAny(r.text, ",;:|") || len(r.cells) > 1 || wordCount(r.text) > 5 || at+1 >= len(rows) {
		return false
	}
	next := rows[at+1]
	if onlyLevels(next) {
		return at+2 < len(rows) && strings.Contains(rows[at+2].text, ",")
	}
	return strings.Count(next.text, ",") >= 2 && (r.bold && !next.bold || r.size > next.size+0.4) && !wrapped(rows, at)
}

// onlyLevels tells whether a row says only how well something is known.
func onlyLevels(r row) bool {
	for _, cell := range r.cells {
		if !levelWords[fold(tidyValue(cell))] {
			return false
		}
	}
	return true
}

// wrapped tells whether a row goes on with the list of the row before.
func wrapped(rows []row, at int) bool {
	if at == 0 || rows[at].bullet || rows[at].box.IsZero() || len(rows[at].cells) > 1 || len(rows[at-1].cells) > 2 {
		return false
	}
	before, r := rows[at-1], rows[at]
	return strings.Contains(before.text, ",") && !strings.HasSuffix(before.text, ".") && before.page == r.page &&
		r.box.Y-before.box.Bottom() < 0.8*r.size && r.bold == before.bold
}

// add splits a text into skills.
func (g *SkillGroup) add(text string, r row) {
	for _, piece := range splitList(text) {
		piece = tidyValue(strings.TrimSuffix(piece, "."))
		if !skillLike(piece) {
			continue
		}
		g.Skills = append(g.Skills, found(piece, 0.85, r))
	}
}

// extend joins a wrapped row: its first piece may end the last skill of the row before.
func (g *SkillGroup) extend(r row) {
	last := &g.Skills[len(g.Skills)-1]
	quote := strings.TrimSpace(last.Span.Quote)
	pieces := splitList(r.text)
	if len(pieces) > 0 && !strings.HasSuffix(quote, ",") && !strings.HasSuffix(quote, ";") {
		joined := tidyValue(joinWrapped([]string{last.Text, strings.TrimSuffix(pieces[0], ".")}))
		if skillLike(joined) {
			last.Text = joined
			last.Span.Last = max(last.Span.Last, r.line)
			last.Span.Box = last.Span.Box.Union(r.box)
			last.Span.Quote = cut(last.Span.Quote+"\n"+r.plain(), maxQuote)
			pieces = pieces[1:]
		}
	}
	g.add(strings.Join(pieces, "\t"), r)
}

// splitList splits at separators outside brackets.
func splitList(text string) []string {
	var out []string
	depth, from := 0, 0
	breaks := reSkillBreak.FindAllStringIndex(text, -1)
	at := 0
	for _, b := range breaks {
		for ; at < b[0]; at++ {
			switch text[at] {
			case '(':
				depth++
			case ')':
				depth = max(depth-1, 0)
			}
		}
		if depth == 0 {
			out = append(out, text[from:b[0]])
			from = b[1]
		}
	}
	return append(out, text[from:])
}

func skillLike(text string) bool {
	if text == "" || levelWords[fold(text)] || !strings.ContainsFunc(text, isWordRune) || reURLOnly.MatchString(text) {
		return false
	}
	if _, err := parseYearMonth(text); err {
		return false
	}
	return wordCount(text) <= maxSkillWords && len([]rune(text)) <= maxSkillLetters
}
