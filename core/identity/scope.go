package identity

import (
	"slices"
	"strings"
)

// Scope is one thing that an API key may do: a subject of the API and whether to read
// or to change it, such as "applications:read".
type Scope string

// Scopes are the scopes of one key, sorted and separated by spaces, so that actors can
// be compared.
type Scopes string

// ScopesFor lists the scopes that a key of the app can have. Signing in, keys themselves
// and the admin console are not among them.
func ScopesFor(app App) []Scope {
	switch app {
	case AppSeeker:
		return []Scope{
			"jobs:read", "jobs:write", "applications:read", "applications:write", "resumes:read", "resumes:write", "profile:read", "profile:write",
			"notifications:read", "notifications:write", "analytics:read",
		}
	case AppEmployer:
		return []Scope{"companies:read"}
	default:
		return nil
	}
}

// NewScopes puts scopes in order, each once.
func NewScopes(list []Scope) Scopes {
	texts := make([]string, len(list))
	for i, scope := range list {
		texts[i] = string(scope)
	}
	slices.Sort(texts)
	return Scopes(strings.Join(slices.Compact(texts), " "))
}

// List gives the scopes one by one.
func (s Scopes) List() []Scope {
	list := []Scope{}
	for text := range strings.FieldsSeq(string(s)) {
		list = append(list, Scope(text))
	}
	return list
}

// Allow tells whether a scope is among them. Whoever may change something may read it too.
func (s Scopes) Allow(wanted Scope) bool {
	list := s.List()
	if slices.Contains(list, wanted) {
		return true
	}
	subject, read := strings.CutSuffix(string(wanted), ":read")
	return read && slices.Contains(list, Scope(subject+":write"))
}
