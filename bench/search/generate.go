package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

// generatedAt is the time of the measurement: postings are dated back from it.
var generatedAt = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

var (
	ranks      = []string{"", "", "", "", "Senior ", "Senior ", "Junior ", "Lead ", "Staff ", "Principal ", "Associate ", "Director, "}
	fields     = []string{"Software", "Data", "Backend", "Frontend", "Platform", "Product", "Sales", "Marketing", "Security", "Mechanical", "Electrical", "Clinical", "Finance", "Operations", "Customer Success", "Machine Learning", "Quality", "Supply Chain", "Legal", "People"}
	roles      = []string{"Engineer", "Engineer", "Engineer", "Manager", "Manager", "Analyst", "Developer", "Designer", "Specialist", "Coordinator", "Scientist", "Representative", "Consultant", "Nurse", "Technician", "Accountant", "Recruiter", "Architect", "Administrator", "Writer"}
	skills     = []string{"python", "sql", "excel", "communication", "java", "kubernetes", "aws", "react", "typescript", "go", "salesforce", "terraform", "docker", "figma", "tableau", "linux", "rust", "spark", "kafka", "sap", "graphql", "node", "azure", "snowflake", "ruby", "swift", "kotlin", "scala", "hadoop", "matlab"}
	plainWords = strings.Fields("we are looking for a person who will work with our team to build and improve the product you have experience in and strong skills the role is open to people with years of work as part of this team you will own shape deliver support customers partners business process quality time growth benefits health insurance paid leave remote office hybrid company mission values equal opportunity employer responsibilities requirements preferred knowledge degree ability")
)

type place struct{ city, country, currency string }

var places = []place{
	{"New York", "US", "USD"},
	{"San Francisco", "US", "USD"},
	{"London", "GB", "GBP"},
	{"Berlin", "DE", "EUR"},
	{"Bengaluru", "IN", "INR"},
	{"Austin", "US", "USD"},
	{"Toronto", "CA", "CAD"},
	{"Paris", "FR", "EUR"},
	{"Amsterdam", "NL", "EUR"},
	{"Dublin", "IE", "EUR"},
	{"Singapore", "SG", "SGD"},
	{"Sydney", "AU", "AUD"},
	{"Madrid", "ES", "EUR"},
	{"Warsaw", "PL", "PLN"},
	{"Tokyo", "JP", "JPY"},
	{"Lisbon", "PT", "EUR"},
	{"Stockholm", "SE", "SEK"},
	{"Munich", "DE", "EUR"},
	{"Chicago", "US", "USD"},
	{"Seattle", "US", "USD"},
	{"São Paulo", "BR", "BRL"},
	{"Mexico City", "MX", "MXN"},
	{"Zurich", "CH", "CHF"},
	{"Oslo", "NO", "NOK"},
}

type company struct {
	id   id.Company
	name string
}

type generator struct {
	r                                        *rand.Rand
	companies                                []company
	words                                    []string
	word, skill, at, employer, field, office *rand.Zipf
	made                                     int
}

// newGenerator always makes the same postings, in the same order.
func newGenerator() *generator {
	r := rand.New(rand.NewPCG(20261123, 3)) //nolint:gosec // repeatable on purpose
	g := &generator{r: r}
	for range 12_000 {
		g.words = append(g.words, g.invent())
	}
	for i := range 4000 {
		g.companies = append(g.companies, company{id: id.Make[id.Company](generatedAt), name: fmt.Sprintf("%s%s %s %d", strings.ToUpper(g.words[i][:1]), g.words[i][1:], pick(r, []string{"Labs", "Systems", "Health", "Group", "Works"}), i)})
	}
	zipf := func(s, v float64, n int) *rand.Zipf { return rand.NewZipf(r, s, v, uint64(n-1)) }
	g.word, g.skill, g.at = zipf(1.1, 8, len(g.words)), zipf(1.1, 8, len(skills)), zipf(1.2, 2, len(places))
	g.employer, g.field, g.office = zipf(1.1, 30, len(g.companies)), zipf(1.2, 4, len(fields)), zipf(1.2, 4, len(roles))
	return g
}

func pick[T any](r *rand.Rand, values []T) T { return values[r.IntN(len(values))] }

func (g *generator) invent() string {
	syllables := []string{"ba", "ren", "to", "mi", "ska", "lor", "ve", "dun", "pha", "qui", "ster", "no", "gra", "lim", "cor", "tel"}
	var b strings.Builder
	for range 2 + g.r.IntN(3) {
		b.WriteString(pick(g.r, syllables))
	}
	return b.String()
}

type posting struct {
	requisition id.Requisition
	row         []any
}

func (p posting) columns() []any { return p.row }

func (g *generator) posting() posting {
	r := g.r
	c, field, role := g.companies[g.employer.Uint64()], fields[g.field.Uint64()], roles[g.office.Uint64()]
	title := pick(r, ranks) + field + " " + role
	if r.IntN(6) == 0 {
		title += ", " + skills[g.skill.Uint64()]
	}
	text := g.text()
	at := places[g.at.Uint64()]
	remote := pick(r, []jobs.RemoteKind{"", jobs.RemoteNone, jobs.RemoteHybrid, jobs.RemoteHybrid, jobs.RemoteFull, jobs.RemoteFull})
	employment := pick(r, []jobs.Employment{"", jobs.FullTime, jobs.FullTime, jobs.FullTime, jobs.FullTime, jobs.Contract, jobs.PartTime, jobs.Internship})
	locations, _ := json.Marshal([]jobs.Place{{Raw: at.city, City: at.city, Country: at.country}}) //nolint:errchkjson // texts
	var low, high int64
	var annual *int64
	currency, interval, raw := "", "", ""
	if r.IntN(10) < 4 {
		low = int64(30+r.IntN(150)) * 1000 * 100
		high = low * int64(110+r.IntN(40)) / 100
		annual, currency, interval, raw = &high, at.currency, "year", fmt.Sprintf("%d–%d", low/100, high/100)
	}
	posted := generatedAt.Add(-time.Duration(r.ExpFloat64() * float64(20*24*time.Hour)))
	g.made++
	external := fmt.Sprint(g.made)
	requisition := id.Make[id.Requisition](generatedAt)
	address := "https://jobs.example/" + external
	return posting{requisition: requisition, row: []any{
		[16]byte(id.Make[id.Job](generatedAt)), [16]byte(requisition), [16]byte(c.id), c.name, title, "<p>" + text + "</p>", text, field, locations,
		[]string{at.country},
		[]string{at.city},
		string(remote), string(employment), string(jobs.ParseLevel(title)), low, high, currency, interval, raw, annual, []byte("[]"), []byte("[]"),
		"lever", c.name, external, address, address + "/apply", external, posted, posted, generatedAt,
	}}
}

// text is 300 to 600 words: of ordinary ones most, of rare ones some, and a few skills.
func (g *generator) text() string {
	var b strings.Builder
	n := 300 + g.r.IntN(300)
	for i := range n {
		switch {
		case i%18 == 17:
			b.WriteString(". ")
		case i > 0:
			b.WriteByte(' ')
		}
		switch k := g.r.IntN(1000); {
		case k < 4:
			b.WriteString(skills[g.skill.Uint64()])
		case k < 450:
			b.WriteString(g.words[g.word.Uint64()])
		default:
			b.WriteString(pick(g.r, plainWords))
		}
	}
	return b.String()
}
