package documents

import (
	"cmp"
	"slices"
	"strings"

	"github.com/applyforus/applyforus/core/resumes"
)

// phraseGap is the widest space within a phrase, in font sizes. Justified text has
// spaces of up to 0.8; what stands apart (a date at the margin) has more.
const phraseGap = 0.95

// phrase is a run of words on one baseline with ordinary spaces.
type phrase struct {
	words    []word
	box      resumes.Box
	baseline float64
	size     float64 // of its largest word
}

func (p *phrase) add(w word) {
	p.words = append(p.words, w)
	p.box = p.box.Union(w.box)
	p.size = max(p.size, w.size)
}

// arrange turns a page's words into lines in reading order.
func arrange(words []word, aside []string) []resumes.Line {
	var lines []resumes.Line
	blocks := readingOrder(phrases(words))
	for number, block := range blocks {
		for _, row := range rows(block) {
			line := lineOf(row)
			line.Block = number
			lines = append(lines, line)
		}
	}
	for i, text := range aside {
		lines = append(lines, resumes.Line{Text: text, Block: len(blocks) + i})
	}
	return lines
}

// phrases joins words that stand side by side, whatever their order in the file.
func phrases(words []word) []phrase {
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b word) int { return cmp.Compare(a.box.X, b.box.X) })
	var out []phrase
	for _, w := range sorted {
		best, bestGap := -1, 0.0
		for i := range out {
			last := out[i].words[len(out[i].words)-1]
			size := max(last.size, w.size)
			gap := w.box.X - last.box.Right()
			if gap < -0.6*size || gap > phraseGap*min(last.size, w.size)+0.1*size || !sameBaseline(last, w) {
				continue
			}
			if best < 0 || abs(gap) < bestGap {
				best, bestGap = i, abs(gap)
			}
		}
		if best < 0 {
			out = append(out, phrase{baseline: w.baseline})
			best = len(out) - 1
		}
		out[best].add(w)
	}
	return out
}

// sameBaseline allows for raised figures and mixed sizes.
func sameBaseline(a, b word) bool { return abs(a.baseline-b.baseline) <= 0.3*min(a.size, b.size)+0.5 }

// rows groups the phrases of one block by line, from top to bottom and left to right.
func rows(block []phrase) [][]phrase {
	sorted := slices.Clone(block)
	slices.SortStableFunc(sorted, func(a, b phrase) int { return cmp.Compare(a.baseline, b.baseline) })
	var out [][]phrase
	for _, p := range sorted {
		if n := len(out); n > 0 {
			first := out[n-1][0]
			if p.baseline-first.baseline <= 0.35*min(p.size, first.size)+0.5 {
				out[n-1] = append(out[n-1], p)
				continue
			}
		}
		out = append(out, []phrase{p})
	}
	for _, row := range out {
		slices.SortStableFunc(row, func(a, b phrase) int { return cmp.Compare(a.box.X, b.box.X) })
	}
	return out
}

// lineOf writes a row as text: spaces between words, tabs between phrases.
func lineOf(row []phrase) resumes.Line {
	var line resumes.Line
	var text strings.Builder
	letters, bold := 0, 0
	for i, p := range row {
		if i > 0 {
			text.WriteByte('\t')
		}
		for j, w := range p.words {
			if j > 0 && spaced(p.words[j-1], w) {
				text.WriteByte(' ')
			}
			text.WriteString(w.text)
			letters += len(w.text)
			if w.bold {
				bold += len(w.text)
			}
		}
		line.Box = line.Box.Union(p.box)
		line.Size = max(line.Size, p.size)
	}
	line.Text, line.Bold = text.String(), 2*bold > letters
	return line
}

// spaced tells whether a space belongs between two words: words that touch were cut
// only because their font changes.
func spaced(a, b word) bool { return b.box.X-a.box.Right() > 0.08*min(a.size, b.size) }

func abs(x float64) float64 { return max(x, -x) }
