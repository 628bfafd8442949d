// Package analytics is what people are shown about how their search, or their hiring,
// goes. It holds no facts of its own.
package analytics

// Need is one thing that waits for the person.
type Need struct {
	Title string // what it is about
	Text  string // why it waits, and what to do
	Verb  string // label of the button
	Link  string // path of the page where it is done
}
