package jobs

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

const fictionalPosting = `About Quillbrook
Quillbrook runs Kafka and Kubernetes for a thousand lighthouses. We love Haskell.

What you will do
- Keep the tide services healthy with Prometheus
- Review harbour data in PostgreSQL

Requirements
- 5+ years of experience with Go
- Experience with AWS, GCP or Azure
- Strong SQL; Docker and Terraform
- Bachelor's degree in Computer Science, Mathematics or equivalent experience
- Fluent English, German at B2
- PMP certification
- Good communication skills

Nice to have
- Rust or C++
- At least two years in logistics

Benefits
- Free Spanish and yoga lessons, a Figma licence
- You must be legally authorized to work in Norway
`

// brief writes a requirement on one line, for comparison.
func brief(r Requirement) string {
	strength := "nice"
	switch {
	case r.Mentioned:
		strength = "named"
	case r.Must:
		strength = "must"
	}
	s := fmt.Sprintf("%s %s: %s", strength, r.Kind, r.Name)
	if r.MinYears > 0 {
		s += fmt.Sprintf(" %gy", r.MinYears)
	}
	if r.LanguageLevel != "" {
		s += " " + r.LanguageLevel
	}
	if len(r.Fields) > 0 {
		s += " [" + strings.Join(r.Fields, ", ") + "]"
	}
	if r.OrExperience {
		s += " or experience"
	}
	return s
}

func briefs(rs []Requirement) []string {
	list := []string{}
	for _, r := range rs {
		list = append(list, brief(r))
	}
	return list
}

func TestExtractRequirementsOfAWholePosting(t *testing.T) {
	t.Parallel()
	got := briefs(ExtractRequirements("Senior Harbour Engineer", fictionalPosting))
	want := []string{
		"named skill: Prometheus", "named skill: PostgreSQL",
		"must skill: Go 5y", "must skill: AWS, Google Cloud or Azure", "must skill: SQL", "must skill: Docker", "must skill: Terraform",
		"must degree: Bachelor's degree [Computer science, Mathematics] or experience",
		"must language: English C1", "must language: German B2", "must certification: PMP", "must skill: Communication",
		"nice skill: Rust or C++", "nice experience: Logistics 2y", "must authorization: Work authorization",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestExtractRequirementsWording(t *testing.T) {
	t.Parallel()
	const must = "Requirements:\n"
	for _, c := range []struct {
		name, title, text string
		want              []string
	}{
		{"wish at the end of a firm sentence", "", must + "3-5 years of Python, Rust is a plus.", []string{"must skill: Python 3y", "nice skill: Rust"}},
		{"whole list wished for", "", must + "Kotlin or Scala would be a plus", []string{"nice skill: Kotlin or Scala"}},
		{"wish in brackets", "", must + "Relational databases (PostgreSQL preferred)", []string{"must skill: Relational databases", "nice skill: PostgreSQL"}},
		{"wish at the start", "", must + "Ideally Terraform", []string{"nice skill: Terraform"}},
		{"refused", "", must + "No PHP required", []string{}},
		{"years in words", "", must + "At least two years of experience as a nurse", []string{"must experience: Nursing 2y"}},
		{"years in brackets behind", "", must + "Kubernetes (3+ years)", []string{"must skill: Kubernetes 3y"}},
		{"years at large", "", must + "Minimum 4 years of professional experience", []string{"must experience:  4y"}},
		{"an age is no experience", "", must + "You must be 18 years of age", []string{}},
		{"history is no experience", "", "For over 20 years we have built boats.", []string{}},
		{"and is no choice", "", must + "Python and Java", []string{"must skill: Python", "must skill: Java"}},
		{"or is a choice", "", must + "Python or Java", []string{"must skill: Python or Java"}},
		{"slash between equals is a choice", "", must + "AWS/GCP/Azure", []string{"must skill: AWS, Google Cloud or Azure"}},
		{"slash between complements is none", "", must + "HTML/CSS", []string{"must skill: HTML", "must skill: CSS"}},
		{"examples are a choice", "", must + "a language such as Go, Python, and Java", []string{"must skill: Go, Python or Java"}},
		{"a list that goes on is a choice", "", must + "Message queues (Kafka, RabbitMQ, etc.) and PostgreSQL", []string{"must skill: Message queues", "must skill: Apache Kafka or RabbitMQ", "must skill: PostgreSQL"}},
		{"equals in brackets are a choice", "", must + "Dashboards (Tableau, Power BI)", []string{"must skill: Data visualization", "must skill: Tableau or Power BI"}},
		{"a task among the requirements", "", must + "- Build dashboards in Tableau\n- Experience with dbt", []string{"named skill: Data visualization", "named skill: Tableau", "must skill: dbt"}},
		{"no headings at all", "", "You have experience with Docker. We use Jenkins.", []string{"must skill: Docker", "named skill: Jenkins"}},
		{"stricter of two", "", "Nice to have:\nGo\n" + must + "4 years of Go", []string{"must skill: Go 4y"}},
		{"title makes firm", "Terraform Engineer", "Responsibilities\nRun Terraform and Ansible", []string{"must skill: Terraform", "named skill: Ansible"}},
		{"title alone", "Java Developer", "A short text.", []string{"must skill: Java"}},
		{"lowest degree counts", "", must + "Bachelor's or Master's degree in Physics", []string{"must degree: Bachelor's degree [Physics]"}},
		{"master's degree", "", must + "Master's degree", []string{"must degree: Master's degree"}},
		{"doctorate wished for", "", must + "PhD preferred", []string{"nice degree: Doctorate"}},
		{"high school", "", must + "High school diploma or GED", []string{"must degree: High school diploma"}},
		{"no degree at all", "", must + "A high degree of autonomy", []string{"must skill: Independence"}},
		{"licence and travel", "", must + "Valid driver's license\nWilling to travel up to 20%", []string{"must license: Driving licence", "must travel: Travel"}},
		{"clearance in the small print", "", "About us\nAn active TS/SCI clearance is required.", []string{"must clearance: Top secret clearance"}},
		{"German", "", "Dein Profil\n- Mindestens 3 Jahre Erfahrung mit SAP\n- Abgeschlossene Berufsausbildung\n- Deutsch fließend in Wort und Schrift\n- Führerschein Klasse B von Vorteil", []string{
			"must skill: SAP 3y", "must degree: Vocational qualification", "must language: German C1", "nice license: Driving licence",
		}},
		{"French", "", "Profil recherché :\n- 3 ans d'expérience en comptabilité\n- Maîtrise de SAP\n- Anglais courant\n- Permis B souhaité", []string{
			"must experience: Accounting 3y", "must skill: SAP", "must language: English C1", "nice license: Driving licence",
		}},
		{"benefits are none", "", "What we offer\nFrench lessons, a Figma seat and Python courses", []string{}},
		{"remote work is no presence", "", must + "No on-site work", []string{}},
		{"presence", "", must + "Work on-site three days a week", []string{"must onsite: On-site work"}},
		{"empty", "", "", []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := briefs(ExtractRequirements(c.title, c.text)); !slices.Equal(got, c.want) {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestRequirementsKeepTheirPlaceAndSurviveJSON(t *testing.T) {
	t.Parallel()
	rs := ExtractRequirements("Engineer", fictionalPosting)
	for _, r := range rs {
		if r.Span.End <= r.Span.Start || !strings.Contains(r.Span.Quote, fictionalPosting[r.Span.Start:r.Span.End]) {
			t.Errorf("%s: span %+v", r.Name, r.Span)
		}
	}
	raw, err := json.Marshal(rs)
	if err != nil {
		t.Fatal(err)
	}
	var back []Requirement
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, rs) {
		t.Errorf("came back as %+v", back)
	}
}

// A posting is untrusted: no text may hold the reader up.
func TestExtractRequirementsStaysFast(t *testing.T) {
	t.Parallel()
	for _, part := range []string{"Go, Python, ", "English ", "5 years ", "master's ", "no ", "abgeschlossenes ", "a plus ", "(", "          ", "Go or ", "x"} {
		start := time.Now()
		ExtractRequirements("", "Requirements:\n"+strings.Repeat(part, 300_000/len(part)))
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q repeated took %v", part, took)
		}
	}
}

func FuzzExtractRequirements(f *testing.F) {
	f.Add("Go", fictionalPosting)
	f.Add("", "Requirements:\n5+ years İ of Go (\xff), BS/MS in ß; ideally Rust")
	f.Fuzz(func(t *testing.T, title, text string) {
		for _, r := range ExtractRequirements(title, text) {
			if r.Span.Start < 0 || r.Span.End > len(text) || r.Span.Start > r.Span.End || len(r.Span.Quote) > max(quoteLimit, len(title)) {
				t.Fatalf("%+v", r)
			}
		}
	})
}

func BenchmarkExtractRequirements(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ExtractRequirements("Senior Harbour Engineer", fictionalPosting)
	}
}
