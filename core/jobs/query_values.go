package jobs

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/page"
)

// The names of the parameters; the address of a search is its whole state.
const (
	ParamText       = "q"
	ParamPlace      = "place"
	ParamCountry    = "country"
	ParamRemote     = "remote"
	ParamEmployment = "type"
	ParamLevel      = "level"
	ParamPay        = "pay" // whole units per year
	ParamPayIn      = "currency"
	ParamCompany    = "company"
	ParamPosted     = "posted" // days
	ParamSort       = "sort"
	ParamPage       = "page"
	ParamLimit      = "limit"
)

// maxPay bounds the pay filter, in whole units per year.
const maxPay = 1_000_000_000

// ParseQuery reads the parameters of a search. What cannot be read is left out of the
// query and named in the fault (validation_failed), so that a page can show the rest and
// say what it ignored. Parameters of other names are none of its business.
func ParseQuery(values url.Values) (SearchQuery, error) {
	var c fault.Check
	q := SearchQuery{
		Text:       text(&c, values, ParamText),
		Place:      text(&c, values, ParamPlace),
		Remote:     choices(&c, values, ParamRemote, RemoteKinds),
		Employment: choices(&c, values, ParamEmployment, Employments),
		Levels:     choices(&c, values, ParamLevel, Levels),
		Posted:     number(&c, values, ParamPosted, 365),
		PayMin:     int64(number(&c, values, ParamPay, maxPay)) * 100,
		Page: page.Request{
			Number: number(&c, values, ParamPage, 1<<31-1),
			Limit:  number(&c, values, ParamLimit, page.MaxLimit),
		},
	}
	if q.Page.Number == 1 {
		q.Page.Number = 0 // the first page and the usual length are what zero means
	}
	if q.Page.Limit == page.DefaultLimit {
		q.Page.Limit = 0
	}
	for _, v := range list(&c, values, ParamCountry) {
		code := CountryCode(v)
		if code == "" {
			c.Add(ParamCountry, "unknown", "Choose a country by its name or two-letter code.")
		} else if !slices.Contains(q.Countries, code) {
			q.Countries = append(q.Countries, code)
		}
	}
	for _, v := range list(&c, values, ParamCompany) {
		if v = clip(&c, ParamCompany, v); v != "" && !slices.Contains(q.Companies, v) {
			q.Companies = append(q.Companies, v)
		}
	}
	if v := strings.ToUpper(strings.TrimSpace(values.Get(ParamPayIn))); v != "" {
		if len(v) == 3 && strings.Trim(v, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
			q.PayIn = money.Currency(v)
		} else {
			c.Add(ParamPayIn, "unknown", "Give the currency as its three-letter code, for example USD.")
		}
	}
	if v := Sort(strings.TrimSpace(values.Get(ParamSort))); v != "" {
		if slices.Contains(Sorts, v) {
			q.Sort = v
		} else {
			c.Add(ParamSort, "unknown", "Sort by relevance, newest or pay.")
		}
	}
	return q, c.Err()
}

// Values is the inverse of ParseQuery: the shortest parameters that give the same query.
func (q SearchQuery) Values() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set(ParamText, q.Text)
	set(ParamPlace, q.Place)
	for _, s := range q.Countries {
		v.Add(ParamCountry, s)
	}
	for _, s := range q.Remote {
		v.Add(ParamRemote, string(s))
	}
	for _, s := range q.Employment {
		v.Add(ParamEmployment, string(s))
	}
	for _, s := range q.Levels {
		v.Add(ParamLevel, string(s))
	}
	for _, s := range q.Companies {
		v.Add(ParamCompany, s)
	}
	if q.PayMin > 0 {
		v.Set(ParamPay, strconv.FormatInt(q.PayMin/100, 10))
	}
	set(ParamPayIn, string(q.PayIn))
	if q.Posted > 0 {
		v.Set(ParamPosted, strconv.Itoa(q.Posted))
	}
	set(ParamSort, string(q.Sort))
	if q.Page.Number > 1 {
		v.Set(ParamPage, strconv.Itoa(q.Page.Number))
	}
	if q.Page.Limit > 0 && q.Page.Limit != page.DefaultLimit {
		v.Set(ParamLimit, strconv.Itoa(q.Page.Limit))
	}
	return v
}

func text(c *fault.Check, values url.Values, name string) string {
	return clip(c, name, values.Get(name))
}

// clip tidies a free text and cuts it at its bound.
func clip(c *fault.Check, name, v string) string {
	c.PlainText(name, v)
	v = strings.Join(strings.Fields(strings.Map(printable, strings.ToValidUTF8(v, ""))), " ")
	c.MaxLen(name, v, MaxQueryText)
	if r := []rune(v); len(r) > MaxQueryText {
		v = string(r[:MaxQueryText])
	}
	return v
}

func printable(r rune) rune {
	if r < 0x20 || r == 0x7f {
		return ' '
	}
	return r
}

// list gives the non-empty values of a parameter, repeated or separated by commas for
// those that hold no free text.
func list(c *fault.Check, values url.Values, name string) []string {
	var out []string
	for _, v := range values[name] {
		parts := []string{v}
		if name != ParamCompany {
			parts = strings.Split(v, ",")
		}
		for _, part := range parts {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	if len(out) > MaxChoices {
		c.Add(name, "too_many", "Choose at most 20 values.")
		out = out[:MaxChoices]
	}
	return out
}

func choices[T ~string](c *fault.Check, values url.Values, name string, known []T) []T {
	var out []T
	for _, v := range list(c, values, name) {
		switch {
		case !slices.Contains(known, T(v)):
			c.Add(name, "unknown", "This filter has no such choice; pick one of those shown.")
		case !slices.Contains(out, T(v)):
			out = append(out, T(v))
		}
	}
	return out
}

// number reads a whole number from 1 to limit; a larger one is taken as the limit.
func number(c *fault.Check, values url.Values, name string, limit int) int {
	v := strings.TrimSpace(values.Get(name))
	if v == "" {
		return 0
	}
	if strings.Trim(v, "0123456789") != "" {
		c.Add(name, "not_a_number", "Give a whole number.")
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		return limit
	}
	return min(n, limit)
}
