package jobsweb

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/page"
)

// formID is the form that all fields of a search belong to.
const formID = "search-form"

type listView struct {
	Page     ui.Page
	Query    jobs.SearchQuery
	Found    jobsvc.Found
	Ignored  string
	Now      time.Time
	SignedIn bool
}

type savedView struct {
	Page ui.Page
	Kept page.Page[jobsvc.Listed]
	Now  time.Time
}

// toggle is the button that saves a job or forgets it.
type toggle struct {
	Job   id.Job
	Title string
	Saved bool
	CSRF  string
	Back  string // where to go on without script
	Wide  bool   // with its label, not only an icon
}

func (t toggle) action() string {
	if t.Saved {
		return "/jobs/" + t.Job.String() + "/unsave"
	}
	return "/jobs/" + t.Job.String() + "/save"
}

func (t toggle) button() ui.Button {
	b := ui.Button{Label: "Save", Icon: "bookmark", Submit: true, IconOnly: !t.Wide, Variant: ui.Ghost, Attrs: templ.Attributes{"aria-pressed": strconv.FormatBool(t.Saved)}}
	if t.Wide {
		b.Variant = ui.Secondary
	}
	if t.Saved {
		b.Label, b.Icon = "Saved", "bookmark-check"
	}
	if !t.Wide {
		b.Label += ": " + t.Title
	}
	return b
}

// address is where a search is found.
func address(q jobs.SearchQuery) string {
	if values := q.Values().Encode(); values != "" {
		return "/jobs?" + values
	}
	return "/jobs"
}

func listTitle(q jobs.SearchQuery) string {
	switch {
	case q.Text != "" && q.Place != "":
		return q.Text + " jobs in " + q.Place
	case q.Text != "":
		return q.Text + " jobs"
	case q.Place != "":
		return "Jobs in " + q.Place
	}
	return "Jobs"
}

// count says in words how many there are and of what.
func (v listView) count() string {
	n := v.Found.Page.Total
	if v.Found.Alike {
		return ui.Count(n, "job", "jobs") + " with nearly this spelling"
	}
	words := ui.Count(n, "open job", "open jobs")
	if v.Query.Text != "" || v.Query.Filtered() {
		if n == 1 {
			words += " matches"
		} else {
			words += " match"
		}
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

func (v listView) pager() templ.Component {
	if v.Found.Page.Total == 0 {
		return nil
	}
	return ui.Pager{
		Number: v.Found.Page.Number, Pages: min(v.Found.Page.TotalPages(), page.MaxOffset/v.Found.Page.Limit), Total: v.Found.Page.Total, Noun: "job", Nouns: "jobs",
		Href: func(n int) string { return v.with(func(q *jobs.SearchQuery) { q.Page.Number = n }) },
	}
}

// with is the address of the search after a change.
func (v listView) with(change func(*jobs.SearchQuery)) string {
	q := v.Query
	change(&q)
	return address(q)
}

func (v listView) sorts() []ui.Option {
	labels := map[jobs.Sort]string{jobs.SortRelevance: "Most relevant", jobs.SortNewest: "Newest", jobs.SortPay: "Highest pay"}
	options := make([]ui.Option, 0, len(jobs.Sorts))
	for _, s := range jobs.Sorts {
		if s == jobs.SortRelevance && v.Query.Text == "" {
			continue // nothing is more relevant than another
		}
		options = append(options, ui.Option{Value: string(s), Label: labels[s], Chosen: v.Query.Order() == s})
	}
	return options
}

// active is how many filters are set.
func (v listView) active() int { return len(v.chips()) }

// chips are the filters that are set, each with the search without it.
func (v listView) chips() []ui.Chip {
	var chips []ui.Chip
	add := func(label string, change func(*jobs.SearchQuery)) {
		chips = append(chips, ui.Chip{Label: label, Href: v.with(func(q *jobs.SearchQuery) { change(q); q.Page = page.Request{Limit: q.Page.Limit} })})
	}
	q := v.Query
	if q.Place != "" {
		add("In "+q.Place, func(q *jobs.SearchQuery) { q.Place = "" })
	}
	for _, c := range q.Countries {
		add(jobs.CountryName(c), func(q *jobs.SearchQuery) { q.Countries = without(q.Countries, c) })
	}
	for _, k := range q.Remote {
		add(k.Label(), func(q *jobs.SearchQuery) { q.Remote = without(q.Remote, k) })
	}
	for _, e := range q.Employment {
		add(e.Label(), func(q *jobs.SearchQuery) { q.Employment = without(q.Employment, e) })
	}
	for _, l := range q.Levels {
		add(l.Label(), func(q *jobs.SearchQuery) { q.Levels = without(q.Levels, l) })
	}
	if q.PayMin > 0 {
		add("Pay from "+strings.TrimSpace(string(q.PayIn)+" "+ui.Int(int(q.PayMin/100))), func(q *jobs.SearchQuery) { q.PayMin, q.PayIn = 0, "" })
	}
	for _, c := range q.Companies {
		add(c, func(q *jobs.SearchQuery) { q.Companies = without(q.Companies, c) })
	}
	if q.Posted > 0 {
		add("Posted within "+ui.Count(q.Posted, "day", "days"), func(q *jobs.SearchQuery) { q.Posted = 0 })
	}
	return chips
}

// cleared is the search without any filter.
func (v listView) cleared() string {
	return address(jobs.SearchQuery{Text: v.Query.Text, Sort: v.Query.Sort})
}

func without[T comparable](values []T, one T) []T {
	return slices.DeleteFunc(slices.Clone(values), func(v T) bool { return v == one })
}

// shownCountries is how many countries are offered to choose; any place can be typed.
const shownCountries = 8

func (v listView) facet(name jobs.FacetName) []jobs.FacetValue {
	for _, f := range v.Found.Facets {
		if f.Name == name {
			return f.Values
		}
	}
	return nil
}

// options are the choices of a filter: those that would show a job, and those chosen.
func (v listView) options(name jobs.FacetName) []ui.Option {
	var options []ui.Option
	for _, value := range v.facet(name) {
		if value.Count == 0 && !value.Selected || name == jobs.FacetCountry && len(options) >= shownCountries && !value.Selected {
			continue
		}
		options = append(options, ui.Option{Value: value.Value, Label: value.Label, Count: value.Count, Counted: true, Chosen: value.Selected})
	}
	return options
}

// single are the choices of a filter that has one value, "any" first.
func (v listView) single(name jobs.FacetName, current int64) []ui.Option {
	options := append([]ui.Option{{Value: "", Label: "Any", Chosen: current == 0}}, v.options(name)...)
	if len(options) == 1 && current == 0 {
		return nil
	}
	known := slices.ContainsFunc(options, func(o ui.Option) bool { return o.Chosen })
	if !known { // typed into the address
		options = append(options, ui.Option{Value: strconv.FormatInt(current, 10), Label: "At least " + ui.Int(int(current)), Chosen: true})
		if name == jobs.FacetPosted {
			options[len(options)-1].Label = "Last " + ui.Count(int(current), "day", "days")
		}
	}
	return options
}

func paramLabel(name string) string {
	labels := map[string]string{
		jobs.ParamText: "Words", jobs.ParamPlace: "Place", jobs.ParamCountry: "Country", jobs.ParamRemote: "Remote", jobs.ParamEmployment: "Type", jobs.ParamLevel: "Level",
		jobs.ParamPay: "Pay", jobs.ParamPayIn: "Currency", jobs.ParamCompany: "Company", jobs.ParamPosted: "Posted", jobs.ParamSort: "Sort", jobs.ParamPage: "Page", jobs.ParamLimit: "Rows",
	}
	if label, known := labels[name]; known {
		return label
	}
	return name
}

// looser says what a loosening leaves out and what it brings.
func looser(l jobsvc.Loosening) string {
	labels := map[string]string{
		"": "Clear all filters", jobs.ParamText: "Leave the words out", jobs.ParamPlace: "Any place", jobs.ParamCountry: "Any country", jobs.ParamRemote: "Remote or not",
		jobs.ParamEmployment: "Any type", jobs.ParamLevel: "Any level", jobs.ParamPay: "Any pay, or none stated", jobs.ParamCompany: "Any company", jobs.ParamPosted: "Posted at any time",
	}
	return labels[l.Without] + " (" + ui.Count(l.Total, "job", "jobs") + ")"
}

// whyNone says why a search finds nothing.
func (v listView) whyNone() string {
	text := v.Query.Text
	switch {
	case v.Query.Text == "" && !v.Query.Filtered():
		return "No jobs were imported yet. They appear here as soon as the first board was read."
	case !v.Query.Filtered():
		return fmt.Sprintf("No open job has “%s”. All words must occur in it: try fewer or more common ones.", text)
	case len(v.Found.Looser) == 0 && text != "":
		return fmt.Sprintf("No open job has “%s”, with or without the filters. Try fewer or more common words.", text)
	case len(v.Found.Looser) == 0:
		return "Each of the filters alone leaves nothing. Clear some of them."
	}
	return "The filters leave nothing together. The nearest searches that find something:"
}

func sortVariant(o ui.Option) ui.Variant {
	if o.Chosen {
		return ui.Secondary
	}
	return ui.Ghost
}

func sortAttrs(o ui.Option) templ.Attributes {
	if o.Chosen {
		return templ.Attributes{"aria-current": "true"}
	}
	return nil
}
