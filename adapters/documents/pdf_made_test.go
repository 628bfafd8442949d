package documents

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/resumes"
)

// put is a text at a place of a made page; y grows downwards from its top.
type put struct {
	x, y, size float64
	font, text string
}

// The fonts of a made page. Icons has no Unicode table: its pictures read as letters.
const (
	plain = "F1"
	bold  = "F2"
	icons = "F3"
)

// madePDF writes a page of A4 with these texts.
func madePDF(texts []put) []byte {
	var stream strings.Builder
	for _, p := range texts {
		text := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "–", "\x96", "•", "\x95").Replace(p.text)
		fmt.Fprintf(&stream, "BT /%s %g Tf %g %g Td (%s) Tj ET\n", p.font, p.size, p.x, 842-p.y, text)
	}
	font := func(name string) string {
		return "<< /Type /Font /Subtype /Type1 /BaseFont /" + name + " /Encoding /WinAnsiEncoding >>"
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R /F3 7 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", stream.Len(), stream.String()),
		font("Helvetica"), font("Helvetica-Bold"), font("ABCDEF+FontAwesome5Free-Solid"),
	}
	var file bytes.Buffer
	file.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = file.Len()
		fmt.Fprintf(&file, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := file.Len()
	fmt.Fprintf(&file, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&file, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&file, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return file.Bytes()
}

// pictures is a design whose sections begin with a picture: positions on the left,
// skills and languages in a column on the right.
var pictures = []put{
	{50, 60, 24, bold, "Ilka Marensen"},
	{50, 80, 11, plain, "Harbour Pilot Planner"},
	{50, 100, 9, icons, "E"},
	{64, 100, 10, plain, "ilka@marensen.example"},
	{230, 100, 9, icons, "P"},
	{244, 100, 10, plain, "+353 1 555 0147"},
	{50, 140, 18, icons, "w"},
	{50, 162, 10, bold, "Blue Quay Systems Ltd"},
	{270, 162, 10, plain, "2014 – Present"},
	{50, 176, 10, plain, "Senior Planner"},
	{270, 176, 10, plain, "2018 – Present"},
	{60, 190, 10, plain, "• Cut the waiting time of ferries by a third."},
	{50, 204, 10, plain, "Planner"},
	{270, 204, 10, plain, "2014 – 2018"},
	{60, 218, 10, plain, "• Drew up the winter timetable of six ports."},
	{50, 240, 10, bold, "Lantern Freight GmbH"},
	{270, 240, 10, plain, "2010 – 2014"},
	{50, 254, 10, plain, "Analyst"},
	{60, 268, 10, plain, "• Counted containers, and the hours they waited."},
	{50, 308, 18, icons, "g"},
	{50, 330, 10, bold, "University of Westmark"},
	{270, 330, 10, plain, "2006 – 2010"},
	{50, 344, 10, plain, "Bachelor of Science in Physics"},
	{420, 140, 18, icons, "c"},
	{420, 165, 10, plain, "Tide tables"},
	{420, 180, 10, plain, "Radar"},
	{420, 195, 10, plain, "Rostering"},
	{420, 210, 10, plain, "Hydrography"},
	{420, 253, 18, icons, "l"},
	{420, 278, 10, plain, "English (native)"},
	{420, 293, 10, plain, "German (B2)"},
}

func TestTitlesThatArePictures(t *testing.T) {
	t.Parallel()
	document, err := newReader(t, Options{}).Read(t.Context(), "", madePDF(pictures))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range document.Pages[0].Lines {
		if len([]rune(line.Text)) == 1 || strings.HasPrefix(line.Text, "E ") {
			t.Errorf("a picture is read as %q", line.Text)
		}
	}
	d := resumes.Parse(document)
	if d.Name.Text != "Ilka Marensen" || d.Phone.Text != "+353 1 555 0147" || d.Headline.Text != "Harbour Pilot Planner" {
		t.Errorf("name %q, phone %q, headline %q", d.Name.Text, d.Phone.Text, d.Headline.Text)
	}
	var work, skills, languages []string
	for _, x := range d.Experience {
		work = append(work, fmt.Sprintf("%s, %s, %s, %d", x.Title.Text, x.Company.Text, x.Dates.Start, len(x.Bullets)))
	}
	for _, g := range d.Skills {
		for _, s := range g.Skills {
			skills = append(skills, s.Text)
		}
	}
	for _, l := range d.Languages {
		languages = append(languages, l.Name.Text+" "+l.Level.Text)
	}
	if want := []string{"Senior Planner, Blue Quay Systems Ltd, 2018, 1", "Planner, Blue Quay Systems Ltd, 2014, 1", "Analyst, Lantern Freight GmbH, 2010, 1"}; !slices.Equal(work, want) {
		t.Errorf("work %q", work)
	}
	if len(d.Education) != 1 || d.Education[0].Institution.Text != "University of Westmark" || d.Education[0].Degree.Text != "Bachelor of Science" {
		t.Errorf("education %+v", d.Education)
	}
	if want := []string{"Tide tables", "Radar", "Rostering", "Hydrography"}; !slices.Equal(skills, want) {
		t.Errorf("skills %q", skills)
	}
	if want := []string{"English native", "German B2"}; !slices.Equal(languages, want) {
		t.Errorf("languages %q", languages)
	}
	if t.Failed() {
		t.Log(document.Text())
	}
}

func TestIconFontNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"FontAwesome": true, "XYZABC+FontAwesome5Free-Solid": true, "Material Icons": true, "icomoon": true,
		"Helvetica": false, "ABCDEF+Lato-Bold": false, "Symbol": false, "Wingdings": false, "": false,
	} {
		if got := iconFont(name); got != want {
			t.Errorf("%q draws pictures: %t", name, got)
		}
	}
}
