package porttest

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/page"
)

// putAgain stores jobs whose opening and company are there.
func (p JobsProbe) putAgain(t *testing.T, list ...jobs.Job) {
	t.Helper()
	p.do(t, func(ctx context.Context, tx JobsTx) error {
		for i, j := range list {
			known, err := tx.Companies.Ensure(ctx, []jobs.Company{{ID: j.Company, Key: jobs.CompanyKey(j.CompanyName), Name: j.CompanyName}}, JobsAt)
			if err != nil {
				return err
			}
			list[i].Company = known[jobs.CompanyKey(j.CompanyName)]
		}
		return tx.Jobs.Put(ctx, withRequirements(list))
	})
}

func facet(t *testing.T, facets []jobs.Facet, name jobs.FacetName) []jobs.FacetValue {
	t.Helper()
	for _, f := range facets {
		if f.Name == name {
			return f.Values
		}
	}
	t.Fatalf("no facet %s", name)
	return nil
}

// vocabulary holds words that are their own stems.
var vocabulary = []string{"lens", "copper", "barn", "violet", "anchor", "velvet", "comet", "garlic"}

func pick[T any](r *rand.Rand, values []T) T { return values[r.IntN(len(values))] }

// handmade makes jobs of few words, places and employers, so that filters overlap.
func handmade(r *rand.Rand, n int) []jobs.Job {
	list := make([]jobs.Job, n)
	for i := range list {
		j := titled(fmt.Sprintf("%s %s %d", pick(r, vocabulary), pick(r, vocabulary), i), pick(r, vocabulary)+" and "+pick(r, vocabulary))
		j.CompanyName = pick(r, []string{"Fernhill", "Oakline", "Quay & Co"})
		j.Level, j.Employment = pick(r, append([]jobs.Level{""}, jobs.Levels...)), pick(r, append([]jobs.Employment{""}, jobs.Employments...))
		j.Locations = []jobs.Place{pick(r, []jobs.Place{{Raw: "Oslo", City: "Oslo", Country: "NO"}, {Raw: "Lyon", City: "Lyon", Country: "FR"}, {Raw: "mill"}})}
		j.Remote = pick(r, []jobs.RemoteScope{{}, {Kind: jobs.RemoteNone}, {Kind: jobs.RemoteHybrid}, {Kind: jobs.RemoteFull, Region: "Norway, Chile", Countries: []string{"NO", "CL"}}})
		j.Pay = money.Range{}
		if r.IntN(3) > 0 {
			amount := int64(20_000+r.IntN(250)*1000) * 100
			j.Pay = money.Range{Min: amount, Max: amount, Currency: pick(r, []money.Currency{"EUR", "USD"}), Interval: money.IntervalYear}
		}
		j.PostedAt = JobsAt.Add(-time.Duration(r.IntN(40*24)) * time.Hour).Add(-time.Minute)
		if r.IntN(8) == 0 {
			j.Close(JobsAt)
		}
		list[i] = j
	}
	return list
}

func some[T any](r *rand.Rand, values []T) []T {
	var out []T
	if r.IntN(3) > 0 {
		return nil
	}
	for _, v := range values {
		if r.IntN(2) == 0 {
			out = append(out, v)
		}
	}
	return out
}

func anyQuery(r *rand.Rand) jobs.SearchQuery {
	q := jobs.SearchQuery{
		Countries: some(r, []string{"NO", "FR", "CL", "SE"}), Remote: some(r, jobs.RemoteKinds), Employment: some(r, jobs.Employments),
		Levels: some(r, jobs.Levels), Companies: some(r, []string{"Oakline", "quay & co", "Nobody"}), Sort: pick(r, append([]jobs.Sort{""}, jobs.Sorts...)),
		Page: page.Request{Limit: 7 + r.IntN(20)},
	}
	if r.IntN(2) == 0 {
		q.Text = pick(r, vocabulary)
		if r.IntN(3) == 0 {
			q.Text += " -" + pick(r, vocabulary)
		}
	}
	if r.IntN(4) == 0 {
		q.PayMin, q.PayIn = pick(r, jobs.PayBands)*100, pick(r, []money.Currency{"", "EUR"})
	}
	if r.IntN(4) == 0 {
		q.Posted = pick(r, jobs.PostedWithin)
	}
	if r.IntN(5) == 0 {
		q.Place = pick(r, []string{"Norway", "Lyon"})
	}
	return q
}

// holds tells whether a job answers a query, but for the selection of one facet.
func holds(q jobs.SearchQuery, j jobs.Job, but jobs.FacetName) bool {
	words := strings.Fields(j.Title + " " + j.DescriptionText)
	for _, w := range strings.Fields(q.Text) {
		if bare, without := strings.CutPrefix(w, "-"); slices.Contains(words, bare) == without {
			return false
		}
	}
	place := func(p jobs.Place) bool { return p.City == q.Place }
	if q.Place == "Norway" && !slices.Contains(j.Countries(), "NO") || q.Place == "Lyon" && !slices.ContainsFunc(j.Locations, place) {
		return false
	}
	_, pay, paid := j.Pay.Annual()
	common := func(c string) bool { return slices.Contains(j.Countries(), c) }
	same := func(c string) bool { return jobs.CompanyKey(c) == jobs.CompanyKey(j.CompanyName) }
	return j.Open() &&
		(but == jobs.FacetCountry || len(q.Countries) == 0 || slices.ContainsFunc(q.Countries, common)) &&
		(but == jobs.FacetRemote || len(q.Remote) == 0 || slices.Contains(q.Remote, j.Remote.Kind)) &&
		(but == jobs.FacetEmployment || len(q.Employment) == 0 || slices.Contains(q.Employment, j.Employment)) &&
		(but == jobs.FacetLevel || len(q.Levels) == 0 || slices.Contains(q.Levels, j.Level)) &&
		(but == jobs.FacetCompany || len(q.Companies) == 0 || slices.ContainsFunc(q.Companies, same)) &&
		(but == jobs.FacetPosted || q.Posted == 0 || !j.PostedAt.Before(JobsAt.AddDate(0, 0, -q.Posted))) &&
		(but == jobs.FacetPay || q.PayMin == 0 || paid && pay >= q.PayMin && (q.PayIn == "" || q.PayIn == j.Pay.Currency))
}

// has tells whether choosing a value of a facet would show the job.
func has(q jobs.SearchQuery, j jobs.Job, name jobs.FacetName, value string) bool {
	only := jobs.SearchQuery{PayIn: q.PayIn}
	n, _ := strconv.Atoi(value)
	switch name {
	case jobs.FacetCountry:
		only.Countries = []string{value}
	case jobs.FacetRemote:
		only.Remote = []jobs.RemoteKind{jobs.RemoteKind(value)}
	case jobs.FacetEmployment:
		only.Employment = []jobs.Employment{jobs.Employment(value)}
	case jobs.FacetLevel:
		only.Levels = []jobs.Level{jobs.Level(value)}
	case jobs.FacetPay:
		only.PayMin = int64(n) * 100
	case jobs.FacetCompany:
		only.Companies = []string{value}
	case jobs.FacetPosted:
		only.Posted = n
	}
	return holds(only, j, "")
}

func searchByHand(t *testing.T, p SearchProbe) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	stored := handmade(r, 250)
	p.put(t, stored...)
	for range 120 {
		q := anyQuery(r)
		var want []jobs.Job
		for _, j := range stored {
			if holds(q, j, "") {
				want = append(want, j)
			}
		}
		result, err := p.Search.Search(t.Context(), q, JobsAt)
		if err != nil {
			t.Fatal(err)
		}
		if result.Page.Total != len(want) || result.Alike {
			t.Errorf("%+v: total %d, want %d", q, result.Page.Total, len(want))
		}
		for _, f := range result.Facets {
			for _, v := range f.Values {
				n := 0
				for _, j := range stored {
					if holds(q, j, f.Name) && has(q, j, f.Name, v.Value) {
						n++
					}
				}
				if v.Count != n {
					t.Errorf("%+v: facet %s %s counts %d, want %d", q, f.Name, v.Value, v.Count, n)
				}
			}
		}
		allPages(t, p, q, want)
	}
}

// allPages walks a search to its end: everything once, in the order asked for, and the
// same with facets and without.
func allPages(t *testing.T, p SearchProbe, q jobs.SearchQuery, want []jobs.Job) {
	t.Helper()
	var walked []jobs.Job
	seen := map[id.Job]bool{}
	for q.Page.Number = 1; ; q.Page.Number++ {
		found, err := p.Search.Page(t.Context(), q, JobsAt)
		if err != nil {
			t.Fatal(err)
		}
		if found.Total != len(want) {
			t.Errorf("%+v: the page alone says %d, want %d", q, found.Total, len(want))
		}
		for _, hit := range found.Items {
			if seen[hit.Job.ID] {
				t.Errorf("%+v: a job twice", q)
			}
			seen[hit.Job.ID] = true
			walked = append(walked, hit.Job)
		}
		if !found.HasNext() {
			break
		}
	}
	if len(walked) != len(want) {
		t.Errorf("%+v: walked %d, want %d", q, len(walked), len(want))
	}
	for _, j := range want {
		if !seen[j.ID] {
			t.Errorf("%+v: %s is on no page", q, j.Title)
		}
	}
	if q.Order() == jobs.SortNewest && !slices.IsSortedFunc(walked, func(a, b jobs.Job) int {
		return cmp.Or(b.PostedAt.Compare(a.PostedAt), strings.Compare(a.ID.String(), b.ID.String()))
	}) {
		t.Errorf("%+v: not newest first", q)
	}
}
