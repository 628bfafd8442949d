package porttest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/ports"
)

// SearchProbe is one empty store of jobs with a search over it that keeps nothing.
type SearchProbe struct {
	JobsProbe

	Search ports.JobSearch
}

// Search is the suite of searching jobs.
func Search(t *testing.T, open func(t *testing.T) SearchProbe) {
	t.Helper()
	for name, check := range map[string]func(t *testing.T, p SearchProbe){
		"words, phrases and words left out":                  searchWords,
		"the title counts most, then fresher is better":      searchRelevance,
		"what matched is marked":                             searchMarks,
		"letters that are nearly right find titles":          searchAlike,
		"places by city, region, country and wording":        searchPlaces,
		"counts and pages are those of counting by hand":     searchByHand,
		"pay is ordered within a currency":                   searchPay,
		"closed jobs are not found":                          searchClosed,
		"nothing that can be typed is an error":              searchHostile,
		"similar jobs share the title and not the opening":   searchSimilar,
		"requirements come with the job":                     searchRequirements,
		"a company that is chosen is counted however small":  searchSmallCompany,
		"the effort is told, the questions and text are not": searchEffort,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, open(t))
		})
	}
}

// titled is a job of an opening of its own.
func titled(title, text string) jobs.Job {
	j := aJob(strings.ReplaceAll(title+text, " ", "-"))
	j.Title, j.DescriptionText, j.Department = title, text, ""
	return j
}

func (p SearchProbe) titles(t *testing.T, q jobs.SearchQuery) []string {
	t.Helper()
	result, err := p.Search.Search(t.Context(), q, JobsAt)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	if len(result.Page.Items) > result.Page.Total {
		t.Errorf("%+v: %d of %d", q, len(result.Page.Items), result.Page.Total)
	}
	titles := make([]string, len(result.Page.Items))
	for i, hit := range result.Page.Items {
		titles[i] = hit.Job.Title
	}
	return titles
}

func (p SearchProbe) finds(t *testing.T, q jobs.SearchQuery, want ...string) {
	t.Helper()
	got := p.titles(t, q)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%+v finds %q, want %q", q, got, want)
	}
}

func searchWords(t *testing.T, p SearchProbe) {
	t.Helper()
	p.put(t, titled("Lens Grinder", "Grind the lens of a lighthouse."), titled("Keeper", "Tend the lighthouse and its lens by night."), titled("Cook", "Bake bread."))
	for text, want := range map[string][]string{
		"lighthouse":          {"Lens Grinder", "Keeper"},
		"lighthouses":         {"Lens Grinder", "Keeper"},
		"lighthouse bread":    nil,
		"lighthouse -night":   {"Lens Grinder"},
		"-lens":               {"Cook"},
		`"lens grinder"`:      {"Lens Grinder"},
		`"grinder lens"`:      nil,
		"bread or night":      {"Cook", "Keeper"},
		"LENS  \t lighthouse": {"Lens Grinder", "Keeper"},
	} {
		p.finds(t, jobs.SearchQuery{Text: text}, want...)
	}
}

func searchRelevance(t *testing.T, p SearchProbe) {
	t.Helper()
	old, fresh := titled("Cook", "We love glass."), titled("Baker", "We love glass.")
	old.PostedAt = JobsAt.AddDate(0, 0, -20)
	inTitle := titled("Glass Blower", "Blow.")
	inTitle.PostedAt = JobsAt.AddDate(0, 0, -25)
	inCompany := titled("Porter", "Carry.")
	inCompany.CompanyName, inCompany.PostedAt = "Glass House", JobsAt.AddDate(0, 0, -30)
	p.put(t, old, inCompany, fresh, inTitle)
	if got, want := p.titles(t, jobs.SearchQuery{Text: "glass"}), []string{"Glass Blower", "Porter", "Baker", "Cook"}; !slices.Equal(got, want) {
		t.Errorf("relevance: %q, want %q", got, want)
	}
	if got, want := p.titles(t, jobs.SearchQuery{Text: "glass", Sort: jobs.SortNewest}), []string{"Baker", "Cook", "Glass Blower", "Porter"}; !slices.Equal(got, want) {
		t.Errorf("newest: %q, want %q", got, want)
	}
}

func searchMarks(t *testing.T, p SearchProbe) {
	t.Helper()
	p.put(t, titled("Senior Lens Grinder", "Here <b>we</b> polish. Then we grind each lens twice & again."))
	result, err := p.Search.Search(t.Context(), jobs.SearchQuery{Text: "grinding lens"}, JobsAt)
	if err != nil || len(result.Page.Items) != 1 {
		t.Fatalf("%+v, %v", result, err)
	}
	hit := result.Page.Items[0]
	if want := []jobs.Segment{{Text: "Senior "}, {Text: "Lens", Marked: true}, {Text: " Grinder"}}; !reflect.DeepEqual(hit.Title, want) {
		t.Errorf("title = %+v", hit.Title)
	}
	if !slices.Contains(hit.Snippet, jobs.Segment{Text: "lens", Marked: true}) || !strings.Contains(jobs.Plain(hit.Snippet), "twice & again") {
		t.Errorf("snippet = %+v", hit.Snippet)
	}
	plain, err := p.Search.Page(t.Context(), jobs.SearchQuery{}, JobsAt)
	if err != nil || plain.Items[0].Snippet != nil || !reflect.DeepEqual(plain.Items[0].Title, []jobs.Segment{{Text: "Senior Lens Grinder"}}) {
		t.Errorf("without words: %+v, %v", plain.Items, err)
	}
}

func searchAlike(t *testing.T, p SearchProbe) {
	t.Helper()
	p.put(t, titled("Optometrist", "See."), titled("Baker", "Bake."))
	for text, want := range map[string]bool{"optometrst": true, "optometrist": false} {
		result, err := p.Search.Search(t.Context(), jobs.SearchQuery{Text: text}, JobsAt)
		if err != nil || result.Alike != want || result.Page.Total != 1 || result.Page.Items[0].Job.Title != "Optometrist" {
			t.Errorf("%s: %+v, %v", text, result.Page, err)
		}
	}
	// The word is there, only the filter lets nothing through: that is no misspelling.
	result, err := p.Search.Search(t.Context(), jobs.SearchQuery{Text: "optometrist", Levels: []jobs.Level{jobs.LevelIntern}}, JobsAt)
	if err != nil || result.Alike || result.Page.Total != 0 {
		t.Errorf("filtered away: %+v, %v", result, err)
	}
	p.finds(t, jobs.SearchQuery{Text: "zzzzqqqq"})
}

func searchPlaces(t *testing.T, p SearchProbe) {
	t.Helper()
	at := func(title string, places ...jobs.Place) jobs.Job {
		j := titled(title, "x")
		j.Locations, j.Remote = places, jobs.RemoteScope{}
		return j
	}
	away := at("Away")
	away.Remote = jobs.RemoteScope{Kind: jobs.RemoteFull, Region: "Germany", Countries: []string{"DE"}}
	p.put(t,
		at("Berlin", jobs.Place{Raw: "Berlin", City: "Berlin", Region: "Berlin", Country: "DE"}),
		at("Two", jobs.Place{Raw: "Oslo", City: "Oslo", Country: "NO"}, jobs.Place{Raw: "Munich", City: "Munich", Region: "Bavaria", Country: "DE"}),
		at("Mill", jobs.Place{Raw: "The old mill, 50% up_hill"}), away)
	for place, want := range map[string][]string{
		"Germany": {"Berlin", "Two", "Away"}, "de": {"Berlin", "Two", "Away"}, "berlin": {"Berlin"}, "Munich, Germany": {"Two"}, "Bavaria": {"Two"},
		"old MILL": {"Mill"}, "50% up_": {"Mill"}, "%": {"Mill"}, "Lisbon": nil,
	} {
		p.finds(t, jobs.SearchQuery{Place: place}, want...)
	}
}

func searchPay(t *testing.T, p SearchProbe) {
	t.Helper()
	paid := func(title string, r money.Range) jobs.Job {
		j := titled(title, "x")
		j.Pay = r
		return j
	}
	p.put(t,
		paid("none", money.Range{}),
		paid("yen", money.Range{Min: 6_000_000_00, Max: 6_000_000_00, Currency: "JPY", Interval: money.IntervalYear}),
		paid("low", money.Range{Min: 40_000_00, Max: 45_000_00, Currency: "EUR", Interval: money.IntervalYear}),
		paid("hourly", money.Range{Min: 50_00, Max: 50_00, Currency: "EUR", Interval: money.IntervalHour})) // 104,000 a year
	if got, want := p.titles(t, jobs.SearchQuery{Sort: jobs.SortPay}), []string{"hourly", "low", "yen", "none"}; !slices.Equal(got, want) {
		t.Errorf("by pay: %q, want %q", got, want)
	}
	p.finds(t, jobs.SearchQuery{PayMin: 100_000_00}, "hourly", "yen")
	p.finds(t, jobs.SearchQuery{PayMin: 100_000_00, PayIn: "EUR"}, "hourly")
}

func searchClosed(t *testing.T, p SearchProbe) {
	t.Helper()
	closed := titled("Lens Grinder", "x")
	closed.Close(JobsAt)
	p.put(t, closed, titled("Lens Polisher", "x"))
	p.finds(t, jobs.SearchQuery{}, "Lens Polisher")
	p.finds(t, jobs.SearchQuery{Text: "lens"}, "Lens Polisher")
}

func searchHostile(t *testing.T, p SearchProbe) {
	t.Helper()
	p.put(t, titled("Lens Grinder", "x"))
	texts := []string{
		strings.Repeat("a", 10_000), strings.Repeat(`"`, 999), strings.Repeat("-", 999), strings.Repeat("or ", 999), "the and of", "!&|<->()*:", "' OR 1=1 --",
		"\x00lens\x00", "\xff\xfe", "-", `"`, `-"`, "😀 😀", strings.Repeat("-a ", 200), "<2>", `\`, `%_`, "lens:* & !", "$1",
	}
	for _, text := range texts {
		unclean := !utf8.ValidString(text) || strings.ContainsRune(text, 0)
		for _, q := range []jobs.SearchQuery{{Text: text}, {Place: text}, {Companies: []string{text}}, {Text: text, PayIn: money.Currency(text), PayMin: 1}} {
			if unclean && (q.Text == "" || q.PayIn != "") {
				continue // a query's values other than its texts come checked
			}
			if _, err := p.Search.Search(t.Context(), q, JobsAt); err != nil {
				t.Errorf("%.60q: %v", fmt.Sprint(q), err)
			}
		}
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		typed := make([]byte, r.IntN(jobs.MaxQueryText))
		for i := range typed {
			typed[i] = `-"a!(|& '<:*`[r.IntN(12)]
		}
		if _, err := p.Search.Search(t.Context(), jobs.SearchQuery{Text: string(typed)}, JobsAt); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
	}
	odd := []jobs.SearchQuery{
		{Page: page.Request{Number: 1_000_000_000, Limit: 1_000_000_000}},
		{Page: page.Request{Number: -5, Limit: -5}},
		{Text: "lens", Page: page.Request{Number: 9999}},
		{Countries: []string{"ZZ", ""}, Remote: []jobs.RemoteKind{"moon"}, Employment: []jobs.Employment{"x"}, Levels: []jobs.Level{"y"}},
		{PayMin: 1 << 62},
		{Posted: 365},
		{Posted: 1 << 30},
		{Sort: "magic"},
		{Text: "lens", Sort: "magic"},
	}
	for _, q := range odd {
		if _, err := p.Search.Search(t.Context(), q, JobsAt); err != nil {
			t.Errorf("%+v: %v", q, err)
		}
	}
}

func searchSimilar(t *testing.T, p SearchProbe) {
	t.Helper()
	one, twin, other := titled("Senior Lens Grinder", "a"), titled("Senior Lens Grinder", "b"), titled("Lens Polisher", "c")
	closed, unlike := titled("Lens Cutter", "d"), titled("Baker", "e")
	near := titled("Senior Lens Engineer", "f")
	closed.Close(JobsAt)
	twin.Requisition, other.Level = one.Requisition, jobs.LevelEntry
	p.put(t, one, other, closed, unlike, near)
	twin.Version = 1
	p.putAgain(t, twin)
	hits, err := p.Search.Similar(t.Context(), one.ID, 5)
	if err != nil || len(hits) != 2 || hits[0].Job.Title != near.Title || hits[1].Job.Title != other.Title {
		t.Errorf("%+v, %v", hits, err)
	}
	if hits, err := p.Search.Similar(t.Context(), closed.ID, 1); err != nil || len(hits) != 1 {
		t.Errorf("of a closed job: %+v, %v", hits, err)
	}
	if hits, err := p.Search.Similar(t.Context(), newID[id.Job](), 5); err != nil || len(hits) != 0 {
		t.Errorf("of an unknown job: %+v, %v", hits, err)
	}
}

func searchRequirements(t *testing.T, p SearchProbe) {
	t.Helper()
	job := aJob("1")
	p.put(t, job)
	found, err := p.Search.Requirements(t.Context(), []id.Job{job.ID, newID[id.Job]()})
	if want := withRequirements([]jobs.Job{job})[0].Requirements; err != nil || len(found) != 1 || !reflect.DeepEqual(found[job.ID], want) {
		t.Errorf("%+v, %v", found, err)
	}
}

func searchSmallCompany(t *testing.T, p SearchProbe) {
	t.Helper()
	for i := range jobs.TopCompanies + 3 {
		name := fmt.Sprintf("Company %c", 'A'+i)
		for j := range 2 {
			job := titled(fmt.Sprintf("Job %d of %s", j, name), "x")
			job.CompanyName = name
			if name != "Company O" || j == 0 {
				p.put(t, job)
			}
		}
	}
	result, err := p.Search.Search(t.Context(), jobs.SearchQuery{Companies: []string{"company o"}}, JobsAt)
	if err != nil {
		t.Fatal(err)
	}
	values := facet(t, result.Facets, jobs.FacetCompany)
	if at := slices.IndexFunc(values, func(v jobs.FacetValue) bool { return v.Selected }); at < 0 || values[at].Count != 1 || len(values) < jobs.TopCompanies {
		t.Errorf("%+v", values)
	}
}

func searchEffort(t *testing.T, p SearchProbe) {
	t.Helper()
	job := aJob("1")
	p.put(t, job)
	found, err := p.Search.Page(t.Context(), jobs.SearchQuery{}, JobsAt)
	if err != nil || len(found.Items) != 1 || found.Items[0].Effort != jobs.EffortOf(job.Questions) {
		t.Fatalf("%+v, %v", found, err)
	}
	want := job
	want.Company, want.Questions, want.DescriptionHTML, want.DescriptionText = found.Items[0].Job.Company, nil, "", ""
	if !reflect.DeepEqual(found.Items[0].Job, want) {
		t.Errorf("%+v\nwant %+v", found.Items[0].Job, want)
	}
}
