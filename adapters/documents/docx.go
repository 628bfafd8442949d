package documents

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/applyforus/applyforus/core/resumes"
)

// The bounds of a DOCX file. A resume of ten pages with photos has some 40 entries
// and unpacks to a few megabytes.
const (
	maxEntries   = 2_000
	maxUnpacked  = 64 << 20 // bytes over all parts that are read
	maxPart      = 16 << 20 // bytes of one part
	maxRatio     = 200      // unpacked to packed, of one part above 1 MiB
	maxXMLDepth  = 200
	maxDOCXLines = 5_000
)

// The namespaces of WordprocessingML and its relations (ECMA-376, transitional).
const (
	nsRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	mainPart    = "word/document.xml"
)

// archive reads the parts of a DOCX file and counts what it unpacks.
type archive struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be unpacked
}

// openArchive checks what the directory says before anything is unpacked.
func openArchive(content []byte) (*archive, error) {
	reader, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, resumes.ErrDamagedDOCX.Wrap(err)
	}
	if len(reader.File) > maxEntries {
		return nil, resumes.ErrZipBomb
	}
	a := &archive{files: make(map[string]*zip.File, len(reader.File)), left: maxUnpacked}
	var total uint64
	for _, file := range reader.File {
		total += min(file.UncompressedSize64, maxUnpacked+1)
		if total > maxUnpacked || bombLike(file) {
			return nil, resumes.ErrZipBomb
		}
		a.files[strings.TrimPrefix(path.Clean("/"+file.Name), "/")] = file
	}
	if a.files[mainPart] == nil {
		if a.files["[Content_Types].xml"] != nil && a.files["word/_rels/document.xml.rels"] != nil {
			return nil, resumes.ErrDamagedDOCX
		}
		return nil, resumes.ErrWrongType // a ZIP of something else
	}
	return a, nil
}

func bombLike(file *zip.File) bool {
	return file.UncompressedSize64 > 1<<20 && file.UncompressedSize64/max(file.CompressedSize64, 1) > maxRatio
}

// part unpacks one part. The directory may lie about sizes, so bytes are counted.
// A part that is not there is nil.
func (a *archive) part(name string) ([]byte, error) {
	file := a.files[name]
	if file == nil {
		return nil, nil
	}
	if file.Flags&1 != 0 {
		return nil, resumes.ErrEncrypted
	}
	stream, err := file.Open()
	if err != nil {
		return nil, resumes.ErrDamagedDOCX.Wrap(err)
	}
	defer stream.Close()
	limit := min(a.left, maxPart)
	content, err := io.ReadAll(io.LimitReader(stream, limit+1))
	if int64(len(content)) > limit {
		return nil, resumes.ErrZipBomb
	}
	if err != nil {
		return nil, resumes.ErrDamagedDOCX.Wrap(err)
	}
	a.left -= int64(len(content))
	return content, nil
}

// readDOCX reads headers, body and footers, in this order, as one page without places.
func readDOCX(ctx context.Context, content []byte) (resumes.Document, error) {
	parts, err := openArchive(content)
	if err != nil {
		return resumes.Document{}, err
	}
	styles, err := parts.styles()
	if err != nil {
		return resumes.Document{}, err
	}
	body, err := parts.story(ctx, mainPart, styles)
	if err != nil {
		return resumes.Document{}, err
	}
	relations, err := parts.relations(mainPart)
	if err != nil {
		return resumes.Document{}, err
	}
	var headers, footers []story
	for _, relation := range relations.list {
		target := resolve(mainPart, relation.Target)
		kind := path.Base(relation.Type)
		if kind != "header" && kind != "footer" || relation.External() {
			continue
		}
		text, err := parts.story(ctx, target, styles)
		if err != nil {
			return resumes.Document{}, err
		}
		if kind == "header" {
			headers = append(headers, text)
		} else {
			footers = append(footers, text)
		}
	}
	return resumes.Document{Kind: resumes.DOCX, Pages: []resumes.Page{assemble(headers, body, footers)}}, nil
}

// assemble joins the stories. The headers of first, odd and even pages often repeat
// each other: a line that a former header had is left out.
func assemble(headers []story, body story, footers []story) resumes.Page {
	page := resumes.Page{Number: 1}
	seen := map[string]bool{}
	block := 0
	add := func(s story, once bool) {
		shift := map[int]int{} // the story's line -> the page's
		for i, line := range s.lines {
			if once && seen[line.Text] {
				continue
			}
			seen[line.Text] = seen[line.Text] || once
			line.Block += block
			shift[i] = len(page.Lines)
			page.Lines = append(page.Lines, line)
		}
		for _, link := range s.links {
			if at, kept := shift[link.Line]; kept {
				page.Links = append(page.Links, resumes.Link{URL: link.URL, Line: at})
			}
		}
		block += s.blocks + 1
	}
	for _, h := range headers {
		add(h, true)
	}
	add(body, false)
	for _, f := range footers {
		add(f, true)
	}
	return page
}

// relation is an entry of a part's relation list.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// External tells whether the target lies outside the file; it is never followed.
func (r relation) External() bool { return strings.EqualFold(r.Mode, "External") }

type relations struct{ list []relation }

func (a *archive) relations(part string) (relations, error) {
	content, err := a.part(path.Join(path.Dir(part), "_rels", path.Base(part)+".rels"))
	if err != nil || content == nil {
		return relations{}, err
	}
	var parsed struct {
		Relations []relation `xml:"Relationship"`
	}
	if err := newDecoder(content).Decode(&parsed); err != nil {
		return relations{}, resumes.ErrDamagedDOCX.Wrap(err)
	}
	return relations{list: parsed.Relations}, nil
}

// url gives the web address of a hyperlink's relation, "" if it is none.
func (r relations) url(id string) string {
	for _, relation := range r.list {
		if relation.ID == id && relation.External() && followable(relation.Target) {
			return relation.Target
		}
	}
	return ""
}

func resolve(from, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(path.Dir(from), target)
}

// newDecoder reads XML as it stands: encoding/xml resolves no external entities and
// knows no document types, and other encodings than UTF-8 are refused.
func newDecoder(content []byte) *xml.Decoder {
	decoder := xml.NewDecoder(bytes.NewReader(content))
	decoder.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("encoding %q", charset)
	}
	return decoder
}

var errTooDeep = errors.New("elements nested too deep")
