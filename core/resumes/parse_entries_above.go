package resumes

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// onlyDates tells whether a row holds nothing beside its dates.
func onlyDates(r row, when ranged) bool { return tidyValue(r.text[:when.from]+r.text[when.to:]) == "" }

// strange tells whether a row above an entry's dates is of another kind than the rows
// above the first one's: a place, or set in while those were not.
func strange(rows []row, first, above, at, before int) bool {
	lead := rows[first-above : first]
	if isPlace(rows[before].plain()) && !slices.ContainsFunc(lead, func(r row) bool { return isPlace(r.plain()) }) {
		return true
	}
	if len(lead) == 0 || rows[before].box.IsZero() {
		return false
	}
	a, b := rows[before].box, rows[at].box
	centred := math.Abs(a.X+a.Width/2-b.X-b.Width/2) < 4
	return !centred && a.X-b.X > 6 && lead[above-1].box.X-rows[first].box.X <= 6
}

// sentence tells whether a row ends one, rather than with "Inc.".
func sentence(r row) bool { return strings.HasSuffix(r.text, ".") && wordCount(r.text) > 5 }

// continued tells whether a row is a wrapped line of a description: indented like the
// row before, which did not end its sentence.
func continued(rows []row, at int) bool {
	if at == 0 || rows[at].box.IsZero() {
		return false
	}
	before, r := rows[at-1], rows[at]
	if unicode.IsLower([]rune(r.text)[0]) {
		return true
	}
	near := r.page == before.page && r.box.Y-before.box.Bottom() < 0.6*max(r.size, 1)
	return before.bullet && near && r.box.X > before.box.X+2 && !r.bold
}

// headLike tells whether a row may name an entry.
func headLike(r row) bool {
	return !r.bullet && wordCount(r.text) <= 14 && !reURLOnly.MatchString(r.text) && !unicode.IsLower([]rune(r.text)[0])
}
