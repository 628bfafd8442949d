package jobs

import "strings"

// Place is where a job is. Raw is the employer's own wording and always kept; the other
// parts are empty where the wording does not tell.
type Place struct {
	Raw     string
	City    string // English name, e.g. "Copenhagen"
	Region  string // state, province or land, by its English name, e.g. "California"
	Country string // ISO 3166-1 alpha-2, upper case
}

// Known tells whether anything was read from the wording.
func (p Place) Known() bool { return p.City != "" || p.Region != "" || p.Country != "" }

// Label is the place for people: "San Francisco, California, US", or the employer's wording.
func (p Place) Label() string {
	if !p.Known() {
		return p.Raw
	}
	var parts []string
	if p.City != "" {
		parts = append(parts, p.City)
	}
	if p.Region != "" && p.Region != p.City {
		parts = append(parts, p.Region)
	}
	if p.Country != "" {
		parts = append(parts, CountryName(p.Country))
	}
	return strings.Join(parts, ", ")
}
