package resumes

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// row is a line as the rules see it.
type row struct {
	page   int // from 1
	line   int // index within the page
	text   string
	cells  []string
	box    Box
	size   float64
	bold   bool
	style  string
	block  int  // unique in the document
	apart  bool // an empty line stands before
	bullet bool // begins with a bullet, which text no longer holds
}

var (
	reBullet   = regexp.MustCompile(`^\s*(?:[•●◦▪▫■□◆◇►▸➢➤✓✔∙·⁃‣○*]\s*|[-–—−]\s+|o\s+\p{Lu}|\d{1,2}[.)]\s+\p{Lu})`)
	rePageMark = regexp.MustCompile(`(?i)^(?:page|seite|pagina|página|σελίδα)?\s*\d{1,2}\s*(?:/|of|von|sur|de|di|van)?\s*\d{0,2}$|[-–—]\s*\d{1,2}\s*/\s*\d{1,2}$`)
)

// How much text the rules read, in bytes. The longest resumes have some 100,000 in all
// and 3,000 in one paragraph; what goes beyond stays in the document and gives no facts.
const (
	maxRow  = 5_000
	maxRead = 200_000
)

// rowsOf flattens a document. Page numbers and blank lines are left out.
func rowsOf(document Document) []row {
	var out []row
	block, left := 0, maxRead
	for _, page := range document.Pages {
		last := -1
		for i, line := range page.Lines {
			if line.Block != last {
				block, last = block+1, line.Block
			}
			text := strings.TrimSpace(head(line.Text, min(maxRow, left)))
			left -= len(text)
			if text == "" || pageMark(page, line, text) {
				continue
			}
			r := row{
				page: page.Number, line: i, text: text, box: line.Box, size: line.Size, bold: line.Bold,
				style: line.Style, block: block, apart: line.Apart,
			}
			if mark := reBullet.FindString(text); mark != "" {
				r.bullet = true
				if cut := strings.TrimRightFunc(mark, unicode.IsUpper); len(cut) < len(text) {
					r.text = strings.TrimSpace(text[len(cut):])
				}
			} else if line.Style == "list" {
				r.bullet = true
			}
			if !strings.ContainsFunc(r.text, isWordRune) {
				continue
			}
			for cell := range strings.SplitSeq(r.text, "\t") {
				if cell = strings.TrimSpace(cell); cell != "" {
					r.cells = append(r.cells, cell)
				}
			}
			out = append(out, r)
		}
	}
	return out
}

// head is the beginning of a text: at most limit bytes, of whole characters.
func head(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit]
}

// pageMark tells whether a line is only the page's number, at its edge.
func pageMark(page Page, line Line, text string) bool {
	if page.Height == 0 || !rePageMark.MatchString(text) {
		return false
	}
	return line.Box.Y > 0.9*page.Height || line.Box.Bottom() < 0.06*page.Height
}

// plain is the row's text with spaces for tabs.
func (r row) plain() string { return strings.ReplaceAll(r.text, "\t", " ") }

// upper tells whether the row is written in capitals.
func (r row) upper() bool {
	return strings.ToUpper(r.text) == r.text && strings.ToLower(r.text) != r.text
}

// wordCount counts words; Han text counts each two characters.
func wordCount(text string) int {
	han := 0
	for _, c := range text {
		if unicode.Is(unicode.Han, c) {
			han++
		}
	}
	return len(strings.Fields(text)) + han/2
}

// maxQuote is how much a span quotes, in characters.
const maxQuote = 300

// span points to rows of one page; rows of later pages are left out of it.
func span(rows ...row) Span {
	if len(rows) == 0 {
		return Span{}
	}
	out := Span{Page: rows[0].page, First: rows[0].line, Last: rows[0].line}
	var quote []string
	length := 0
	for _, r := range rows {
		if r.page != out.Page {
			break
		}
		out.First, out.Last = min(out.First, r.line), max(out.Last, r.line)
		out.Box = out.Box.Union(r.box)
		if length < maxQuote*utf8.UTFMax {
			quote = append(quote, strings.ReplaceAll(head(r.text, (maxQuote+1)*utf8.UTFMax), "\t", " "))
			length += len(r.text)
		}
	}
	out.Quote = cut(strings.Join(quote, "\n"), maxQuote)
	return out
}

func found(text string, confidence float64, rows ...row) Value {
	if text = tidyValue(text); text == "" {
		return Value{}
	}
	return Value{Text: text, Confidence: confidence, Span: span(rows...)}
}

// bodySize is the font size of most of the text; 0 when sizes are unknown.
func bodySize(rows []row) float64 {
	weight := map[float64]int{}
	for _, r := range rows {
		weight[math.Round(r.size*2)/2] += len(r.text)
	}
	best := 0.0
	for size, n := range weight {
		if n > weight[best] || n == weight[best] && size < best {
			best = size
		}
	}
	return best
}

// paragraphs joins wrapped lines: a new one begins at a bullet, after a wide space, and
// after a line that ends a sentence well before the margin.
func paragraphs(rows []row) []Value {
	var out []Value
	for _, group := range paragraphRows(rows) {
		parts := make([]string, len(group))
		for i, r := range group {
			parts[i] = r.plain()
		}
		if v := found(joinWrapped(parts), 0.85, group...); !v.IsZero() {
			out = append(out, v)
		}
	}
	return out
}

func paragraphRows(rows []row) [][]row {
	var out [][]row
	pitch, right := linePitch(rows), 0.0
	for _, r := range rows {
		right = max(right, r.box.Right())
	}
	for i, r := range rows {
		if i == 0 || r.bullet || r.style != "" && r.style != "list" || newParagraph(rows[i-1], r, pitch, right) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], r)
	}
	return out
}

func newParagraph(before, r row, pitch, right float64) bool {
	if before.box.IsZero() {
		return true // a DOCX line is a paragraph of its own
	}
	if before.page == r.page && before.block == r.block && pitch > 0 && r.box.Y-before.box.Y > 1.3*pitch {
		return true
	}
	if strings.HasSuffix(before.text, "-") {
		return false
	}
	first := []rune(r.text)[0]
	ended := strings.HasSuffix(before.text, ".") || strings.HasSuffix(before.text, ";")
	if ended && unicode.IsUpper(first) && before.page == r.page && pitch > 0 && r.box.Y-before.box.Y > 1.05*pitch {
		return true
	}
	return ended && (unicode.IsUpper(first) || unicode.IsDigit(first)) && before.box.Right() < right-0.1*max(right-before.box.X, 1)
}

// linePitch is the usual distance between two lines, in points; 0 when unknown.
func linePitch(rows []row) float64 {
	var steps []float64
	for i := 1; i < len(rows); i++ {
		if step := rows[i].box.Y - rows[i-1].box.Y; rows[i].page == rows[i-1].page && step > 2 && step < 60 {
			steps = append(steps, step)
		}
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	return steps[len(steps)/3]
}

// joinWrapped joins lines to one text; a word cut at a line's end becomes whole again,
// unless a part in capitals or digits shows that the hyphen belongs to it.
func joinWrapped(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if i > 0 {
			text := b.String()
			before, _ := lastRune(strings.TrimSuffix(text, "-"))
			after := []rune(line + " ")[0]
			switch {
			case strings.HasSuffix(text, "-") && unicode.IsLower(before) && unicode.IsLower(after):
				b.Reset()
				b.WriteString(strings.TrimSuffix(text, "-"))
				if compound(text) {
					b.WriteByte('-')
				}
			case strings.HasSuffix(text, "-"):
			default:
				b.WriteByte(' ')
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

// compound tells whether the word before a hyphen at a line's end is one that usually
// keeps it ("cross-", "user-", "full-").
func compound(text string) bool {
	words := wordsOf(strings.TrimSuffix(text, "-"))
	return len(words) > 0 && hyphenated[words[len(words)-1]]
}

var hyphenated = set("cross", "user", "full", "front", "back", "end", "self", "well", "high", "low", "real", "long", "short", "multi", "non",
	"e", "co", "pre", "post", "cutting", "data", "test", "time", "decision", "problem", "in", "on", "hands", "large", "small", "third", "first", "cost", "object", "event", "day", "year", "part")

func lastRune(text string) (rune, bool) {
	last, size := utf8.DecodeLastRuneInString(text)
	return last, size > 0
}
