package documents

import (
	"strings"

	"github.com/applyforus/applyforus/core/resumes"
)

// paragraph is one paragraph while its runs are read.
type paragraph struct {
	style style
	list  bool
	text  strings.Builder // of the line so far
	lines []resumes.Line
	links []resumes.Link
	boxes story // text boxes that hang on the paragraph; they are read after it
	size  float64
	chars int // letters of the line so far
	bold  int // those that are bold
}

// paragraph reads one paragraph into lines: a break within it starts a new line.
func (r *storyReader) paragraph(out *story) error {
	p := &paragraph{style: r.styles.of("")}
	if err := r.inline(p, ""); err != nil {
		return err
	}
	p.end(r.blocks)
	for _, link := range p.links {
		out.links = append(out.links, resumes.Link{URL: link.URL, Line: link.Line + len(out.lines)})
	}
	out.lines = append(out.lines, p.lines...)
	for _, link := range p.boxes.links {
		out.links = append(out.links, resumes.Link{URL: link.URL, Line: link.Line + len(out.lines)})
	}
	out.lines = append(out.lines, p.boxes.lines...)
	return nil
}

// inline reads runs, hyperlinks, fields and what else stands within a paragraph.
func (r *storyReader) inline(p *paragraph, url string) error {
	for {
		start, ok, err := r.next()
		if err != nil || !ok {
			return err
		}
		switch start.Name.Local {
		case "pPr":
			err = r.paragraphProperties(p, startDecoder{r, start})
		case "r":
			err = r.run(p, url)
		case "hyperlink":
			target := ""
			for _, attribute := range start.Attr {
				if attribute.Name.Space == nsRelations && attribute.Name.Local == "id" {
					target = r.relations.url(attribute.Value)
				}
			}
			if target != "" {
				p.links = append(p.links, resumes.Link{URL: target, Line: len(p.lines)})
			}
			err = r.inline(p, target)
		case "del", "moveFrom", "rPr", "Fallback":
			err = r.skip()
		case "txbxContent":
			err = r.textBox(p)
		default:
			err = r.inline(p, url)
		}
		if err != nil {
			return err
		}
	}
}

func (r *storyReader) paragraphProperties(p *paragraph, at startDecoder) error {
	var properties struct {
		Style  valued  `xml:"pStyle"`
		Number *valued `xml:"numPr>numId"`
	}
	if err := at.decode(&properties); err != nil {
		return err
	}
	p.style = r.styles.of(properties.Style.Value)
	p.list = properties.Number != nil && properties.Number.Value != "0" ||
		strings.HasPrefix(strings.ToLower(properties.Style.Value), "list")
	return nil
}

// run reads one run: text of one format.
func (r *storyReader) run(p *paragraph, url string) error {
	bold, size := p.style.bold, p.style.size
	for {
		start, ok, err := r.next()
		if err != nil || !ok {
			return err
		}
		switch start.Name.Local {
		case "rPr":
			var properties runProperties
			if err := (startDecoder{r, start}).decode(&properties); err != nil {
				return err
			}
			if properties.Hide.on() {
				r.depth-- // the run's own end is consumed by Skip
				return r.decoder.Skip()
			}
			if properties.Bold != nil {
				bold = properties.Bold.on()
			}
			if points := properties.points(); points > 0 {
				size = points
			}
		case "t":
			var text string
			if err := (startDecoder{r, start}).decode(&text); err != nil {
				return err
			}
			p.write(text, size, bold)
		case "tab", "ptab":
			p.text.WriteByte('\t')
			err = r.skip()
		case "br", "cr":
			p.end(r.blocks)
			err = r.skip()
		case "noBreakHyphen":
			p.text.WriteByte('-')
			err = r.skip()
		case "instrText", "delText", "Fallback":
			err = r.skip()
		case "txbxContent":
			err = r.textBox(p)
		default:
			err = r.inline(p, url)
		}
		if err != nil {
			return err
		}
	}
}

// textBox reads a box that floats beside the text, as a block of its own.
func (r *storyReader) textBox(p *paragraph) error {
	r.blocks++
	err := r.children(&p.boxes)
	r.blocks++
	return err
}

func (p *paragraph) write(text string, size float64, bold bool) {
	p.text.WriteString(text)
	if strings.TrimSpace(text) == "" {
		return
	}
	p.size = max(p.size, size)
	p.chars += len(text)
	if bold {
		p.bold += len(text)
	}
}

// end closes the line so far.
func (p *paragraph) end(block int) {
	text := clean(p.text.String())
	p.text.Reset()
	if text != "" {
		line := resumes.Line{Text: text, Size: p.size, Bold: 2*p.bold > p.chars, Style: p.style.kind, Block: block}
		if p.list {
			line.Style = "list"
		}
		p.lines = append(p.lines, line)
	}
	p.size, p.chars, p.bold = 0, 0, 0
}
