package apikeys

import (
	"strings"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/identity"
)

// things are the subjects of scopes in words.
var things = map[string]string{
	"analytics": "your dashboard and figures", "applications": "your applications", "jobs": "jobs, and which you saved", "notifications": "your notices",
	"profile": "your profile and answers", "resumes": "your resumes", "companies": "your companies and their members",
}

// may says what a scope lets a program do.
func may(scope identity.Scope) string {
	subject, verb, _ := strings.Cut(string(scope), ":")
	if verb == "read" {
		return "Read " + things[subject]
	}
	if subject == "applications" {
		return "Change your applications, and send them"
	}
	return "Change " + things[subject]
}

// lifetimes are the lifetimes that the form offers; the API takes any number of days.
var lifetimes = []ui.Option{
	{Value: "30", Label: "30 days"}, {Value: "90", Label: "90 days", Chosen: true}, {Value: "180", Label: "180 days"}, {Value: "365", Label: "One year"},
}
