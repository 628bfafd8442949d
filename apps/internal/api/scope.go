package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/core/identity"
)

// keyScheme is the name under which API keys are published.
const keyScheme = "key"

// subjects says which scope an operation belongs to, by the longest prefix of its path.
// An operation below none of them takes a person: keys are refused there.
var subjects = map[string]string{
	"/api/v1/analytics": "analytics", "/api/v1/applications": "applications", "/api/v1/jobs": "jobs", "/api/v1/notifications": "notifications",
	"/api/v1/resumes": "resumes", "/api/v1/employer/companies": "companies",
	"/api/v1/users/me/profile": "profile", "/api/v1/users/me/answers": "profile",
	"/api/v1/users/{id}": "profile", "/api/v1/users/{id}/subscription": "",
}

// scopeOf is the scope that a key needs for an operation; "" where it takes a person.
func scopeOf(op *huma.Operation) identity.Scope {
	longest, subject := "", ""
	for prefix, named := range subjects {
		if (op.Path == prefix || strings.HasPrefix(op.Path, prefix+"/")) && len(prefix) > len(longest) {
			longest, subject = prefix, named
		}
	}
	switch {
	case subject == "":
		return ""
	case op.Method == http.MethodGet:
		return identity.Scope(subject + ":read")
	}
	return identity.Scope(subject + ":write")
}

// publishScope says in the specification which operations take a key, and with which scope.
func publishScope(document *huma.OpenAPI, op *huma.Operation) {
	scope := scopeOf(op)
	if scope == "" || len(op.Security) == 0 {
		return
	}
	document.Components.SecuritySchemes[keyScheme] = &huma.SecurityScheme{
		Type: "http", Scheme: "bearer", BearerFormat: identity.APIKeyPrefix + "…",
		Description: "A key for a program, made at /settings/api-keys. Each operation names the scope that it needs; one to write includes the one to read.",
	}
	op.Security = append(slices.Clone(op.Security), map[string][]string{keyScheme: {string(scope)}})
	publishFailures(document, op, http.StatusForbidden)
}
