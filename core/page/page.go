// Package page is how lists are cut: offset pages for people, as the API contract
// has them. Cursor pages, for partner resources, are a type of their own.
package page

// Limits of an offset page.
const (
	DefaultLimit = 20
	MaxLimit     = 100
	// MaxOffset bounds how deep a list can be walked: beyond it, searching is the better tool.
	MaxOffset = 10_000
)

// Request asks for a page. Numbers start at 1.
type Request struct{ Number, Limit int }

// Normal gives the request with missing or excessive values put in range.
func (r Request) Normal() Request {
	if r.Limit <= 0 {
		r.Limit = DefaultLimit
	}
	r.Limit = min(r.Limit, MaxLimit)
	r.Number = min(max(r.Number, 1), MaxOffset/r.Limit)
	return r
}

// Offset is the number of rows before the page.
func (r Request) Offset() int { n := r.Normal(); return (n.Number - 1) * n.Limit }

// Page is one cut of a list and where it lies.
type Page[T any] struct {
	Items  []T
	Number int // from 1
	Limit  int
	Total  int // rows in the whole list
}

// Of makes the page that answers a request.
func Of[T any](r Request, items []T, total int) Page[T] {
	n := r.Normal()
	if items == nil {
		items = []T{}
	}
	return Page[T]{Items: items, Number: n.Number, Limit: n.Limit, Total: total}
}

// TotalPages is how many pages the list has; 0 for an empty list.
func (p Page[T]) TotalPages() int {
	if p.Limit == 0 {
		return 0
	}
	return (p.Total + p.Limit - 1) / p.Limit
}

// HasNext tells whether there is a page after this one.
func (p Page[T]) HasNext() bool { return p.Number < p.TotalPages() }

// HasPrev tells whether there is a page before this one.
func (p Page[T]) HasPrev() bool { return p.Number > 1 }

// Map gives the same page with other items.
func Map[T, U any](p Page[T], f func(T) U) Page[U] {
	items := make([]U, len(p.Items))
	for i, item := range p.Items {
		items[i] = f(item)
	}
	return Page[U]{Items: items, Number: p.Number, Limit: p.Limit, Total: p.Total}
}
