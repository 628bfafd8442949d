package resumes

import (
	"slices"
	"strings"
	"testing"
)

// pictured takes the titles out of a document of page's, as pictures leave it: a space.
func pictured(text string) Document {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "# ") {
			lines[i] = ""
		}
	}
	return page(strings.Join(lines, "\n"))
}

func TestSectionsAreKnownByTheirContent(t *testing.T) {
	t.Parallel()
	want, got := Parse(page(english)), Parse(pictured(english))
	if got.Name.Text != want.Name.Text || got.Summary.Text != want.Summary.Text || got.Location.Text != want.Location.Text {
		t.Errorf("name %q, summary %q, place %q", got.Name.Text, got.Summary.Text, got.Location.Text)
	}
	if len(got.Experience) != len(want.Experience) || len(got.Education) != len(want.Education) {
		t.Fatalf("%d positions, %d courses: %+v", len(got.Experience), len(got.Education), got)
	}
	for i, x := range got.Experience {
		w := want.Experience[i]
		if x.Title.Text != w.Title.Text || x.Company.Text != w.Company.Text || x.Location.Text != w.Location.Text || x.Dates.Start != w.Dates.Start || len(x.Bullets) != len(w.Bullets) {
			t.Errorf("position %d is %+v, want %+v", i, x, w)
		}
	}
	if x, w := got.Education[0], want.Education[0]; x.Institution.Text != w.Institution.Text || x.Degree.Text != w.Degree.Text || x.Field.Text != w.Field.Text {
		t.Errorf("course %+v, want %+v", x, w)
	}
	if names, w := skillNames(got), skillNames(want); names != w {
		t.Errorf("skills %s, want %s", names, w)
	}
	for _, g := range got.Skills {
		for _, s := range g.Skills {
			if s.Confidence > 0.6 {
				t.Errorf("%s is sure (%v), though no title says that it is a skill", s.Text, s.Confidence)
			}
		}
	}
	if len(got.Languages) != 2 || got.Languages[1].Name.Text != "French" || got.Languages[1].Level.Text != "B2" {
		t.Errorf("languages %+v", got.Languages)
	}
	if len(got.Certifications) != 1 || got.Certifications[0].Name.Text != want.Certifications[0].Name.Text {
		t.Errorf("certificates %+v", got.Certifications)
	}
}

func skillNames(d Draft) string {
	var names []string
	for _, g := range d.Skills {
		for _, s := range g.Skills {
			names = append(names, s.Text)
		}
	}
	return strings.Join(names, ", ")
}

func TestContentWithoutSpaces(t *testing.T) {
	t.Parallel()
	d := Parse(page(`Edda Farnholt
edda@farnholt.example
Keel Designer, Blue Quay Systems Ltd	2019 – 2023
• Drew forty hulls.
Bachelor of Engineering, University of Westmark	2015 – 2019
• Thesis on the drag of ferries.`))
	if len(d.Experience) != 1 || d.Experience[0].Company.Text != "Blue Quay Systems Ltd" || len(d.Experience[0].Bullets) != 1 {
		t.Errorf("experience %+v", d.Experience)
	}
	if len(d.Education) != 1 || d.Education[0].Institution.Text != "University of Westmark" {
		t.Errorf("education %+v", d.Education)
	}
}

func TestOneTitleAmongPictures(t *testing.T) {
	t.Parallel()
	d := Parse(page(`Edda Farnholt
# Contact
edda@farnholt.example
Cork, Ireland

* Keel Designer	2019 – 2023
Blue Quay Systems Ltd
• Drew forty hulls.

Rhino, CAD, Go, Hydrostatics`))
	if d.Location.Text != "Cork, Ireland" || len(d.Experience) != 1 || d.Experience[0].Title.Text != "Keel Designer" {
		t.Errorf("draft %+v", d)
	}
	if got := skillNames(d); got != "Rhino, CAD, Go, Hydrostatics" {
		t.Errorf("skills %s", got)
	}
}

func TestContentThatIsNoSection(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a project":        "Edda Farnholt\nedda@farnholt.example\n\nTidal Clock	2019 – 2021\n• Shows high water.",
		"a won fellowship": "Edda Farnholt\nedda@farnholt.example\n\nPhD Fellowship of the Harbour Guild	2019 – 2021",
		"profiles":         "Edda Farnholt\nedda@farnholt.example\n\nedda\nLinkedIn\nfarnholt\nGitHub",
		"addresses":        "Edda Farnholt\nedda@farnholt.example\n\nfarnholt.example | github.com/farnholt | 0009-1234",
		"a link's words":   "Edda Farnholt\nedda@farnholt.example\n\nhulls.org/certification/farnholt",
		"places and names": "Edda Farnholt\nedda@farnholt.example\n\nCork, Ireland\nBorn 1990",
	} {
		d := Parse(page(text))
		if len(d.Experience)+len(d.Education)+len(d.Skills)+len(d.Languages)+len(d.Certifications) > 0 {
			t.Errorf("%s gives %+v", name, d)
		}
	}
	// What a title announces is not looked for elsewhere.
	d := Parse(page("Edda Farnholt\nRowing, chess, cooking\n\nMate, Lantern Freight Ltd	2001 – 2002\n# Experience\nKeel Designer, Blue Quay Systems Ltd	2019 – 2023\n# Skills\nGo, SQL"))
	if len(d.Experience) != 1 || skillNames(d) != "Go, SQL" {
		t.Errorf("draft %+v", d)
	}
}

// Where no title announces positions or courses, those beneath another title count, and
// what is set in beneath an entry describes it without any bullet.
func TestEntriesBeneathAnotherTitle(t *testing.T) {
	t.Parallel()
	document := page(`Edda Farnholt
edda@farnholt.example
# Activities
Rowing, chess

Keel Designer (Blue Quay Systems Ltd)	2019 – 2023
Drew forty hulls for ferries

Research Employee (University of Westmark)	2017 – 2019
Measured the drag of ferries

Master of Science (University of Westmark)	2015 – 2017`)
	for i, line := range document.Pages[0].Lines {
		if strings.HasSuffix(line.Text, "ferries") {
			document.Pages[0].Lines[i].Box.X += 11
		}
	}
	d := Parse(document)
	want := []string{"Keel Designer | Blue Quay Systems Ltd |  | 2019 to 2023 | 1", "Research Employee | University of Westmark |  | 2017 to 2019 | 1"}
	if got := told(d); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if len(d.Education) != 1 || d.Education[0].Degree.Text != "Master of Science" || d.Education[0].Institution.Text != "University of Westmark" {
		t.Errorf("education %+v", d.Education)
	}
}

func TestTitleWithNothingBeneath(t *testing.T) {
	t.Parallel()
	d := Parse(page("Edda Farnholt\nedda@farnholt.example\n\nKeel Designer, Blue Quay Systems Ltd	2019 – 2023\n• Drew forty hulls.\n\n# Experience"))
	if len(d.Experience) != 1 || d.Experience[0].Title.Text != "Keel Designer" {
		t.Errorf("experience %+v", d.Experience)
	}
}

// A lone "Tools" set like ordinary text names a group of skills, no section.
func TestLoneGroupNameIsNoTitle(t *testing.T) {
	t.Parallel()
	d := Parse(page("Edda Farnholt\nedda@farnholt.example\n\nDrawing\nRhino, CAD, Go\n\nTools\nLathe, Press, Saw\n\nKeel Designer, Blue Quay Systems Ltd	2019 – 2023"))
	if skillNames(d) != "Drawing, Rhino, CAD, Go, Tools, Lathe, Press, Saw" || len(d.Experience) != 1 {
		t.Errorf("skills %s, experience %+v", skillNames(d), d.Experience)
	}
}
