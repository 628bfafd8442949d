package resumes

import (
	"encoding/json"
	"strings"
	"testing"
)

// page builds a document from lines: "# " is a heading (14 point, bold), "* " a bold
// line, anything else 10 point. Lines are 14 points apart, 50 points from the left.
func page(text string) Document {
	p := Page{Number: 1, Width: 595, Height: 842}
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		l := Line{Size: 10, Box: Box{X: 50, Y: 40 + 14*float64(i), Height: 10}}
		switch {
		case strings.HasPrefix(line, "# "):
			l.Size, l.Bold, line = 14, true, line[2:]
		case strings.HasPrefix(line, "* "):
			l.Bold, line = true, line[2:]
		}
		l.Text = strings.TrimSpace(line)
		l.Box.Width = 5 * float64(len(l.Text))
		p.Lines = append(p.Lines, l)
	}
	p.Lines[0].Size = 20
	return Document{Kind: PDF, Pages: []Page{p}}
}

const english = `Tamsin O'Rourke
Harbour Data Engineer
tamsin@orourke.example	+353 1 555 0147	Cork, Ireland	github.com/torourke-example
# Summary
Engineer for ports and ferries with ten years of work on tide models.
# Work Experience
* Senior Data Engineer	Mar 2020 – Present
Blue Quay Systems Ltd, Cork, Ireland
• Cut the nightly run from six hours to forty minutes by cross-
checking only what changed.
• Trained five colleagues.
* Data Engineer	2016 – 2020
Lantern Freight, Dublin, Ireland
• Built the berth planner.
# Education
* Bachelor of Science in Physics	2012 – 2016
University of Westmark, Cork, Ireland
GPA: 3.8/4.0
# Skills
Languages: Go, Python, SQL
Tools: Kafka, dbt
# Languages
English (native), French - B2
# Certifications
• Certified Tide Modeller, Harbour Guild	2021`

func TestParse(t *testing.T) {
	t.Parallel()
	d := Parse(page(english))
	check := func(what string, v Value, want string) {
		t.Helper()
		if v.Text != want {
			t.Errorf("%s is %q, want %q", what, v.Text, want)
		}
		if want == "" {
			return
		}
		if v.Confidence <= 0 || v.Confidence > 1 {
			t.Errorf("%s has confidence %v", what, v.Confidence)
		}
		if v.Span.Page != 1 || v.Span.Box.IsZero() || !strings.Contains(joinWrapped(strings.Split(v.Span.Quote, "\n")), strings.Fields(want)[0]) {
			t.Errorf("%s points to %+v", what, v.Span)
		}
	}
	check("name", d.Name, "Tamsin O'Rourke")
	check("headline", d.Headline, "Harbour Data Engineer")
	check("e-mail", d.Email, "tamsin@orourke.example")
	check("phone", d.Phone, "+353 1 555 0147")
	check("location", d.Location, "Cork, Ireland")
	check("summary", d.Summary, "Engineer for ports and ferries with ten years of work on tide models.")
	if len(d.Links) != 1 || d.Links[0].Kind != GitHub {
		t.Errorf("links %+v", d.Links)
	}
	if len(d.Experience) != 2 {
		t.Fatalf("experience %+v", d.Experience)
	}
	first := d.Experience[0]
	check("title", first.Title, "Senior Data Engineer")
	check("company", first.Company, "Blue Quay Systems Ltd")
	check("place", first.Location, "Cork, Ireland")
	if first.Dates.Start.String() != "2020-03" || !first.Dates.Current || len(first.Bullets) != 2 {
		t.Errorf("first position %+v", first)
	}
	check("wrapped bullet", first.Bullets[0], "Cut the nightly run from six hours to forty minutes by cross-checking only what changed.")
	if len(d.Education) != 1 {
		t.Fatalf("education %+v", d.Education)
	}
	check("school", d.Education[0].Institution, "University of Westmark")
	check("degree", d.Education[0].Degree, "Bachelor of Science")
	check("field", d.Education[0].Field, "Physics")
	check("grade", d.Education[0].Grade, "3.8/4.0")
	if len(d.Skills) != 2 || d.Skills[0].Name.Text != "Languages" || len(d.Skills[0].Skills) != 3 {
		t.Errorf("skills %+v", d.Skills)
	}
	if len(d.Languages) != 2 || d.Languages[1].Name.Text != "French" || d.Languages[1].Level.Text != "B2" {
		t.Errorf("languages %+v", d.Languages)
	}
	if len(d.Certifications) != 1 || d.Certifications[0].Dates.End.Year != 2021 {
		t.Errorf("certifications %+v", d.Certifications)
	}
}

func TestParseLanguages(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, title, company, start, school string }{
		{"German", "Jörg Beispielmann\n# Berufserfahrung\n03/2018 – heute\tEntwickler, Nordlicht GmbH\n• Messnetz gebaut\n# Ausbildung\n2014 – 2018\tBachelor Informatik, Universität Kielstadt", "Entwickler", "Nordlicht GmbH", "2018-03", "Universität Kielstadt"},
		{"French", "Odile Exemple\n# Expérience professionnelle\njanvier 2018 – aujourd'hui\tDéveloppeuse, Atelier du Port SARL\n# Formation\n2014 – 2017\tLicence de physique, Université de Portville", "Développeuse", "Atelier du Port SARL", "2018-01", "Université de Portville"},
		{"Spanish", "Lucía Ejemplo\n# Experiencia laboral\nenero 2018 – actualidad\tIngeniera, Faro Digital SL\n# Educación\n2014 – 2017\tGrado en Física, Universidad de Puerto", "Ingeniera", "Faro Digital SL", "2018-01", "Universidad de Puerto"},
		{"Dutch", "Sanne Voorbeeld\n# Werkervaring\nmaart 2018 – heden\tOntwikkelaar, Havenwerk BV\n# Opleiding\n2014 – 2017\tBachelor Natuurkunde, Universiteit Kade", "Ontwikkelaar", "Havenwerk BV", "2018-03", "Universiteit Kade"},
		{"Italian", "Piera Esempio\n# Esperienza lavorativa\nmarzo 2018 – oggi\tSviluppatore, Lanterna SRL\n# Istruzione\n2014 – 2017\tLaurea in Fisica, Università di Porto", "Sviluppatore", "Lanterna SRL", "2018-03", "Università di Porto"},
		{"Portuguese", "Rui Exemplo\n# Experiência profissional\nmarço de 2018 – atualmente\tEngenheiro, Farol SA\n# Formação académica\n2014 – 2017\tLicenciatura em Física, Universidade do Cais", "Engenheiro", "Farol SA", "2018-03", "Universidade do Cais"},
		{"Greek", "Νίκη Παράδειγμα\n# Επαγγελματική εμπειρία\nΜάρτιος 2018 – σήμερα\tΜηχανικός, Φάρος ΑΕ\n# Εκπαίδευση\n2014 – 2017\tΠτυχίο Φυσικής, Πανεπιστήμιο Λιμένα", "Μηχανικός", "Φάρος ΑΕ", "2018-03", "Πανεπιστήμιο Λιμένα"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := Parse(page(c.text))
			if len(d.Experience) != 1 || len(d.Education) != 1 {
				t.Fatalf("draft %+v", d)
			}
			x := d.Experience[0]
			if x.Title.Text != c.title || x.Company.Text != c.company || x.Dates.Start.String() != c.start || !x.Dates.Current {
				t.Errorf("position %+v", x)
			}
			if d.Education[0].Institution.Text != c.school {
				t.Errorf("education %+v", d.Education[0])
			}
			if first, _, _ := strings.Cut(c.text, "\n"); d.Name.Text != first {
				t.Errorf("name %q", d.Name.Text)
			}
		})
	}
}

func TestNothingIsInvented(t *testing.T) {
	t.Parallel()
	d := Parse(page("Shopping list\nmilk 2\nbread 3"))
	if !d.Email.IsZero() || !d.Phone.IsZero() || !d.Location.IsZero() || len(d.Experience)+len(d.Education)+len(d.Skills) > 0 {
		t.Errorf("draft %+v", d)
	}
	if !Parse(Document{}).Empty() {
		t.Error("an empty document gives facts")
	}
}

func TestHeadings(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]sectionKind{
		"E D U C A T I O N": secEducation, "Skills & Tools": secSkills, "Work Experience:": secExperience, "FORMATION": secEducation,
		"Experience (continued)": secExperience, "工作经历": secExperience, "Εκπαίδευση": secEducation, "Certifications and Languages": secCertifications,
	} {
		if got, ok := headingOf(text); !ok || got != want {
			t.Errorf("%q is %q %t, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"Skills in negotiation", "Harbour of experience", "", "Go"} {
		if kind, ok := headingOf(text); ok {
			t.Errorf("%q is a title of %q", text, kind)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(english)
	f.Add("a\tb\n• \n# Skills\n,,;\t\n2019 –\nPresent")
	f.Add("# Experience\n–\n2019 – \n\t\n-\n# Languages\nC1\tC2\n# Education\n(")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.TrimSpace(text) == "" {
			return
		}
		document := page(text)
		draft := Parse(document)
		if _, err := json.Marshal(draft); err != nil {
			t.Fatal(err)
		}
		lines := len(document.Pages[0].Lines)
		for _, x := range draft.Experience {
			if x.Span.Page != 1 || x.Span.First < 0 || x.Span.Last >= lines {
				t.Fatalf("span %+v of %d lines", x.Span, lines)
			}
		}
	})
}
