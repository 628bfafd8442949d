package jobspg

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/applyforus/applyforus/adapters/postgres/internal/jobsdb"
	"github.com/applyforus/applyforus/core/jobs"
)

// Marks around what matched: control characters, which no stored text needs and no markup
// of a posting can imitate.
const (
	markStart = "\x02"
	markStop  = "\x03"

	markOptions = "HighlightAll=true, StartSel=" + markStart + ", StopSel=" + markStop
)

// Lengths of the snippet, in bytes.
const (
	snippetLength = 220
	snippetBefore = 60 // at most, in front of the first word found
)

// mark highlights titles and cuts the snippets. PostgreSQL decides what matches; only the
// piece of each text that it looks at is chosen here, for reading whole texts is what
// makes highlighting slow.
func (s Search) mark(ctx context.Context, hits []jobs.Hit, rows []jobsdb.HitsByIDRow, words string) error {
	stems, err := s.q.Lexemes(ctx, s.db, wanted(words))
	if err != nil {
		return fmt.Errorf("jobspg: words: %w", err)
	}
	pieces := make([]string, 0, 2*len(rows))
	for _, r := range rows {
		pieces = append(pieces, r.Title, snippet(r.DescriptionText, stems))
	}
	marked, err := s.q.Highlight(ctx, s.db, jobsdb.HighlightParams{Words: words, Options: markOptions, Texts: pieces})
	if err != nil {
		return fmt.Errorf("jobspg: highlight: %w", err)
	}
	for i := range hits {
		hits[i].Title, hits[i].Snippet = segments(marked[2*i]), segments(marked[2*i+1])
	}
	return nil
}

// wanted are the words of a text that are to occur.
func wanted(text string) string {
	words := strings.Fields(text)
	kept := words[:0]
	for _, w := range words {
		if !strings.HasPrefix(w, "-") {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// snippet is the piece of a text in which most different stems begin a word; where none
// does, the beginning.
func snippet(text string, stems []string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) <= snippetLength {
		return text
	}
	found := occurrences(strings.ToLower(text), stems)
	start, best := 0, 0
	for i, first := range found {
		distinct := map[int]bool{}
		for _, o := range found[i:] {
			if o.at > first.at+snippetLength-snippetBefore {
				break
			}
			distinct[o.stem] = true
		}
		if len(distinct) > best {
			start, best = first.at, len(distinct)
		}
	}
	from := wordStart(text, max(0, min(start-snippetBefore, len(text)-snippetLength)))
	to := wordEnd(text, from+snippetLength)
	piece := text[from:to]
	if from > 0 {
		piece = "… " + piece
	}
	if to < len(text) {
		piece += " …"
	}
	return piece
}

type occurrence struct{ at, stem int }

// occurrences are the places where a word begins as a stem does, in order. The stems of
// words in y end in i.
func occurrences(lower string, stems []string) []occurrence {
	var found []occurrence
	inside := false
	for at, r := range lower {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if letter && !inside {
			for i, stem := range stems {
				if strings.HasPrefix(lower[at:], strings.TrimSuffix(stem, "i")) {
					found = append(found, occurrence{at, i})
				}
			}
		}
		inside = letter
	}
	return found
}

// wordStart is the first beginning of a word at or after a place.
func wordStart(text string, at int) int {
	if at == 0 {
		return 0
	}
	if space := strings.IndexByte(text[at:], ' '); space >= 0 && space < snippetLength/2 {
		return at + space + 1
	}
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return at
}

// wordEnd is the last end of a word at or before a place, or the place itself in a text
// without spaces.
func wordEnd(text string, at int) int {
	if at >= len(text) {
		return len(text)
	}
	if space := strings.LastIndexByte(text[:at], ' '); space > at-snippetLength/2 {
		return space
	}
	for !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// segments takes a marked text apart.
func segments(marked string) []jobs.Segment {
	var out []jobs.Segment
	for i, part := range strings.Split(marked, markStart) {
		hit, rest := "", part
		if i > 0 {
			hit, rest, _ = strings.Cut(part, markStop)
		}
		for _, s := range []jobs.Segment{{Text: hit, Marked: true}, {Text: rest}} {
			if s.Text != "" {
				out = append(out, s)
			}
		}
	}
	return out
}
