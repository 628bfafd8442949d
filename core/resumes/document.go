package resumes

import "strings"

// FileKind is a file format that can be read.
type FileKind string

// The file formats.
const (
	PDF  FileKind = "pdf"
	DOCX FileKind = "docx"
)

// MediaType gives the registered media type, "" for an unknown kind.
func (k FileKind) MediaType() string {
	switch k {
	case PDF:
		return "application/pdf"
	case DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	}
	return ""
}

// The limits of an uploaded file.
const (
	MaxFileSize = 10 << 20 // bytes
	MaxPages    = 30
	MaxResumes  = 50 // per person
)

// Box is a rectangle on a page in points (1/72 inch). The origin is the page's top
// left corner as it is displayed, Y grows downwards. The zero box means "unknown".
type Box struct {
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"w"`
	Height float64 `json:"h"`
}

// IsZero tells whether the place is unknown, as it is in a DOCX file.
func (b Box) IsZero() bool { return b == Box{} }

// Right is the right edge, in points from the page's left edge.
func (b Box) Right() float64 { return b.X + b.Width }

// Bottom is the lower edge, in points from the page's top edge.
func (b Box) Bottom() float64 { return b.Y + b.Height }

// Union is the smallest box that holds both; an unknown box adds nothing.
func (b Box) Union(other Box) Box {
	if b.IsZero() {
		return other
	}
	if other.IsZero() {
		return b
	}
	x, y := min(b.X, other.X), min(b.Y, other.Y)
	return Box{X: x, Y: y, Width: max(b.Right(), other.Right()) - x, Height: max(b.Bottom(), other.Bottom()) - y}
}

// Document is what was read from a file: its lines in the order in which a person
// reads them, and where each one stands.
type Document struct {
	Kind  FileKind `json:"kind"`
	Pages []Page   `json:"pages"`
}

// Page is one page. A DOCX file has no fixed pages: it is read as one page of size 0.
type Page struct {
	Number int     `json:"number"` // from 1
	Width  float64 `json:"width"`  // points, as displayed
	Height float64 `json:"height"` // points, as displayed
	Lines  []Line  `json:"lines"`
	Links  []Link  `json:"links,omitempty"`
}

// Line is one line of text. Parts that stand apart on the same line (a title on the
// left, dates on the right) are separated by a tab.
type Line struct {
	Text  string  `json:"text"`
	Box   Box     `json:"box,omitzero"`
	Size  float64 `json:"size,omitempty"`  // font size in points; 0 = unknown
	Bold  bool    `json:"bold,omitempty"`  // most of the text is bold
	Style string  `json:"style,omitempty"` // "heading", "title" or "list" where the file says so
	Block int     `json:"block"`           // lines of one column or region share a number, unique in the page
	Apart bool    `json:"apart,omitempty"` // an empty line or a picture stands before it, in a file without places
}

// Cells are the parts of the line that stand apart.
func (l Line) Cells() []string { return strings.Split(l.Text, "\t") }

// Link is a hyperlink of the file.
type Link struct {
	URL  string `json:"url"`
	Line int    `json:"line"` // index into the page's Lines that it lies on; -1 = none
	Box  Box    `json:"box,omitzero"`
}

// Span says where a value was read, so that it can be shown beside the page.
type Span struct {
	Page  int    `json:"page"`           // from 1
	First int    `json:"first"`          // index of the first line within the page
	Last  int    `json:"last"`           // index of the last line within the page, inclusive
	Box   Box    `json:"box,omitzero"`   // around these lines
	Quote string `json:"quote,omitzero"` // the text of these lines, shortened to 300 characters
}

// IsZero tells whether the span points nowhere.
func (s Span) IsZero() bool { return s.Page == 0 }

// Text gives the whole text, one line per line, in reading order.
func (d Document) Text() string {
	var b strings.Builder
	for _, page := range d.Pages {
		for _, line := range page.Lines {
			b.WriteString(line.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// HasText tells whether any line holds a letter or digit. A scanned file has none.
func (d Document) HasText() bool {
	for _, page := range d.Pages {
		for _, line := range page.Lines {
			if strings.ContainsFunc(line.Text, isWordRune) {
				return true
			}
		}
	}
	return false
}
