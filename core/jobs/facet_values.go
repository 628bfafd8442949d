package jobs

import "slices"

// Countries are the ISO 3166-1 alpha-2 codes of where the job is and of where remote work
// may be done from, sorted, each once.
func (j Job) Countries() []string {
	countries := slices.Clone(j.Remote.Countries)
	for _, p := range j.Locations {
		countries = append(countries, p.Country)
	}
	return distinct(countries)
}

// Cities are the cities that the job's locations name, sorted, each once.
func (j Job) Cities() []string {
	cities := make([]string, 0, len(j.Locations))
	for _, p := range j.Locations {
		cities = append(cities, p.City)
	}
	return distinct(cities)
}

func distinct(values []string) []string {
	values = slices.DeleteFunc(values, func(v string) bool { return v == "" })
	slices.Sort(values)
	return slices.Compact(values)
}
