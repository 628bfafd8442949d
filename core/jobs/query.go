package jobs

import (
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/page"
)

// Sort is the order of search results.
type Sort string

// The orders. Relevance falls back to newest where there is no text.
const (
	SortRelevance Sort = "relevance"
	SortNewest    Sort = "newest"
	SortPay       Sort = "pay"
)

// Sorts are all orders, in the order in which they are shown.
var Sorts = []Sort{SortRelevance, SortNewest, SortPay}

// PostedWithin are the choices of the posted filter, in days.
var PostedWithin = []int{1, 3, 7, 14, 30}

// Bounds of a search query.
const (
	MaxQueryText = 300 // characters
	MaxChoices   = 20  // values of one filter
)

// SearchQuery is what a person asks for. The zero value asks for everything, newest
// first. Values of one filter are alternatives; different filters all hold.
type SearchQuery struct {
	Text       string
	Place      string   // a place as the person wrote it
	Countries  []string // ISO 3166-1 alpha-2
	Remote     []RemoteKind
	Employment []Employment
	Levels     []Level
	PayMin     int64          // minor units per year; 0 = any, also of jobs that state none
	PayIn      money.Currency // of PayMin; "" = whatever the job states
	Companies  []string       // names, as in the facet
	Posted     int            // days; 0 = any time
	Sort       Sort
	Page       page.Request
}

// Filtered tells whether anything but text, order and page is asked for.
func (q SearchQuery) Filtered() bool {
	return q.Place != "" || len(q.Countries)+len(q.Remote)+len(q.Employment)+len(q.Levels)+len(q.Companies) > 0 ||
		q.PayMin > 0 || q.Posted > 0
}

// Order is the effective order: without a text nothing is more relevant than another.
func (q SearchQuery) Order() Sort {
	if q.Sort == "" {
		q.Sort = SortRelevance
	}
	if q.Sort == SortRelevance && q.Text == "" {
		return SortNewest
	}
	return q.Sort
}
