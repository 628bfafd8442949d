package jobspg

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/jobs"
)

// counts adds the three counts that facets are made of: cells of the filters that have a
// few values each, to be summed up here, and one list each of companies and countries.
func (s *statement) counts(q jobs.SearchQuery, now time.Time, filters []filter) {
	bit := func(facet jobs.FacetName) int {
		for i, f := range filters {
			if f.facet == facet {
				return 1 << i
			}
		}
		return 0
	}
	pay := "pay_annual_max"
	if q.PayIn != "" {
		pay = "CASE WHEN pay_currency = " + s.arg(string(q.PayIn)) + "::text THEN pay_annual_max END"
	}
	bands := make([]int64, len(jobs.PayBands))
	for i, band := range jobs.PayBands {
		bands[i] = band * 100
	}
	days := make([]time.Time, 0, len(jobs.PostedWithin))
	for _, d := range slices.Backward(jobs.PostedWithin) {
		days = append(days, now.AddDate(0, 0, -d))
	}
	chosen := ""
	if len(q.Companies) > 0 {
		chosen = companyIs("company_id", s.arg(companyKeys(q.Companies))) + " DESC, "
	}
	// The key of a cell is one number, which groups faster than a row of columns.
	s.add(`, (SELECT json_agg(json_build_array(key, n))::text FROM (
		SELECT (((missed::bigint << 9) + traits) << 6) + (width_bucket(coalesce(%s, -1), %s::bigint[]) << 3) + width_bucket(posted_at, %s::timestamptz[]) AS key,
			count(*) AS n FROM m GROUP BY 1) c)`, pay, s.arg(bands), s.arg(days))
	s.add(`, (SELECT json_agg(json_build_array(c.name, n))::text FROM (
		SELECT company_id, %s AS n FROM m GROUP BY company_id ORDER BY %sn DESC, company_id LIMIT %d) t
		JOIN jobs.companies c ON c.id = t.company_id WHERE n > 0)`, within(bit(jobs.FacetCompany)), chosen, jobs.TopCompanies+len(q.Companies))
	s.add(`, (SELECT json_agg(json_build_array(country, n))::text FROM (
		SELECT country, sum(of)::bigint AS n FROM (SELECT countries, %s AS of FROM m GROUP BY countries) l, unnest(countries) AS country GROUP BY country) c WHERE n > 0)`,
		within(bit(jobs.FacetCountry)))
}

// within counts the rows that miss nothing but the facet of the bit. It filters in the
// aggregate, for the planner takes a filter on missed to leave next to nothing, and sorts.
func within(bit int) string { return fmt.Sprintf("count(*) FILTER (WHERE missed & ~%d = 0)", bit) }

// cell counts the jobs that are alike in everything with few values.
type cell struct {
	missed     int
	remote     string
	employment string
	level      string
	paid       int // how many of jobs.PayBands are reached
	posted     int // how many of jobs.PostedWithin hold
	n          int
}

// The values behind the digits of jobs.traits.
var (
	traitRemote     = []jobs.RemoteKind{"", jobs.RemoteNone, jobs.RemoteHybrid, jobs.RemoteFull}
	traitEmployment = []jobs.Employment{"", jobs.FullTime, jobs.PartTime, jobs.Contract, jobs.Temporary, jobs.Internship}
	traitLevel      = []jobs.Level{"", jobs.LevelIntern, jobs.LevelEntry, jobs.LevelMid, jobs.LevelSenior, jobs.LevelLead, jobs.LevelDirector, jobs.LevelExecutive}
)

// UnmarshalJSON reads the pair that the statement makes: the key, a number of octal
// digits, and the count.
func (c *cell) UnmarshalJSON(raw []byte) error {
	var pair [2]int
	if err := json.Unmarshal(raw, &pair); err != nil {
		return err
	}
	key := pair[0]
	remote, employment, level := key>>12&7, key>>9&7, key>>6&7
	if key < 0 || remote >= len(traitRemote) || employment >= len(traitEmployment) {
		return fmt.Errorf("no cell has the key %d", key)
	}
	*c = cell{
		missed: key >> 15, remote: string(traitRemote[remote]), employment: string(traitEmployment[employment]), level: string(traitLevel[level]),
		paid: key >> 3 & 7, posted: key & 7, n: pair[1],
	}
	return nil
}

type named struct {
	name string
	n    int
}

// UnmarshalJSON reads the array that the statement makes.
func (c *named) UnmarshalJSON(raw []byte) error { return json.Unmarshal(raw, &[]any{&c.name, &c.n}) }

type counts struct {
	cells     []cell
	companies []named
	countries []named
}

func readCounts(cells, companies, countries []byte) (c counts, err error) {
	for _, part := range []struct {
		raw []byte
		to  any
	}{{cells, &c.cells}, {companies, &c.companies}, {countries, &c.countries}} {
		if len(part.raw) == 0 {
			continue
		}
		if err = json.Unmarshal(part.raw, part.to); err != nil {
			return counts{}, fmt.Errorf("counts: %w", err)
		}
	}
	return c, nil
}

func (c counts) total() int {
	total := 0
	for _, one := range c.cells {
		if one.missed == 0 {
			total += one.n
		}
	}
	return total
}

// sum counts the cells that miss nothing but the facet of the bit, by the value that of
// gives; "" is no value.
func (c counts) sum(bit int, of func(cell) string) map[string]int {
	found := map[string]int{}
	for _, one := range c.cells {
		if value := of(one); value != "" && one.missed&^bit == 0 {
			found[value] += one.n
		}
	}
	return found
}

// facetsOf makes the facets, always all of them and in this order.
func facetsOf(q jobs.SearchQuery, c counts) []jobs.Facet {
	if c.cells == nil && c.companies == nil && c.countries == nil {
		c.cells = []cell{}
	}
	bits := map[jobs.FacetName]int{}
	for i, f := range (&statement{}).filters(q, time.Time{}) {
		bits[f.facet] = 1 << i
	}
	return []jobs.Facet{
		{Name: jobs.FacetRemote, Values: fixed(jobs.RemoteKinds, q.Remote, c.sum(bits[jobs.FacetRemote], func(c cell) string { return c.remote }))},
		{Name: jobs.FacetCountry, Values: listed(c.countries, q.Countries, jobs.CountryName)},
		{Name: jobs.FacetEmployment, Values: fixed(jobs.Employments, q.Employment, c.sum(bits[jobs.FacetEmployment], func(c cell) string { return c.employment }))},
		{Name: jobs.FacetLevel, Values: fixed(jobs.Levels, q.Levels, c.sum(bits[jobs.FacetLevel], func(c cell) string { return c.level }))},
		{Name: jobs.FacetPay, Values: payValues(q, c, bits[jobs.FacetPay])},
		{Name: jobs.FacetPosted, Values: postedValues(q, c, bits[jobs.FacetPosted])},
		{Name: jobs.FacetCompany, Values: listed(c.companies, q.Companies, func(name string) string { return name })},
	}
}

// fixed gives every known choice in its order, those of no job included.
func fixed[T interface {
	~string
	Label() string
}](known, chosen []T, n map[string]int) []jobs.FacetValue {
	values := make([]jobs.FacetValue, 0, len(known))
	for _, v := range known {
		values = append(values, jobs.FacetValue{Value: string(v), Label: v.Label(), Count: n[string(v)], Selected: slices.Contains(chosen, v)})
	}
	return values
}

// listed gives the values found, most jobs first, and what was chosen and not found.
func listed(found []named, chosen []string, label func(string) string) []jobs.FacetValue {
	values := make([]jobs.FacetValue, 0, len(found)+len(chosen))
	seen := map[string]bool{}
	picked := map[string]bool{}
	for _, c := range chosen {
		picked[jobs.CompanyKey(c)] = true
	}
	for _, f := range found {
		key := jobs.CompanyKey(f.name)
		values = append(values, jobs.FacetValue{Value: f.name, Label: label(f.name), Count: f.n, Selected: picked[key]})
		seen[key] = true
	}
	slices.SortStableFunc(values, func(a, b jobs.FacetValue) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Label, b.Label))
	})
	for _, c := range chosen {
		if !seen[jobs.CompanyKey(c)] {
			values = append(values, jobs.FacetValue{Value: c, Label: label(c), Selected: true})
		}
	}
	return values
}

func payValues(q jobs.SearchQuery, c counts, bit int) []jobs.FacetValue {
	values := make([]jobs.FacetValue, len(jobs.PayBands))
	for i, band := range jobs.PayBands {
		values[i] = jobs.FacetValue{Value: strconv.FormatInt(band, 10), Label: fmt.Sprintf("%s%dk or more", currencyPrefix(q), band/1000), Selected: q.PayMin == band*100}
		for _, one := range c.cells {
			if one.paid > i && one.missed&^bit == 0 {
				values[i].Count += one.n
			}
		}
	}
	return values
}

func currencyPrefix(q jobs.SearchQuery) string {
	if q.PayIn == "" {
		return ""
	}
	return string(q.PayIn) + " "
}

func postedValues(q jobs.SearchQuery, c counts, bit int) []jobs.FacetValue {
	values := make([]jobs.FacetValue, len(jobs.PostedWithin))
	for i, days := range jobs.PostedWithin {
		values[i] = jobs.FacetValue{Value: strconv.Itoa(days), Label: postedLabel(days), Selected: q.Posted == days}
		for _, one := range c.cells {
			if one.posted >= len(jobs.PostedWithin)-i && one.missed&^bit == 0 {
				values[i].Count += one.n
			}
		}
	}
	return values
}

func postedLabel(days int) string {
	if days == 1 {
		return "Last 24 hours"
	}
	return fmt.Sprintf("Last %d days", days)
}
