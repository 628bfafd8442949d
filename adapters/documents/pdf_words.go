package documents

import (
	"math"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"golang.org/x/text/unicode/norm"

	"github.com/applyforus/applyforus/core/resumes"
)

// word is a run of characters without space, of one size, on one baseline.
type word struct {
	text     string
	box      resumes.Box
	baseline float64 // Y of the line that the letters stand on
	size     float64 // points
	bold     bool
}

// glyph is one character as PDFium gives it.
type glyph struct {
	index   int // within the page's text
	char    rune
	box     resumes.Box
	upright bool
}

// words gives the upright words of a page, and apart from them the text that is
// turned, such as a title along the margin.
func (f *pdfFile) words(page requests.Page, frame frame) (upright []word, aside []string, err error) {
	chars, err := f.pdfium.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: page, Mode: requests.GetPageTextStructuredModeChars,
	})
	if err != nil {
		return nil, nil, err
	}
	if len(chars.Chars) > maxGlyphs {
		return nil, nil, resumes.ErrUnreadable
	}
	text, err := f.pdfium.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, nil, err
	}
	defer f.pdfium.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) //nolint:errcheck // the sandbox is thrown away
	runs := splitWords(glyphs(chars.Chars, frame))
	var turned strings.Builder
	for _, run := range runs {
		if !run[0].upright {
			turned.WriteString(spell(run))
			turned.WriteByte(' ')
			continue
		}
		if w := f.word(text.TextPage, run, frame); w.text != "" {
			upright = append(upright, w)
		}
	}
	if rest := strings.TrimSpace(turned.String()); rest != "" {
		aside = append(aside, rest)
	}
	return upright, aside, nil
}

func glyphs(chars []*responses.GetPageTextStructuredChar, frame frame) []glyph {
	out := make([]glyph, 0, len(chars))
	for i, c := range chars {
		r := ' '
		for _, r = range c.Text {
			break
		}
		p := c.PointPosition
		if drawn := p.Right-p.Left > 0.5; drawn {
			r = ligature(r)
		}
		out = append(out, glyph{
			index: i, char: r, box: frame.box(p.Left, p.Bottom, p.Right, p.Top), upright: frame.upright(c.Angle),
		})
	}
	return out
}

// ligature maps the control characters that old TeX fonts draw as ligatures: the codes
// of OT1 (0x0B–0x0F) and T1 (0x1B–0x1F) encodings, in files without a Unicode table.
func ligature(r rune) rune {
	switch {
	case r >= 0x0b && r <= 0x0f:
		return 0xfb00 + r - 0x0b
	case r >= 0x1b && r <= 0x1f:
		return 0xfb00 + r - 0x1b
	}
	return r
}

// splitWords cuts the text at spaces, and where the next character stands elsewhere.
func splitWords(all []glyph) [][]glyph {
	var words [][]glyph
	var current []glyph
	flush := func() {
		if len(current) > 0 {
			words = append(words, current)
			current = nil
		}
	}
	for _, g := range all {
		if unicode.IsSpace(g.char) || g.char == 0 || isIcon(g.char) {
			flush()
			continue
		}
		if n := len(current); n > 0 && apart(current[n-1], g) {
			flush()
		}
		current = append(current, g)
	}
	flush()
	return words
}

// apart tells whether two neighbours in the text are none on the page.
func apart(a, b glyph) bool {
	if a.upright != b.upright {
		return true
	}
	if !a.upright {
		return false
	}
	height := max(a.box.Height, b.box.Height, 4)
	gap := b.box.X - a.box.Right()
	vertical := max(a.box.Y, b.box.Y) - min(a.box.Bottom(), b.box.Bottom())
	return gap > 0.6*height || gap < -2*height || vertical > 0.6*height
}

// isIcon tells whether a character is a picture from an icon font: the private use
// areas have no meaning outside the font.
func isIcon(r rune) bool {
	return unicode.Is(unicode.Co, r) || r == unicode.ReplacementChar || unicode.Is(unicode.Cf, r) && r != '\u00ad'
}

// spell gives a word's text with ligatures taken apart. PDFium marks a hyphen at a
// line's end with U+0002 or U+FFFE.
func spell(run []glyph) string {
	var b strings.Builder
	for _, g := range run {
		switch {
		case g.char == 0x02 || g.char == 0xfffe || g.char == '\u00ad':
			b.WriteByte('-')
		case g.char >= 0xfb00 && g.char <= 0xfb06:
			b.WriteString(norm.NFKC.String(string(g.char)))
		case unicode.IsControl(g.char):
		default:
			b.WriteRune(g.char)
		}
	}
	return norm.NFC.String(b.String())
}

// word measures a run: place, baseline, size and weight. What PDFium cannot tell is
// taken from the characters' boxes. A picture has no text.
func (f *pdfFile) word(page references.FPDF_TEXTPAGE, run []glyph, frame frame) word {
	w := word{text: spell(run)}
	for _, g := range run {
		w.box = w.box.Union(g.box)
	}
	first := run[0].index
	w.baseline = w.box.Bottom()
	if origin, err := f.pdfium.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: page, Index: first}); err == nil {
		_, w.baseline = frame.point(origin.X, origin.Y)
	}
	w.size = w.box.Height
	if size, err := f.pdfium.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: page, Index: first}); err == nil && size.FontSize > 0 {
		w.size = size.FontSize
		if m, err := f.pdfium.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: page, Index: first}); err == nil {
			if scale := math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D)); scale > 0 {
				w.size *= scale
			}
		}
	}
	if font, err := f.pdfium.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: page, Index: first}); err == nil {
		if iconFont(font.FontName) {
			return word{}
		}
		w.bold = boldName(font.FontName)
	}
	return w
}

// iconFonts begin the names of fonts that hold pictures only, without spaces and marks.
// In a file without a Unicode table their codes read as letters.
var iconFonts = []string{"fontawesome", "fa5", "fa6", "materialicons", "materialsymbols", "materialdesignicons", "icomoon", "ionicons", "fontello", "glyphicons", "bootstrapicons", "academicons", "feather", "phosphor", "lucide", "octicons", "typicons", "simpleicons", "entypo", "marvosym"}

// iconFont tells whether a font draws pictures. "ABCDEF+" before the name marks a part
// of a font.
func iconFont(name string) bool {
	if _, rest, ok := strings.Cut(name, "+"); ok {
		name = rest
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
	for _, start := range iconFonts {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	return false
}

// boldName tells whether a font's name says that it is bold. The weight that PDFium
// computes is wrong for many embedded fonts; the name rarely is.
func boldName(name string) bool {
	name = strings.ToLower(name)
	for _, mark := range []string{"bold", "black", "heavy", "semib", "demi", "medium", "cmbx", "sfbx", "lmbx"} {
		if strings.Contains(name, mark) {
			return true
		}
	}
	return false
}
