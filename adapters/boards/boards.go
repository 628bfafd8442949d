// Package boards reads the public job feeds of application platforms, one file each, into
// postings. It works over an injected client, keeps nothing, and must not know what is
// done with the postings. The shapes are those that the platforms document.
package boards

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/ports"
)

// All gives every feed over one client.
func All(client *http.Client) []ports.JobBoard {
	return []ports.JobBoard{NewGreenhouse(client), NewLever(client), NewAshby(client)}
}

const maxTitle = 300 // characters; longer ones are cut

// tidy checks and trims what every feed's posting must have; ok is false for one that
// cannot be stored.
func tidy(p jobs.Posting) (_ jobs.Posting, ok bool) {
	p.Title = strings.Join(strings.Fields(strings.ToValidUTF8(p.Title, "")), " ")
	if utf8.RuneCountInString(p.Title) > maxTitle {
		p.Title = string([]rune(p.Title)[:maxTitle])
	}
	p.URL, p.ApplyURL = webAddress(p.URL), webAddress(p.ApplyURL)
	if p.ApplyURL == "" {
		p.ApplyURL = p.URL
	}
	p.Department = strings.TrimSpace(p.Department)
	if p.Level == "" {
		p.Level = jobs.ParseLevel(p.Title)
	}
	if p.Employment == "" && p.Level == jobs.LevelIntern {
		p.Employment = jobs.Internship
	}
	if y := p.PostedAt.Year(); y < 1995 || y > 2100 {
		p.PostedAt = time.Time{} // a feed's mistake, not a date
	}
	return p, p.ExternalID != "" && len(p.ExternalID) <= 200 && p.BoardToken != "" && p.Title != ""
}

// webAddress gives an http(s) address, or "" for anything else.
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return u.String()
}

// country is the country of a job if all its places lie in one; "" otherwise.
func country(places []jobs.Place) string {
	code := ""
	for _, p := range places {
		if p.Country == "" || code != "" && p.Country != code {
			return ""
		}
		code = p.Country
	}
	return code
}

// addPlaces appends the places that are not there yet.
func addPlaces(places []jobs.Place, more ...jobs.Place) []jobs.Place {
	for _, p := range more {
		if p.Raw != "" && !slices.Contains(places, p) {
			places = append(places, p)
		}
	}
	return places
}
