package main

import (
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
)

// rotation are 40 searches as people make them: mostly words, half of them with filters,
// some pages beyond the first, some orders, a phrase, a word left out, and no words at all.
func rotation() []jobs.SearchQuery {
	text := func(s string) jobs.SearchQuery { return jobs.SearchQuery{Text: s} }
	with := func(q jobs.SearchQuery, change func(*jobs.SearchQuery)) jobs.SearchQuery { change(&q); return q }
	remote := func(q *jobs.SearchQuery) { q.Remote = []jobs.RemoteKind{jobs.RemoteFull} }
	in := func(country string) func(*jobs.SearchQuery) {
		return func(q *jobs.SearchQuery) { q.Countries = []string{country} }
	}
	senior := func(q *jobs.SearchQuery) { q.Levels = []jobs.Level{jobs.LevelSenior, jobs.LevelLead} }
	paid := func(q *jobs.SearchQuery) { q.PayMin = 100_000_00 }
	week := func(q *jobs.SearchQuery) { q.Posted = 7 }
	newest := func(q *jobs.SearchQuery) { q.Sort = jobs.SortNewest }
	second := func(q *jobs.SearchQuery) { q.Page = page.Request{Number: 2} }
	return []jobs.SearchQuery{
		text("software engineer"), text("data analyst"), text("python"), text("kubernetes terraform"), text("product manager"),
		text("sales representative"), text("nurse"), text("rust"), text(`"machine learning"`), text("engineer -senior"),
		text("react typescript"), text("graphql node"), text("hadoop"), text("senior go engineer"), text("marketing specialist salesforce"),
		with(text("software engineer"), remote), with(text("python sql"), in("US")), with(text("manager"), in("DE")), with(text("designer"), senior), with(text("backend developer"), paid),
		with(text("data"), week), with(text("aws"), newest), with(text("engineer"), second), with(text("analyst tableau"), second), with(text("security engineer"), in("GB")),
		with(with(text("engineer"), remote), in("US")), with(with(text("java"), senior), paid), with(with(text("platform engineer"), week), remote), with(text("accountant"), func(q *jobs.SearchQuery) { q.Employment = []jobs.Employment{jobs.FullTime} }), with(text("recruiter"), func(q *jobs.SearchQuery) { q.Sort = jobs.SortPay }),
		{},
		{Remote: []jobs.RemoteKind{jobs.RemoteFull}},
		{Countries: []string{"DE"}},
		{Place: "Berlin"},
		with(text("engineer"), func(q *jobs.SearchQuery) { q.Place = "Berlin" }),
		{Levels: []jobs.Level{jobs.LevelSenior}, Countries: []string{"US"}, Posted: 7},
		with(text("scala kotlin"), remote), text("swift"), text("matlab electrical engineer"), with(text("customer success"), second),
	}
}
