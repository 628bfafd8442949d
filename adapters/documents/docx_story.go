package documents

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/applyforus/applyforus/core/resumes"
)

// story is the text of one part: the body, a header or a footer.
type story struct {
	lines  []resumes.Line
	links  []resumes.Link
	blocks int  // the highest block number
	empty  bool // the last paragraph held no text
}

// storyReader walks a part's elements. Paragraphs become lines; a table row of short
// cells becomes one line with tabs, other cells are read one after the other.
type storyReader struct {
	ctx       context.Context
	decoder   *xml.Decoder
	styles    styleSheet
	relations relations
	depth     int
	blocks    int
}

func (a *archive) story(ctx context.Context, name string, styles styleSheet) (story, error) {
	content, err := a.part(name)
	if err != nil || content == nil {
		return story{}, err
	}
	relations, err := a.relations(name)
	if err != nil {
		return story{}, err
	}
	reader := &storyReader{ctx: ctx, decoder: newDecoder(content), styles: styles, relations: relations}
	var out story
	if err := reader.children(&out); err != nil && !errors.Is(err, io.EOF) {
		if ended(err) || isFault(err) {
			return story{}, err
		}
		return story{}, resumes.ErrDamagedDOCX.Wrap(err)
	}
	if reader.depth > 0 {
		return story{}, resumes.ErrDamagedDOCX
	}
	out.blocks = reader.blocks
	return out, nil
}

// next gives the next start element, or ok=false at the end of the current element.
func (r *storyReader) next() (start xml.StartElement, ok bool, err error) {
	for {
		token, err := r.decoder.Token()
		if err != nil {
			return start, false, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if r.depth++; r.depth > maxXMLDepth {
				return start, false, errTooDeep
			}
			return t, true, nil
		case xml.EndElement:
			r.depth--
			return start, false, nil
		}
	}
}

// skip leaves the current element with all that is in it.
func (r *storyReader) skip() error {
	r.depth--
	return r.decoder.Skip()
}

// children reads the block elements within the current element.
func (r *storyReader) children(out *story) error {
	for {
		start, ok, err := r.next()
		if err != nil || !ok {
			return err
		}
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if len(out.lines) > maxDOCXLines {
			return resumes.ErrTooManyPages
		}
		before := len(out.lines)
		switch start.Name.Local {
		case "p":
			err = r.paragraph(out)
		case "tbl":
			err = r.table(out)
		case "sectPr", "pPr", "rPr", "tblPr", "del", "moveFrom", "Fallback":
			err = r.skip() // formatting, deleted text, and copies for old programs
		default:
			err = r.children(out)
		}
		if err != nil {
			return err
		}
		switch filled := len(out.lines) > before; {
		case filled && out.empty:
			out.lines[before].Apart, out.empty = true, false
		case !filled && start.Name.Local == "p":
			out.empty = before > 0
		}
	}
}

// table reads rows. One with several filled cells of at most one line each is a line.
func (r *storyReader) table(out *story) error {
	for {
		start, ok, err := r.next()
		if err != nil || !ok {
			return err
		}
		switch start.Name.Local {
		case "tr":
			err = r.row(out)
		case "sdt", "sdtContent", "ins", "customXml":
			err = r.table(out)
		default:
			err = r.skip()
		}
		if err != nil {
			return err
		}
	}
}

func (r *storyReader) row(out *story) error {
	var cells []story
	for {
		start, ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		switch start.Name.Local {
		case "tc":
			var cell story
			if err := r.children(&cell); err != nil {
				return err
			}
			if len(cell.lines) > 0 {
				cells = append(cells, cell)
			}
		case "sdt", "sdtContent":
			// A content control around a cell: its cells follow as if it were not there.
			var cell story
			if err := r.children(&cell); err != nil {
				return err
			}
			if len(cell.lines) > 0 {
				cells = append(cells, cell)
			}
		default:
			if err := r.skip(); err != nil {
				return err
			}
		}
	}
	r.addRow(out, cells)
	return nil
}

func (r *storyReader) addRow(out *story, cells []story) {
	single := len(cells) > 1
	for _, cell := range cells {
		single = single && len(cell.lines) == 1
	}
	if single {
		line := cells[0].lines[0]
		for i, cell := range cells {
			if i > 0 {
				line.Text += "\t" + cell.lines[0].Text
				line.Size = max(line.Size, cell.lines[0].Size)
			}
			for _, link := range cell.links {
				out.links = append(out.links, resumes.Link{URL: link.URL, Line: len(out.lines)})
			}
		}
		line.Block = r.blocks
		out.lines = append(out.lines, line)
		return
	}
	for _, cell := range cells {
		if len(cells) > 1 {
			r.blocks++
		}
		for _, link := range cell.links {
			out.links = append(out.links, resumes.Link{URL: link.URL, Line: link.Line + len(out.lines)})
		}
		for _, line := range cell.lines {
			line.Block = r.blocks
			out.lines = append(out.lines, line)
		}
	}
	if len(cells) > 1 {
		r.blocks++
	}
}

// clean gives a line's text without doubled or outer spaces; tabs stay.
func clean(text string) string {
	cells := strings.Split(norm.NFC.String(text), "\t")
	kept := cells[:0]
	for _, cell := range cells {
		cell = strings.Map(func(c rune) rune {
			if isIcon(c) || c == '\u00ad' {
				return -1
			}
			return c
		}, cell)
		if cell = strings.Join(strings.Fields(cell), " "); cell != "" {
			kept = append(kept, cell)
		}
	}
	return strings.Join(kept, "\t")
}
