package jobs

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var (
	remoteWord  = regexp.MustCompile(`(?i)\b(?:fully[ -]remote|100% remote|remote[ -]first|remote[ -]friendly|remotely|remote|remoto|remota|télétravail|teletravail|work from home|wfh|telecommute|home[ -]based|work from anywhere|anywhere|worldwide|distributed|virtual)\b`)
	hybridWord  = regexp.MustCompile(`(?i)(?:\bhybrid(?:[ -]remote)?|híbrido)\b`)
	onsiteWord  = regexp.MustCompile(`(?i)\b(?:on[ -]?site|in[ -]office|in[ -]person)\b`)
	exclusion   = regexp.MustCompile(`(?i)\bnon[ -](?:us\b|u\.s\.|eu\b)`)
	placeList   = regexp.MustCompile(`\s*[;|•·\n/]\s*|\s+(?:or|OR|and|&)\s+`)
	placeParts  = regexp.MustCompile(`\s*[,()\[\]:]\s*|\s+[-–—>]+\s+|\s*[–—]\s*`)
	noiseWord   = regexp.MustCompile(`(?i)\b(?:headquarters|hq|office|offices|hub|campus|metropolitan area|metro area|metro|greater|area|based|downtown|only|residents|region|preferred|within|in|from|time zones?|timezones?|the|(?:north|south|east|west)(?:ern)? coast|cbd|\d{5})\b`)
	bayArea     = regexp.MustCompile(`(?i)\b(?:(?:sf|san francisco|california)\s+)?bay area\b|\bsilicon valley\b`)
	edgeTrimmer = " \t,;:|/()[]-–—•·&+*."
)

// dominance is how many times more people a city must have than its namesakes for its
// bare name to mean it.
const dominance = 3

// ParseLocation reads an employer's wording of where a job is: one place or several, and
// what it says about remote work. Each place keeps its own wording in Raw; what the
// tables do not know, or what could be several places, stays empty.
func ParseLocation(raw string) ([]Place, RemoteScope) {
	raw = strings.Join(strings.Fields(strings.ReplaceAll(raw, "_", " ")), " ")
	if raw == "" {
		return nil, RemoteScope{}
	}
	var places []Place
	for _, part := range splitPlaces(raw) {
		for _, p := range parsePart(part) {
			if !slices.Contains(places, p) {
				places = append(places, p)
			}
		}
	}
	return places, parseScope(raw)
}

// ParsePlace reads a wording that names one place; of several it gives the first known one.
func ParsePlace(raw string) Place {
	places, _ := ParseLocation(raw)
	for _, p := range places {
		if p.Known() {
			p.Raw = raw
			return p
		}
	}
	return Place{Raw: raw}
}

// CompletePlace reads a place of which the feed also gives the parts. The wording wins
// where it tells a place by itself, for the parts are often those of the company's seat;
// the parts settle what the wording leaves open.
func CompletePlace(raw, city, region, country string) Place {
	p := ParsePlace(raw)
	code := CountryCode(country)
	if p.Known() && (p.City != "" || code == "" || code != p.Country) {
		return p
	}
	var parts []string
	for _, part := range []string{city, region, country} {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	if code == "" && len(parts) == 0 {
		return p
	}
	stated, _ := ParseLocation(strings.Join(parts, ", "))
	for _, s := range stated {
		if s.Known() && (code == "" || s.Country == code) && !(p.Known() && foldName(raw) == foldName(CountryName(code))) {
			s.Raw = raw
			return s
		}
	}
	if p.Known() {
		return p
	}
	return Place{Raw: raw, Country: code}
}

// splitPlaces cuts a list of places, unless the whole is one name ("Trinidad and Tobago").
func splitPlaces(raw string) []string {
	if len(atlas().lookup(raw)) > 0 {
		return []string{raw}
	}
	var parts []string
	for _, part := range placeList.Split(raw, -1) {
		if part = strings.Trim(part, edgeTrimmer); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

func parsePart(part string) []Place {
	bare := remoteWord.ReplaceAllString(exclusion.ReplaceAllString(part, ","), ",")
	bare = hybridWord.ReplaceAllString(bare, ",")
	bare = onsiteWord.ReplaceAllString(bare, ",")
	bare = bayArea.ReplaceAllString(bare, "California, United States")
	var tokens [][]spot
	afterName := false
	for _, token := range placeParts.Split(bare, -1) {
		found := meanings(token)
		if afterName && len(found) == 1 {
			found[0] = afterTown(token, found[0], tokens)
		}
		afterName = strings.ContainsFunc(token, unicode.IsLetter)
		tokens = append(tokens, found...)
	}
	found := resolve(tokens)
	if len(found) == 0 {
		return []Place{{Raw: part}}
	}
	for i := range found {
		if found[i].Raw = part; len(found) > 1 {
			found[i].Raw = found[i].Label() // a part that lists several has no wording of its own for each
		}
	}
	return found
}

// townCountries use their own two-letter code after the name of a town as often as
// Americans use the state's of the same letters, so such a code decides nothing.
var townCountries = []string{"AR", "CO", "DE", "ID", "IL", "IN"}

// afterTown reads a code that follows the name of a town too small for the tables:
// "Andover, MA" is the state, for nobody writes Moroccan towns so.
func afterTown(token string, spots []spot, before [][]spot) []spot {
	if slices.Contains(townCountries, strings.TrimSpace(token)) {
		return spots
	}
	if n := len(before); n > 0 && len(join(before[n-1], spots)) > 0 {
		return spots // the town is known, and so is what contains it
	}
	states := slices.DeleteFunc(slices.Clone(spots), func(s spot) bool { return s.kind != spotRegion || s.country != "US" })
	if len(states) == 1 && len(spots) > 1 {
		return states
	}
	return spots
}

// meanings looks a token up as it is, without filler words, and cut at hyphens ("US-CA-Menlo Park").
func meanings(token string) [][]spot {
	token = strings.Trim(token, edgeTrimmer)
	if token == "" {
		return nil
	}
	g := atlas()
	if s := g.lookup(token); len(s) > 0 {
		return [][]spot{s}
	}
	short := strings.Trim(strings.Join(strings.Fields(noiseWord.ReplaceAllString(token, " ")), " "), edgeTrimmer)
	if s := g.lookup(short); short != "" && len(s) > 0 {
		return [][]spot{s}
	}
	if name, code, ok := cutLastWord(short); ok {
		// "Austin TX", "London UK": a known name and a code or country after it.
		head, tail := g.lookup(name), g.lookup(code)
		if len(head) > 0 && len(tail) > 0 {
			return [][]spot{head, tail}
		}
	}
	if strings.Contains(token, "-") {
		var out [][]spot
		for _, piece := range strings.Split(token, "-") {
			s := g.lookup(strings.TrimSpace(piece))
			if len(s) > 0 {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

func cutLastWord(s string) (head, tail string, ok bool) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 {
		return "", "", false
	}
	return strings.TrimSpace(s[:i]), s[i+1:], true
}

// resolve joins neighbouring tokens that can be parts of one place ("Austin", "TX", "US";
// also "India", "Pune") and starts a new place where they cannot ("London", "Paris").
func resolve(tokens [][]spot) []Place {
	var places []Place
	var open []spot
	flush := func() {
		if p, ok := settle(open); ok && !slices.Contains(places, p) {
			places = append(places, p)
		}
		open = nil
	}
	for _, meaning := range tokens {
		joined := join(open, meaning)
		if len(joined) == 0 {
			flush()
			joined = meaning
		}
		open = joined
	}
	flush()
	return places
}

// join gives every spot that the meanings of two tokens can be together.
func join(open, meaning []spot) []spot {
	var joined []spot
	for _, a := range open {
		for _, b := range meaning {
			if both, ok := merge(a, b); ok && !slices.Contains(joined, both) {
				joined = append(joined, both)
			}
		}
	}
	return joined
}

// merge gives the finer of two spots when the coarser one contains it.
func merge(a, b spot) (spot, bool) {
	if a.kind < b.kind {
		a, b = b, a
	}
	if a.country != b.country {
		return spot{}, false
	}
	switch {
	case a.kind == b.kind:
		return a, a == b
	case b.kind == spotRegion && a.region != b.region:
		return spot{}, false
	}
	a.alone = a.alone || b.kind == spotRegion // a city named with its region is meant
	return a, true
}

// settle chooses among the spots that a wording may mean. A city stands for the region or
// country of its own name; among namesakes one must be marked or dominate; else only what
// all of them share is kept.
func settle(spots []spot) (Place, bool) {
	ranked := slices.Clone(spots)
	ranked = slices.DeleteFunc(ranked, func(s spot) bool {
		return slices.ContainsFunc(spots, func(city spot) bool { return city.kind == spotCity && city.within(s) })
	})
	if len(ranked) == 0 {
		return Place{}, false
	}
	slices.SortStableFunc(ranked, func(a, b spot) int {
		if a.alone != b.alone {
			if a.alone {
				return -1
			}
			return 1
		}
		return b.people - a.people
	})
	best := ranked[0]
	rivals := slices.DeleteFunc(ranked[1:], best.dominates)
	if len(rivals) == 0 {
		return best.place(), true
	}
	return shared(best, rivals)
}

// within tells whether a city lies in the region or country that shares its name.
func (s spot) within(in spot) bool {
	return in.kind != spotCity && s.country == in.country && (in.kind == spotCountry || s.region == in.region)
}

// dominates tells whether a bare name means s and not other. Between a country and a
// region of one name ("Georgia") nothing decides.
func (s spot) dominates(other spot) bool {
	if s.kind != spotCity && other.kind != spotCity {
		return false
	}
	return s.alone && !other.alone || s.people >= dominance*other.people
}

func (s spot) place() Place { return Place{City: s.city, Region: s.region, Country: s.country} }

// shared is what all spots have in common: a region, or only a country.
func shared(best spot, rivals []spot) (Place, bool) {
	p := best.place()
	p.City = ""
	for _, s := range rivals {
		if s.country != p.Country {
			return Place{}, false
		}
		if s.region != p.Region {
			p.Region = ""
		}
	}
	return p, true
}
