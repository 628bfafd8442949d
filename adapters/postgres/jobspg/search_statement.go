package jobspg

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/jobs"
)

// A search is one statement whose shape depends on which filters are set, so it is put
// together here and not in queries/jobs; every value is a parameter, and each shape is
// prepared once per connection.

const (
	searchSettings = `SELECT set_config('jit', 'off', true), set_config('work_mem', '32MB', true), set_config('plan_cache_mode', 'force_generic_plan', true),
		set_config('random_page_cost', '1.1', true), set_config('pg_trgm.word_similarity_threshold', '0.5', true)`
	hasWords = `SELECT EXISTS (SELECT FROM jobs.jobs WHERE status = 'active' AND search @@ websearch_to_tsquery('english', $1))`
)

// wording says how a text is looked for.
type wording int

const (
	exactly wording = iota
	alike           // by the letters of title and company
)

// statement is a query and its parameters.
type statement struct {
	text strings.Builder
	args []any
}

func (s *statement) sql() string { return s.text.String() }

func (s *statement) add(format string, parts ...any) { fmt.Fprintf(&s.text, format, parts...) }

// arg adds a parameter and gives its place.
func (s *statement) arg(value any) string {
	s.args = append(s.args, value)
	return "$" + strconv.Itoa(len(s.args))
}

// filter is a condition on a job that one facet's selection makes; never NULL.
type filter struct {
	facet jobs.FacetName
	sql   string
}

func (s *statement) filters(q jobs.SearchQuery, now time.Time) []filter {
	var all []filter
	on := func(facet jobs.FacetName, format string, parts ...any) {
		all = append(all, filter{facet, fmt.Sprintf(format, parts...)})
	}
	if len(q.Countries) > 0 {
		on(jobs.FacetCountry, "j.countries && %s::text[]", s.arg(q.Countries))
	}
	if len(q.Remote) > 0 {
		on(jobs.FacetRemote, "j.remote = ANY(%s::text[])", s.arg(strs(q.Remote)))
	}
	if len(q.Employment) > 0 {
		on(jobs.FacetEmployment, "j.employment = ANY(%s::text[])", s.arg(strs(q.Employment)))
	}
	if len(q.Levels) > 0 {
		on(jobs.FacetLevel, "j.level = ANY(%s::text[])", s.arg(strs(q.Levels)))
	}
	if q.PayMin > 0 {
		on(jobs.FacetPay, "coalesce(j.pay_annual_max >= %s::bigint%s, false)", s.arg(q.PayMin), s.currency(q))
	}
	if len(q.Companies) > 0 {
		on(jobs.FacetCompany, "%s", companyIs("j.company_id", s.arg(companyKeys(q.Companies))))
	}
	if q.Posted > 0 {
		on(jobs.FacetPosted, "j.posted_at >= %s::timestamptz", s.arg(now.AddDate(0, 0, -q.Posted)))
	}
	return all
}

// companyIs is the condition that a company has one of the keys.
func companyIs(column, keys string) string {
	return column + " = ANY(ARRAY(SELECT c.id FROM jobs.companies c WHERE c.key = ANY(" + keys + "::text[])))"
}

func (s *statement) currency(q jobs.SearchQuery) string {
	if q.PayIn == "" {
		return ""
	}
	return " AND j.pay_currency = " + s.arg(string(q.PayIn)) + "::text"
}

// searchStatement answers one row: total, ids and scores of the page, and the counts that
// facets are made of. All come from one set of matches, m: the jobs that have the words
// and the place and miss at most one of the filters. missed tells which, as a bit, for the
// counts of a facet hold without its own selection.
func searchStatement(q jobs.SearchQuery, now time.Time, want parts, as wording) *statement {
	s := &statement{}
	conditions := []string{"j.status = 'active'"}
	rank := "0::float8"
	order := q.Order()
	if q.Text != "" {
		text := s.arg(q.Text)
		switch as {
		case exactly:
			s.add(`WITH q AS MATERIALIZED (SELECT w AS words, replace(w::text, ' & ', ' | ')::tsquery AS either FROM websearch_to_tsquery('english', %s::text) w), `, text)
			conditions = append(conditions, "j.search @@ (SELECT words FROM q)")
			rank = "ts_rank(j.head, (SELECT either FROM q))::float8"
		case alike:
			s.add("WITH ")
			conditions = append(conditions, text+"::text <% (j.title || ' ' || j.company_name)")
			rank = "word_similarity(" + text + "::text, j.title || ' ' || j.company_name)::float8"
		}
	} else {
		s.add("WITH ")
	}
	if q.Place != "" {
		place := s.place(q.Place)
		if q.Text != "" {
			// The index of the words must be used: to look for them in the rows that an
			// index of places finds would read every row's whole vector.
			place = "(" + place + ") IS TRUE"
		}
		conditions = append(conditions, place)
	}
	filters := s.filters(q, now)
	missed := "0"
	if want.facets {
		for i, f := range filters {
			missed += fmt.Sprintf(" + CASE WHEN %s THEN 0 ELSE %d END", f.sql, 1<<i)
		}
	} else {
		for _, f := range filters {
			conditions = append(conditions, f.sql)
		}
	}
	if order != jobs.SortRelevance {
		rank = "0::float8"
	}
	s.add(`m AS MATERIALIZED (SELECT j.id, j.posted_at, j.company_id, j.traits, j.countries, j.pay_annual_max, j.pay_currency,
	%s AS rank, %s AS missed FROM jobs.jobs j WHERE %s`, rank, missed, strings.Join(conditions, " AND "))
	if want.facets && len(filters) > 1 {
		s.add(" AND %s = ANY(%s::int[])", "("+missed+")", s.arg(atMostOne(len(filters))))
	}
	s.add(")")
	if want.rows {
		s.rows(q, order, as)
	}
	s.add(" SELECT ")
	if want.facets {
		s.add("0") // the total is that of the counts
	} else {
		s.add("(SELECT count(*) FROM m)")
	}
	if want.rows {
		s.add(", ARRAY(SELECT id::text FROM p ORDER BY place), ARRAY(SELECT score FROM p ORDER BY place)")
	} else {
		s.add(", '{}'::text[], '{}'::float8[]")
	}
	if want.facets {
		s.counts(q, now, filters)
	} else {
		s.add(", NULL::text, NULL::text, NULL::text")
	}
	return s
}

// atMostOne are the sums of bits of which at most one is set.
func atMostOne(n int) []int32 {
	sums := []int32{0}
	for i := range n {
		sums = append(sums, 1<<i)
	}
	return sums
}

// rows adds p: the page, in order.
func (s *statement) rows(q jobs.SearchQuery, order jobs.Sort, as wording) {
	at := q.Page.Normal()
	cut := func() string { return "OFFSET " + s.arg(q.Page.Offset()) + "::int LIMIT " + s.arg(at.Limit) + "::int" }
	switch {
	case order == jobs.SortPay:
		s.add(`, paid AS (SELECT id, posted_at, pay_annual_max, pay_currency, count(pay_annual_max) OVER (PARTITION BY pay_currency) AS usual FROM m WHERE missed = 0)
		, p AS (SELECT id, rank AS score, row_number() OVER () AS place FROM (SELECT id, 0::float8 AS rank FROM paid
			ORDER BY pay_annual_max IS NULL, usual DESC, pay_currency, pay_annual_max DESC, posted_at DESC, id %s) o)`, cut())
	case order == jobs.SortRelevance && as == exactly:
		// The whole vector is read for the head of the list only: the best by head and
		// date are cut into stretches of whole pages, and each is ordered by everything.
		stretch := max(1, 100/at.Limit) * at.Limit
		first := q.Page.Offset() / stretch * stretch
		s.add(`, best AS MATERIALIZED (SELECT id, rank, posted_at FROM m WHERE missed = 0 ORDER BY rank DESC, posted_at DESC, id OFFSET %s::int LIMIT %s::int)
		, p AS (SELECT id, score, row_number() OVER () AS place FROM (
			SELECT b.id, b.rank + ts_rank_cd(j.search, (SELECT words FROM q), 33) AS score FROM best b JOIN jobs.jobs j ON j.id = b.id
			ORDER BY score DESC, b.posted_at DESC, b.id OFFSET %s::int LIMIT %s::int) o)`,
			s.arg(first), s.arg(stretch), s.arg(q.Page.Offset()-first), s.arg(at.Limit))
	default:
		by := "posted_at DESC, id"
		if order == jobs.SortRelevance {
			by = "rank DESC, " + by
		}
		s.add(`, p AS (SELECT id, rank AS score, row_number() OVER () AS place FROM (SELECT id, rank FROM m WHERE missed = 0 ORDER BY %s %s) o)`, by, cut())
	}
}

// newestStatement answers a page of everything, of which the counts are known.
func newestStatement(q jobs.SearchQuery) *statement {
	s := &statement{}
	if q.Order() == jobs.SortPay {
		return searchStatement(q, time.Time{}, parts{rows: true}, exactly)
	}
	s.add(`SELECT 0, ARRAY(SELECT id::text FROM jobs.jobs WHERE status = 'active' ORDER BY posted_at DESC, id OFFSET %s::int LIMIT %s::int), `,
		s.arg(q.Page.Offset()), s.arg(q.Page.Normal().Limit))
	s.add("ARRAY(SELECT 0::float8 FROM generate_series(1, %s::int)), NULL::text, NULL::text, NULL::text", s.arg(q.Page.Normal().Limit))
	return s
}

func strs[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

func companyKeys(names []string) []string {
	keys := make([]string, len(names))
	for i, name := range names {
		keys[i] = jobs.CompanyKey(name)
	}
	return keys
}
