package jobs

import (
	_ "embed" // the tables
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/applyforus/applyforus/core/money"
)

// The tables hold facts only. data/countries.tsv: code, English name, currency (ISO 4217),
// other names. regions.tsv: country, first-level division as GeoNames codes it, postal
// code, names. cities.tsv: country, division, then thousands of inhabitants and names; "!"
// marks the city that is meant when its name stands alone.
var (
	//go:embed data/countries.tsv
	countriesTable string
	//go:embed data/regions.tsv
	regionsTable string
	//go:embed data/cities.tsv
	citiesTable string
)

type spotKind int

const (
	spotCountry spotKind = iota
	spotRegion
	spotCity
)

// spot is one thing on the map that a name can mean.
type spot struct {
	kind    spotKind
	country string
	region  string // English name of the first-level division
	city    string
	people  int  // thousands: of the city, or of a region's or country's cities here
	alone   bool // what the bare name means
}

type country struct {
	name     string
	currency money.Currency
}

type gazetteer struct {
	countries map[string]country
	names     map[string][]spot // by folded name
	codes     map[string][]spot // by code exactly as written: "CA" is a region and a country
}

// atlas is built on first use: some thousand names, about a megabyte.
var atlas = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{countries: map[string]country{}, names: map[string][]spot{}, codes: map[string][]spot{}}
	regionPeople, countryPeople := map[string]int{}, map[string]int{}
	for _, f := range rows(citiesTable) {
		for _, entry := range strings.Split(f[2], ";") {
			people, _, _ := cityWeight(entry)
			regionPeople[f[0]+" "+f[1]] += people
			countryPeople[f[0]] += people
		}
	}
	for _, f := range rows(countriesTable) {
		g.countries[f[0]] = country{name: f[1], currency: money.Currency(f[2])}
		s := spot{kind: spotCountry, country: f[0], people: countryWeight + countryPeople[f[0]]}
		g.addName(f[1], s)
		for _, alias := range strings.Split(f[3], "|") {
			g.addName(alias, s)
		}
		g.codes[f[0]] = append(g.codes[f[0]], s)
	}
	regions := map[string]string{}
	for _, f := range rows(regionsTable) {
		names := strings.Split(f[3], "|")
		key := f[0] + " " + f[1]
		s := spot{kind: spotRegion, country: f[0], region: names[0], people: regionPeople[key]}
		regions[key] = s.region
		for _, name := range names {
			g.addName(name, s)
		}
		if f[2] != "" {
			g.codes[f[2]] = append(g.codes[f[2]], s)
		}
	}
	for _, f := range rows(citiesTable) {
		for _, entry := range strings.Split(f[2], ";") {
			people, alone, list := cityWeight(entry)
			names := strings.Split(list, "|")
			s := spot{kind: spotCity, country: f[0], region: regions[f[0]+" "+f[1]], city: names[0], people: people, alone: alone}
			for _, name := range names {
				g.addName(name, s)
			}
		}
	}
	return g
})

// countryWeight lets a country's name mean the country and not a town elsewhere
// ("Jamaica", "Armenia"), small as it may be.
const countryWeight = 100_000

// cityWeight reads "!1686:Barcelona": thousands of people, whether the bare name means it, its names.
func cityWeight(entry string) (people int, alone bool, names string) {
	weight, names, _ := strings.Cut(entry, ":")
	bare := strings.TrimPrefix(weight, "!")
	people, _ = strconv.Atoi(bare)
	return people, bare != weight, names
}

func rows(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		out = append(out, strings.Split(strings.TrimRight(line, "\n"), "\t"))
	}
	return out
}

func (g *gazetteer) addName(name string, s spot) {
	key := foldName(name)
	if key == "" {
		return
	}
	for _, have := range g.names[key] {
		if have == s {
			return
		}
	}
	g.names[key] = append(g.names[key], s)
}

// lookup gives everything that a token may mean. Two- and three-letter codes count only
// in capitals, for "in", "or" and "me" are words.
func (g *gazetteer) lookup(token string) []spot {
	found := g.names[foldName(token)]
	if compact := strings.ReplaceAll(token, ".", ""); len(compact) <= 4 && compact == strings.ToUpper(compact) {
		for _, s := range g.codes[compact] {
			found = append(found[:len(found):len(found)], s)
		}
	}
	return found
}

// CountryName is the English name of an ISO 3166-1 alpha-2 code; the code itself when it is unknown.
func CountryName(code string) string {
	if c, ok := atlas().countries[code]; ok {
		return c.name
	}
	return code
}

// CountryCode reads a country's name or code, in any case; "" when it is none.
func CountryCode(name string) string {
	name = strings.TrimSpace(name)
	g := atlas()
	if _, ok := g.countries[strings.ToUpper(name)]; ok {
		return strings.ToUpper(name)
	}
	for _, s := range g.names[foldName(name)] {
		if s.kind == spotCountry {
			return s.country
		}
	}
	return ""
}

// CountryCurrency is the currency used in a country; "" when it is unknown.
func CountryCurrency(code string) money.Currency { return atlas().countries[code].currency }

// foldName is the form in which names are compared: lower case, no accents, single
// spaces between runs of letters and digits.
func foldName(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '.' || r == '\'' || r == '’' || r == '‘':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			switch r {
			case 'ø', 'Ø':
				b.WriteByte('o')
			case 'ł', 'Ł':
				b.WriteByte('l')
			default:
				b.WriteRune(unicode.ToLower(r))
			}
		default:
			space = true
		}
	}
	return b.String()
}
