package jobsvc

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
)

// maxLoosenings is how many ways out of an empty result are offered.
const maxLoosenings = 3

// Loosening is a search with one thing less, and how much it finds.
type Loosening struct {
	Without string // the parameter that is left out, e.g. jobs.ParamRemote
	Query   jobs.SearchQuery
	Total   int
}

// loosen tries to leave out one filter at a time, and all of them last. The nearest to
// what was asked for comes first: the one that finds least beyond nothing.
func (s *Search) loosen(ctx context.Context, q jobs.SearchQuery, now time.Time) ([]Loosening, error) {
	var tried []Loosening
	try := func(without string, change func(*jobs.SearchQuery)) error {
		changed := q
		change(&changed)
		changed.Page = page.Request{}
		probe := changed
		probe.Page.Limit = 1
		found, err := s.index.Page(ctx, probe, now)
		if err == nil && found.Total > 0 {
			tried = append(tried, Loosening{Without: without, Query: changed, Total: found.Total})
		}
		return err
	}
	filters := 0
	for _, f := range []struct {
		param  string
		set    bool
		change func(*jobs.SearchQuery)
	}{
		{jobs.ParamPlace, q.Place != "", func(q *jobs.SearchQuery) { q.Place = "" }},
		{jobs.ParamCountry, len(q.Countries) > 0, func(q *jobs.SearchQuery) { q.Countries = nil }},
		{jobs.ParamRemote, len(q.Remote) > 0, func(q *jobs.SearchQuery) { q.Remote = nil }},
		{jobs.ParamEmployment, len(q.Employment) > 0, func(q *jobs.SearchQuery) { q.Employment = nil }},
		{jobs.ParamLevel, len(q.Levels) > 0, func(q *jobs.SearchQuery) { q.Levels = nil }},
		{jobs.ParamPay, q.PayMin > 0, func(q *jobs.SearchQuery) { q.PayMin, q.PayIn = 0, "" }},
		{jobs.ParamCompany, len(q.Companies) > 0, func(q *jobs.SearchQuery) { q.Companies = nil }},
		{jobs.ParamPosted, q.Posted > 0, func(q *jobs.SearchQuery) { q.Posted = 0 }},
		{jobs.ParamText, q.Text != "" && q.Filtered(), func(q *jobs.SearchQuery) { q.Text = "" }},
	} {
		if !f.set {
			continue
		}
		filters++
		if err := try(f.param, f.change); err != nil {
			return nil, err
		}
	}
	if len(tried) == 0 && filters > 1 {
		if err := try("", func(q *jobs.SearchQuery) { *q = jobs.SearchQuery{Text: q.Text, Sort: q.Sort} }); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(tried, func(a, b Loosening) int { return cmp.Compare(a.Total, b.Total) })
	return tried[:min(len(tried), maxLoosenings)], nil
}
