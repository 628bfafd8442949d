package jobs

import "github.com/applyforus/applyforus/core/page"

// Segment is a piece of a text; marked pieces are what the search found in it.
type Segment struct {
	Text   string
	Marked bool
}

// Hit is one found job. Its Job carries no description and no questions.
type Hit struct {
	Job     Job
	Score   float64   // higher is more relevant; comparable within one search only
	Title   []Segment // the job's title, highlighted
	Snippet []Segment // the part of the description that fits best; nil without a text
	Effort  Effort
}

// FacetName names a filter whose values are counted.
type FacetName string

// The facets; their values are those of the query's parameters of the same name.
const (
	FacetCountry    FacetName = ParamCountry
	FacetRemote     FacetName = ParamRemote
	FacetEmployment FacetName = ParamEmployment
	FacetLevel      FacetName = ParamLevel
	FacetPay        FacetName = ParamPay
	FacetCompany    FacetName = ParamCompany
	FacetPosted     FacetName = ParamPosted
)

// FacetValue is one choice and how many jobs it would show.
type FacetValue struct {
	Value    string // as the parameter takes it
	Label    string
	Count    int
	Selected bool
}

// Facet is one filter. Counts hold under the query without this facet's own selection,
// so that adding a choice shows what it brings.
type Facet struct {
	Name   FacetName
	Values []FacetValue
}

// PayBands are the choices of the pay facet, in whole units per year: at least so much.
var PayBands = []int64{30_000, 50_000, 75_000, 100_000, 125_000, 150_000, 200_000}

// TopCompanies is how many values the company facet has, chosen ones apart.
const TopCompanies = 12

// SearchResult answers a SearchQuery.
type SearchResult struct {
	Page   page.Page[Hit]
	Facets []Facet
	// Alike says that no job has the words asked for: these have a title or company
	// that is spelled nearly alike.
	Alike bool
}

// Plain joins segments to their text.
func Plain(segments []Segment) string {
	text := ""
	for _, s := range segments {
		text += s.Text
	}
	return text
}
