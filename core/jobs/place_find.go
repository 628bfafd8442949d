package jobs

import (
	"cmp"
	"slices"
	"strings"
)

// FindPlaces answers up to n cities whose name begins as the text does, larger ones
// first. Further parts after a comma narrow the region or country ("Portland, Ore").
func FindPlaces(text string, n int) []Place {
	var parts []string
	for part := range strings.SplitSeq(text, ",") {
		if part = foldName(part); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	var found []spot
	for name, spots := range atlas().names {
		if !strings.HasPrefix(name, parts[0]) {
			continue
		}
		for _, s := range spots {
			if s.kind == spotCity && s.inside(parts[1:]) && !slices.Contains(found, s) {
				found = append(found, s)
			}
		}
	}
	slices.SortFunc(found, func(a, b spot) int {
		return cmp.Or(cmp.Compare(b.people, a.people), strings.Compare(a.country+a.region+a.city, b.country+b.region+b.city))
	})
	places := make([]Place, 0, n)
	for _, s := range found[:min(n, len(found))] {
		p := Place{City: s.city, Region: s.region, Country: s.country}
		p.Raw = p.Label()
		places = append(places, p)
	}
	return places
}

// inside tells whether each part begins the name of the city's region or country.
func (s spot) inside(parts []string) bool {
	for _, part := range parts {
		if !strings.HasPrefix(foldName(s.region), part) && !strings.HasPrefix(foldName(CountryName(s.country)), part) {
			return false
		}
	}
	return true
}
