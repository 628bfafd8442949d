package resumes

import (
	"regexp"
	"strings"
	"unicode"
)

// entry is one position or course: the rows that name it, its dates, and the rest.
type entry struct {
	head  []row // without the dates' text
	dates Dates
	body  []row
	all   []row
}

// part is a piece of an entry's head that stands apart.
type part struct {
	text string
	row  row
}

// maxHead is the most rows that name an entry before or after its dates.
const maxHead = 3

// dated is a row that carries an entry's dates.
type dated struct {
	at   int
	when ranged
}

// entriesOf cuts a section into entries. Each has one row with dates; how many rows
// stand above it is learnt from the first one, since a design repeats itself.
func entriesOf(rows []row) []entry {
	rows = closeRanges(liftMargin(rows))
	marks := dateRows(rows)
	if len(marks) == 0 {
		return nil
	}
	above := min(marks[0].at, maxHead)
	for above > 0 && !headLike(rows[marks[0].at-above]) {
		above--
	}
	starts := make([]int, len(marks))
	for i, m := range marks {
		lowest := 0
		if i > 0 {
			lowest = marks[i-1].at + 1
		}
		starts[i] = m.at
		up := above
		if i > 0 && above == 0 && onlyDates(rows[m.at], m.when) && !onlyDates(rows[marks[0].at], marks[0].when) {
			up = 1 // the role's name above its dates, beneath the employer's with the whole time
		}
		for ; up > 0 && starts[i] > lowest; up-- {
			before := rows[starts[i]-1]
			if !headLike(before) || sentence(before) || i > 0 && (continued(rows, starts[i]-1) || strange(rows, marks[0].at, above, m.at, starts[i]-1)) {
				break
			}
			starts[i]--
		}
	}
	var out []entry
	for i, m := range marks {
		end := len(rows)
		if i+1 < len(marks) {
			end = starts[i+1]
		}
		out = append(out, cutEntry(rows[starts[i]:end], m.at-starts[i], m.when))
	}
	return out
}

// liftMargin takes dates that stand in the right margin beside a bullet to a row of
// their own before it, and drops computed lengths ("2 years 3 months") there.
func liftMargin(rows []row) []row {
	var out []row
	for _, r := range rows {
		n := len(r.cells)
		if n == 1 && reDuration.MatchString(r.text) {
			continue
		}
		if n < 2 {
			out = append(out, r)
			continue
		}
		margin := r.cells[n-1]
		rest := r
		rest.cells = r.cells[:n-1]
		rest.text = strings.Join(rest.cells, "\t")
		when, ok := findDates(margin)
		switch {
		case reDuration.MatchString(margin):
			out = append(out, rest)
		case r.bullet && ok && tidyValue(margin[:when.from]+margin[when.to:]) == "":
			note := r
			note.bullet, note.text, note.cells = false, margin, []string{margin}
			out = append(out, note, rest)
		default:
			out = append(out, r)
		}
	}
	return out
}

// closeRanges mends ranges that a narrow margin broke: "June 2020 – Engineer" above
// "Present Working on …". The second date moves up, both texts keep the rest.
func closeRanges(rows []row) []row {
	out := append([]row(nil), rows...)
	for i := 0; i+1 < len(out); i++ {
		when, ok := findDates(out[i].text)
		if !ok || !when.standAlone && when.dates.Confidence > 0.6 || tidy(out[i].text[:when.from]) != "" {
			continue
		}
		rest := out[i].text[when.to:]
		dash := reDash.FindString(rest)
		if dash == "" && when.standAlone {
			continue
		}
		next := out[i+1].text
		length, isToday := todayAt(next)
		if at := reDateToken.FindStringIndex(next); !isToday && at != nil && at[0] == 0 {
			if _, skipped, end, ok := dateAt(next, 0, at[1]); ok && skipped == 0 {
				length = end
			}
		}
		if length == 0 || out[i+1].bullet {
			continue
		}
		date := strings.TrimRight(out[i].text[:when.to], " –—-")
		setText(&out[i], date+" – "+next[:length]+"\t"+rest[len(dash):])
		setText(&out[i+1], next[length:])
		if len(out[i+1].cells) == 0 {
			out = append(out[:i+1], out[i+2:]...)
		}
	}
	return out
}

var reDash = regexp.MustCompile(`^\s*[-–—]\s*`)

func setText(r *row, text string) {
	r.text, r.cells = strings.TrimSpace(text), nil
	for cell := range strings.SplitSeq(text, "\t") {
		if cell = strings.TrimSpace(cell); cell != "" {
			r.cells = append(r.cells, cell)
		}
	}
}

// dateRows finds the rows whose dates belong to an entry rather than to a sentence.
func dateRows(rows []row) []dated {
	var out []dated
	for i, r := range rows {
		if r.bullet && wordCount(r.text) > 14 {
			continue
		}
		when, ok := findDates(r.text)
		if !ok {
			continue
		}
		rest := tidyValue(r.text[:when.from] + " " + r.text[when.to:])
		if wordCount(rest) > 14 || wordCount(rest) > 6 && strings.HasSuffix(rest, ".") {
			continue
		}
		if when.standAlone && (r.bullet || !edgeDate(r, when)) {
			continue
		}
		if n := len(out); n > 0 && when.standAlone && out[n-1].at == i-1 && rest == "" {
			continue // a second date of the same entry
		}
		out = append(out, dated{at: i, when: when})
	}
	return ranges(rows, out)
}

// ranges drops single dates when most entries have ranges: they are then part of the
// text, unless they stand apart in a cell of their own.
func ranges(rows []row, all []dated) []dated {
	full := 0
	for _, d := range all {
		if !d.when.standAlone {
			full++
		}
	}
	if 2*full < len(all) || full == 0 {
		return all
	}
	var out []dated
	for _, d := range all {
		if !d.when.standAlone || ownCell(rows[d.at], d.when) {
			out = append(out, d)
		}
	}
	return out
}

// ownCell tells whether a date is all that its cell holds, beside other cells.
func ownCell(r row, when ranged) bool {
	before, after := r.text[:when.from], r.text[when.to:]
	return len(r.cells) > 1 && (tidy(before) == "" && strings.HasPrefix(after, "\t") || strings.HasSuffix(before, "\t") && tidy(after) == "")
}

// edgeDate tells whether a single date begins or ends its row or a cell of it.
func edgeDate(r row, when ranged) bool {
	before, after := r.text[:when.from], r.text[when.to:]
	begins := tidy(before) == "" || strings.HasSuffix(before, "\t")
	ends := tidyValue(after) == "" || strings.HasPrefix(after, "\t")
	return (begins || ends) && wordCount(r.text) <= 14
}

var reURLOnly = regexp.MustCompile(`(?i)^(?:https?://|www\.)\S+$`)

// cutEntry parts an entry's rows into head and body.
func cutEntry(rows []row, at int, when ranged) entry {
	e := entry{dates: when.dates, all: rows}
	e.dates.Span = span(rows[at])
	for i := 0; i <= at; i++ {
		r := rows[i]
		if i == at {
			r = without(r, when)
		}
		if len(r.cells) > 0 {
			e.head = append(e.head, r)
		}
	}
	next := at + 1
	for next < len(rows) && wanting(e.head) && next-at <= maxHead && followsHead(rows, next, rows[at]) {
		e.head = append(e.head, rows[next])
		next++
	}
	e.body = rows[next:]
	return e
}

// wanting tells whether the head still lacks a second part beside places.
func wanting(head []row) bool {
	named, places := 0, 0
	for _, p := range partsOf(head) {
		if isPlace(p.text) {
			places++
		} else {
			named++
		}
	}
	return named < 2 || named == 2 && places == 0
}

// followsHead tells whether a row beneath the dates still names the entry.
func followsHead(rows []row, at int, first row) bool {
	r := rows[at]
	if !headLike(r) || sentence(r) || strings.HasSuffix(r.text, ":") || wordCount(r.text) > 10 {
		return false
	}
	if _, margin := findDates(first.cells[0]); !r.box.IsZero() && (len(first.cells) == 1 || !margin) && r.box.X > first.box.X+8 && len(r.cells) == 1 && r.box.X-first.box.X < 40 {
		return false // set in: a description
	}
	if at+1 < len(rows) && !r.box.IsZero() {
		next := rows[at+1]
		if !next.bullet && !reURLOnly.MatchString(next.text) && unicode.IsLower([]rune(next.text)[0]) && next.page == r.page {
			return false // its sentence goes on
		}
	}
	return true
}

// without takes the dates' text out of a row.
func without(r row, when ranged) row {
	text := r.text[:when.from] + "\t" + r.text[when.to:]
	r.cells = nil
	for cell := range strings.SplitSeq(text, "\t") {
		if cell = tidyValue(strings.NewReplacer("()", "", "[]", "", "( )", "").Replace(cell)); cell != "" && strings.ContainsFunc(cell, isWordRune) && !reDuration.MatchString(cell) {
			r.cells = append(r.cells, cell)
		}
	}
	r.text = strings.Join(r.cells, "\t")
	return r
}

// reDuration matches a computed length, such as "2 years 3 months".
var reDuration = regexp.MustCompile(`(?i)^\(?(?:\d+\s*(?:years?|yrs?|months?|mos?|jahre?|monate?|ans?|mois)\.?,?\s*)+\)?$`)

var (
	rePartSplit = regexp.MustCompile(`\s+[|•·–—⋄]+\s+|\s+-\s+|\s*\|\s*|;\s+|\t|\s+(?:at|@|chez|bei)\s+`)
	reSuffix    = regexp.MustCompile(`(?i)^(?:inc|llc|ltd|limited|gmbh|corp|co|plc|sa|ag|s\.a|s\.r\.l|l\.?p|llp|phd|msc|mba|jr|sr)\.?$`)
)

// partsOf splits head rows at separators and commas, keeping places and company
// endings whole.
func partsOf(head []row) []part {
	var out []part
	for _, r := range head {
		for _, cell := range r.cells {
			for _, piece := range rePartSplit.Split(cell, -1) {
				for _, text := range splitCommas(piece) {
					if text = tidyValue(text); text != "" && strings.ContainsFunc(text, isWordRune) {
						out = append(out, part{text: text, row: r})
					}
				}
			}
		}
	}
	return out
}

// splitCommas splits "Title, Company, City, ST" into title, company and place. Commas
// within a name stay when nothing tells its pieces apart.
func splitCommas(text string) []string {
	if isPlace(text) || !strings.Contains(text, ",") {
		return []string{text}
	}
	pieces := strings.Split(text, ",")
	for i := range pieces {
		pieces[i] = strings.TrimSpace(pieces[i])
	}
	var place string
	for take := min(3, len(pieces)-1); take >= 1; take-- {
		if tail := strings.Join(pieces[len(pieces)-take:], ", "); isPlace(tail) {
			place, pieces = tail, pieces[:len(pieces)-take]
			break
		}
	}
	var out []string
	for _, piece := range pieces {
		n := len(out)
		switch {
		case n > 0 && (reSuffix.MatchString(piece) || !distinct(out[n-1], piece)):
			out[n-1] += ", " + piece
		default:
			out = append(out, piece)
		}
	}
	if place != "" {
		out = append(out, place)
	}
	return out
}

// distinct tells whether two neighbouring pieces name different things.
func distinct(a, b string) bool {
	kinds := func(text string) [3]bool {
		return [3]bool{share(text, titleWords) > 0, share(text, schoolWords) > 0 || share(text, companyWords) > 0, share(text, degreeWords) > 0}
	}
	return kinds(a) != kinds(b)
}
