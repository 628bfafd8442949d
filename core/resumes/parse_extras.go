package resumes

import (
	"regexp"
	"strings"
)

var reLanguageBreak = regexp.MustCompile(`\s*[,;|•·、，；\t]\s*`)

// languagesOf reads spoken languages with their levels. A part without a known
// language's name is a level of the language before it.
func languagesOf(rows []row) []Language {
	var out []Language
	for i := 0; i < len(rows); i++ {
		r := rows[i]
		if names := namesIn(r.cells); len(names) > 1 && len(names) == len(r.cells) && i+1 < len(rows) && len(rows[i+1].cells) == len(names) && namesIn(rows[i+1].cells) == nil {
			for at, name := range names { // a table: names above, levels beneath
				out = append(out, Language{Name: found(name, 0.9, r), Level: found(rows[i+1].cells[at], 0.8, rows[i+1])})
			}
			i++
			continue
		}
		for _, piece := range reLanguageBreak.Split(r.text, -1) {
			name, level := languageIn(piece)
			switch {
			case name != "":
				out = append(out, Language{Name: found(name, 0.9, r), Level: found(level, 0.8, r)})
			case len(out) > 0 && out[len(out)-1].Level.IsZero() && wordCount(piece) <= 6:
				out[len(out)-1].Level = found(piece, 0.75, r)
			}
		}
	}
	return out
}

// spokenRows takes the rows about languages out of a section of skills, as Europass
// has them: "Mother tongue | English", "French | C1 | C2".
func spokenRows(rows []row) (spoken []Language, rest []row) {
	for _, r := range rows {
		switch {
		case len(r.cells) >= 2 && motherTongue.MatchString(fold(r.cells[0])):
			for _, cell := range reLanguageBreak.Split(strings.Join(r.cells[1:], ","), -1) {
				if name, _ := languageIn(cell); name != "" {
					spoken = append(spoken, Language{Name: found(name, 0.9, r), Level: found(r.cells[0], 0.85, r)})
				}
			}
		case len(r.cells) >= 2 && namesIn(r.cells[:1]) != nil && onlyLevels(row{cells: r.cells[1:]}):
			spoken = append(spoken, Language{Name: found(r.cells[0], 0.9, r), Level: found(strings.Join(r.cells[1:], ", "), 0.85, r)})
		default:
			rest = append(rest, r)
		}
	}
	return spoken, rest
}

var motherTongue = regexp.MustCompile(`^(?:mother tongue|muttersprache|langue\(?s?\)? maternelle|lengua materna|madrelingua|lingua materna|moedertaal|μητρικη)`)

// namesIn gives the cells when all of them are bare language names.
func namesIn(cells []string) []string {
	for _, cell := range cells {
		if !languageNames[fold(tidyValue(cell))] {
			return nil
		}
	}
	return cells
}

// languageIn finds a language's name at the start or end of a text; the rest is the level.
func languageIn(text string) (name, level string) {
	words := strings.Fields(text)
	for i, w := range words {
		bare := strings.Trim(w, ".,:;()–—-")
		if !languageNames[fold(bare)] || i > 2 {
			continue
		}
		rest := strings.Join(append(append([]string{}, words[:i]...), words[i+1:]...), " ")
		return bare, strings.Trim(tidyValue(rest), "()")
	}
	return "", ""
}

// certificationsOf reads certificates: one per bullet or row, or stacks of name, issuer
// and date.
func certificationsOf(rows []row) []Certification {
	var out []Certification
	for _, r := range rows {
		text := r.text
		when, dated := findDates(text)
		if dated {
			text = strings.Join(without(r, when).cells, "\t")
		}
		parts := rePartSplit.Split(text, -1)
		name := tidyValue(parts[0])
		last := len(out) - 1
		switch {
		case name == "" && dated && last >= 0:
			if out[last].Dates.IsZero() {
				out[last].Dates = when.dates
				out[last].Dates.Span = span(r)
			}
			continue
		case name == "" || wordCount(name) > 16 || reURLOnly.MatchString(r.text) || isAddress(r.text):
			continue
		case !r.bullet && last >= 0 && out[last].Issuer.IsZero() && out[last].Dates.IsZero() && !dated && stackedUnder(rows, r):
			out[last].Issuer = found(name, 0.6, r)
			continue
		}
		c := Certification{Name: found(name, 0.8, r)}
		if len(parts) > 1 {
			c.Issuer = found(parts[1], 0.65, r)
		}
		if dated {
			c.Dates = when.dates
			c.Dates.Span = span(r)
		}
		out = append(out, c)
	}
	return out
}

// stackedUnder tells whether the section stacks issuer and date under each name: then
// there are rows that hold only a date.
func stackedUnder(rows []row, r row) bool {
	for _, other := range rows {
		if when, ok := findDates(other.text); ok && other.block == r.block && len(without(other, when).cells) == 0 {
			return true
		}
	}
	return false
}
