package apikeys

import (
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/identity"
)

// words say what each scope lets a program do.
var words = map[identity.Scope]string{
	"jobs:read": "Search jobs, and see how they fit", "jobs:write": "Save jobs",
	"applications:read": "Read your applications", "applications:write": "Change your applications, and send them",
	"resumes:read": "Read your resumes", "resumes:write": "Add, change and delete resumes",
	"profile:read": "Read your profile and answers", "profile:write": "Change your profile and answers",
	"notifications:read": "Read your notices", "notifications:write": "Mark notices as read",
	"analytics:read": "Read your dashboard", "companies:read": "Read your companies and their members",
}

// lifetimes are the lifetimes that the form offers; the API takes any number of days.
var lifetimes = []ui.Option{
	{Value: "30", Label: "30 days"}, {Value: "90", Label: "90 days", Chosen: true}, {Value: "180", Label: "180 days"}, {Value: "365", Label: "One year"},
}
