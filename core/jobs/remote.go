package jobs

import (
	"slices"
	"strings"
)

// RemoteKind says how far a job is done away from the employer's premises.
type RemoteKind string

// The kinds of remote work; "" means not stated.
const (
	RemoteNone   RemoteKind = "none"   // on site, and stated as such
	RemoteHybrid RemoteKind = "hybrid" // partly on site
	RemoteFull   RemoteKind = "remote" // away from the premises
)

// RemoteKinds are the stated kinds, in the order in which they are shown.
var RemoteKinds = []RemoteKind{RemoteFull, RemoteHybrid, RemoteNone}

// Label is the kind for people; "" when it is not stated.
func (k RemoteKind) Label() string {
	switch k {
	case RemoteNone:
		return "On site"
	case RemoteHybrid:
		return "Hybrid"
	case RemoteFull:
		return "Remote"
	}
	return ""
}

// RemoteScope is the kind and, for remote work, from where it may be done.
type RemoteScope struct {
	Kind      RemoteKind
	Region    string   // the employer's wording of the restriction, e.g. "US only"; "" = not stated
	Countries []string // ISO 3166-1 alpha-2 codes read from Region; nil = none read
}

// parseScope reads what a location's wording says about remote work. A wording without
// any such word says nothing: it is not "on site".
func parseScope(raw string) RemoteScope {
	switch {
	case hybridWord.MatchString(raw):
		return RemoteScope{Kind: RemoteHybrid}
	case !remoteWord.MatchString(raw):
		if onsiteWord.MatchString(raw) {
			return RemoteScope{Kind: RemoteNone}
		}
		return RemoteScope{}
	}
	scope := RemoteScope{Kind: RemoteFull, Region: remoteRegion(raw)}
	if scope.Region == "" {
		return scope
	}
	for _, part := range splitPlaces(scope.Region) {
		for _, p := range parsePart(part) {
			if p.Country != "" && !slices.Contains(scope.Countries, p.Country) {
				scope.Countries = append(scope.Countries, p.Country)
			}
		}
	}
	return scope
}

// remoteRegion is what stands beside the word "remote": all that follows when the wording
// begins with it ("Remote (US | Canada)"), else the rest of the part that holds it.
func remoteRegion(raw string) string {
	if at := remoteWord.FindStringIndex(raw); at[0] == 0 {
		return tidyRegion(raw[at[1]:])
	}
	for _, part := range splitPlaces(raw) {
		if remoteWord.MatchString(part) {
			return tidyRegion(remoteWord.ReplaceAllString(part, " "))
		}
	}
	return ""
}

func tidyRegion(s string) string {
	s = strings.Trim(strings.Join(strings.Fields(remoteWord.ReplaceAllString(s, " ")), " "), edgeTrimmer)
	for _, word := range []string{"in ", "within ", "from ", "across "} {
		s = strings.TrimPrefix(s, word)
	}
	if strings.Count(s, "(") > strings.Count(s, ")") {
		s += ")"
	}
	return s
}
