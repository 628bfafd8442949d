package resumes

import (
	"math"
	"strings"
	"unicode"
)

// section is a stretch of rows under one title.
type section struct {
	kind  sectionKind
	title row
	rows  []row

	untitled bool // known by its content only
}

// look is how a row is set; titles of sections share one.
type look struct {
	size  float64
	bold  bool
	upper bool
}

func lookOf(r row) look {
	return look{size: math.Round(r.size*2) / 2, bold: r.bold, upper: r.upper()}
}

// titleLook is the look that most known titles share, and how many do.
func titleLook(rows []row) (look, int) {
	votes := map[look]int{}
	for _, r := range rows {
		if _, ok := headingOf(r.cells[0]); ok && !r.bullet && len(r.cells) == 1 {
			votes[lookOf(r)]++
		}
	}
	var best look
	for l, n := range votes {
		if n > votes[best] || n == votes[best] && l.size > best.size {
			best = l
		}
	}
	return best, votes[best]
}

// sectionsOf cuts the rows at section titles. A column that begins without a title
// belongs to no section, unless it goes on from the same column of the page before.
func sectionsOf(rows []row) []section {
	usual, known := titleLook(rows)
	body := bodySize(rows)
	sections := []section{{}}
	columns := map[int]int{} // block -> index of the section it ended with
	first := map[int]row{}   // block -> its first row
	for i, r := range rows {
		if _, seen := first[r.block]; !seen {
			first[r.block] = r
		}
		kind, title, rest := announce(r, usual, known, body)
		if title {
			sections = append(sections, section{kind: kind, title: r})
			if len(rest.cells) > 0 {
				sections[len(sections)-1].rows = append(sections[len(sections)-1].rows, rest)
			}
			columns[r.block] = len(sections) - 1
			continue
		}
		if i > 0 && rows[i-1].block != r.block {
			if at := continues(sections, columns, first, rows[i-1], r); at < 0 {
				sections = append(sections, section{})
			} else if at != len(sections)-1 {
				sections = append(sections, section{kind: sections[at].kind, title: sections[at].title})
			}
		}
		at := len(sections) - 1
		sections[at].rows = append(sections[at].rows, r)
		columns[r.block] = at
	}
	return merged(sections)
}

// continues gives the section that the first row of a new block goes on with; -1 = none.
func continues(sections []section, columns map[int]int, first map[int]row, before, r row) int {
	last := len(sections) - 1
	if r.box.IsZero() || sections[last].title.page == 0 {
		return last
	}
	if before.page == r.page {
		if title := sections[last].title; title.page == r.page && r.box.Y < title.box.Y-2 {
			return -1
		}
		return last
	}
	best := last
	for block, at := range columns {
		start := first[block]
		if start.page == r.page-1 && math.Abs(start.box.X-r.box.X) < 15 && (best == last || at > best) {
			best = at
		}
	}
	return best
}

// merged joins sections of the same title that a column or page break cut.
func merged(sections []section) []section {
	var out []section
	for _, s := range sections {
		joined := false
		for i := range out {
			if s.title.page > 0 && out[i].kind == s.kind && out[i].title.page == s.title.page && out[i].title.line == s.title.line && out[i].title.text == s.title.text {
				out[i].rows = append(out[i].rows, s.rows...)
				joined = true
			}
		}
		if !joined {
			out = append(out, s)
		}
	}
	return out
}

// announce tells whether a row is a section's title; rest holds what else stands on the
// same line, as in designs with titles in the margin.
func announce(r row, usual look, known int, body float64) (sectionKind, bool, row) {
	if r.bullet && r.style == "" && !r.bold {
		return "", false, row{}
	}
	title := strings.TrimSpace(r.cells[0])
	if len(r.cells) == 2 && len(r.cells[1]) <= 2 {
		title = r.cells[0] // a rule or an ornament follows
	}
	kind, ok := headingOf(title)
	if ok && !plausible(r, title, kind, usual, known, body) {
		return "", false, row{}
	}
	if !ok && len(r.cells) == 1 && r.style != "title" {
		ok = unknownTitle(r, usual, known, body)
		kind = secOther
	}
	if !ok {
		return "", false, row{}
	}
	rest := r
	rest.cells = r.cells[1:]
	rest.text = strings.Join(rest.cells, "\t")
	return kind, true, rest
}

// plausible refuses a known word that is set like ordinary text while titles are not:
// "Languages" as the name of a group of skills.
func plausible(r row, title string, kind sectionKind, usual look, known int, body float64) bool {
	if strings.HasSuffix(title, ".") || unicode.IsLower([]rune(title)[0]) && r.size <= body {
		return false
	}
	l := lookOf(r)
	switch {
	case r.style == "heading":
		return true
	case known < 2: // a lone "Tools" set like ordinary text names a group of skills
		return kind == secExperience || kind == secEducation || len(r.cells) > 1 || body == 0 || l.bold || l.upper || l.size > body+0.5
	}
	if len(r.cells) > 1 {
		return usual.size <= body+0.5 || l.size >= usual.size-1 || l.bold
	}
	prominent := l.size >= usual.size-1 && (l.upper == usual.upper || l.bold == usual.bold)
	return prominent || l.size > body+0.5
}

// unknownTitle recognises a title by its look alone, so that what follows does not
// run into the section before.
func unknownTitle(r row, usual look, known int, body float64) bool {
	if r.style == "heading" && wordCount(r.text) <= 6 && r.size >= usual.size {
		return true
	}
	distinct := usual.size > body+0.7 || usual.upper
	if known < 2 || !distinct || lookOf(r) != usual || wordCount(r.text) > 6 || len(r.text) > 50 {
		return false
	}
	return !strings.ContainsAny(r.text, "0123456789@,:()|")
}
