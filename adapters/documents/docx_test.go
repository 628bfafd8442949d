package documents

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/resumes"
)

const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

func docx(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range parts {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func p(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

func body(content string) map[string]string {
	return map[string]string{mainPart: `<w:document ` + wordNS + `><w:body>` + content + `</w:body></w:document>`}
}

func TestDOCXText(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, body string
		want       []string
	}{
		{"runs join", `<w:p><w:r><w:t>Se</w:t></w:r><w:r><w:t>nior</w:t></w:r></w:p>`, []string{"Senior"}},
		{"tabs part cells", `<w:p><w:r><w:t>Fleet lead</w:t><w:tab/><w:t>2019</w:t></w:r></w:p>`, []string{"Fleet lead\t2019"}},
		{"a break starts a line", `<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r></w:p>`, []string{"one", "two"}},
		{"a row of short cells is a line", `<w:tbl><w:tr><w:tc>` + p("Title") + `</w:tc><w:tc>` + p("2020") + `</w:tc></w:tr></w:tbl>`, []string{"Title\t2020"}},
		{"layout cells are columns", `<w:tbl><w:tr><w:tc>` + p("a") + p("b") + `</w:tc><w:tc>` + p("c") + p("d") + `</w:tc></w:tr></w:tbl>`, []string{"a", "b", "c", "d"}},
		{"nested tables", `<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>` + p("in") + `</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>`, []string{"in"}},
		{"deleted and hidden text is left out", `<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>kept</w:t></w:r></w:p>` + p("next"), []string{"kept", "next"}},
		{"text boxes once", `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>` + p("box") + `</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>` + p("box") + `</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`, []string{"box"}},
		{"content controls", `<w:sdt><w:sdtContent>` + p("inside") + `</w:sdtContent></w:sdt>`, []string{"inside"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			document, err := readDOCX(t.Context(), docx(t, body(c.body)))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, line := range document.Pages[0].Lines {
				got = append(got, line.Text)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestDOCXFormat(t *testing.T) {
	t.Parallel()
	parts := body(`<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>Work</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="28"/></w:rPr><w:t>bold item</w:t></w:r></w:p>` +
		`<w:p><w:hyperlink r:id="r1"><w:r><w:t>my site</w:t></w:r></w:hyperlink><w:hyperlink r:id="r2"><w:r><w:t> file</w:t></w:r></w:hyperlink></w:p>`)
	parts["word/styles.xml"] = `<w:styles ` + wordNS + `><w:style w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style></w:styles>`
	parts["word/_rels/document.xml.rels"] = `<Relationships><Relationship Id="r1" Type="x/hyperlink" Target="https://quandt.example/" TargetMode="External"/>` +
		`<Relationship Id="r2" Type="x/hyperlink" Target="file:///etc/passwd" TargetMode="External"/><Relationship Id="r3" Type="x/header" Target="header1.xml"/></Relationships>`
	parts["word/header1.xml"] = `<w:hdr ` + wordNS + `>` + p("Mirela Quandt") + `</w:hdr>`
	document, err := readDOCX(t.Context(), docx(t, parts))
	if err != nil {
		t.Fatal(err)
	}
	lines := document.Pages[0].Lines
	if len(lines) != 4 || lines[0].Text != "Mirela Quandt" {
		t.Fatalf("lines %+v", lines)
	}
	if lines[1].Style != "heading" || !lines[1].Bold || lines[1].Size != 15 {
		t.Errorf("the heading is %+v", lines[1])
	}
	if lines[2].Style != "list" || !lines[2].Bold || lines[2].Size != 14 {
		t.Errorf("the item is %+v", lines[2])
	}
	links := document.Pages[0].Links
	if len(links) != 1 || links[0].URL != "https://quandt.example/" || links[0].Line != 3 {
		t.Errorf("links %+v", links)
	}
}

func TestDOCXHostile(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("<w:sdt>", 5000)
	cases := []struct {
		name  string
		parts map[string]string
		want  error
	}{
		{"deep nesting", body(deep), resumes.ErrDamagedDOCX},
		{"an entity of another file", map[string]string{mainPart: `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document ` + wordNS + `><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>`}, resumes.ErrDamagedDOCX},
		{"another encoding", map[string]string{mainPart: `<?xml version="1.0" encoding="UTF-16"?><w:document/>`}, resumes.ErrDamagedDOCX},
		{"too many lines", body(strings.Repeat(p("x"), maxDOCXLines+10)), resumes.ErrTooManyPages},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, err := readDOCX(t.Context(), docx(t, c.parts)); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// A paragraph with a picture or nothing in it parts what stands around it.
func TestDOCXTitlesThatArePictures(t *testing.T) {
	t.Parallel()
	row := func(cells ...string) string {
		return `<w:p><w:r><w:t>` + strings.Join(cells, `</w:t><w:tab/><w:t>`) + `</w:t></w:r></w:p>`
	}
	content := p("Ilka Marensen") + row("ilka@marensen.example", "+353 1 555 0147") +
		p("\uf0b1") + row("Planner, Blue Quay Systems Ltd", "2014 – 2018") + p("Drew up the winter timetable of six ports for the whole fleet.") +
		p("") + row("Analyst, Lantern Freight GmbH", "2010 – 2014") +
		p("\uf19d") + row("Bachelor of Science in Physics, University of Westmark", "2006 – 2010") +
		p("\uf085") + p("Tide tables, Radar, Rostering") +
		p("\uf1ab") + p("English (native)") + p("German (B2)")
	document, err := readDOCX(t.Context(), docx(t, body(content)))
	if err != nil {
		t.Fatal(err)
	}
	d := resumes.Parse(document)
	if len(d.Experience) != 2 || d.Experience[0].Company.Text != "Blue Quay Systems Ltd" || len(d.Experience[0].Bullets) != 1 || d.Experience[1].Title.Text != "Analyst" {
		t.Errorf("experience %+v", d.Experience)
	}
	if len(d.Education) != 1 || d.Education[0].Field.Text != "Physics" {
		t.Errorf("education %+v", d.Education)
	}
	if len(d.Skills) != 1 || len(d.Skills[0].Skills) != 3 || len(d.Languages) != 2 {
		t.Errorf("skills %+v, languages %+v", d.Skills, d.Languages)
	}
}
