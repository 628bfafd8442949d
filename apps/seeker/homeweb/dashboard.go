package homeweb

import (
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/analytics/analyticssvc"
	"github.com/applyforus/applyforus/core/applications"
)

type dashboardView struct {
	analyticssvc.Dashboard

	Page   ui.Page
	Name   string
	Notice templ.Component // about the unconfirmed address; renders nothing otherwise
	Now    time.Time
}

// greeting is the person's first name, where one is known.
func (v dashboardView) greeting() string {
	if first, _, _ := strings.Cut(strings.TrimSpace(v.Name), " "); first != "" {
		return "Hello, " + first
	}
	return "Dashboard"
}

// step is one of three things that a new person does first.
type step struct {
	done                    bool
	title, text, verb, link string
}

func (v dashboardView) steps() []step {
	return []step{
		{v.Start.Resume, "Upload your resume", "PDF or Word. It is read on this server and shown to you for checking.", "Upload resume", "/resumes"},
		{v.Start.Facts, "Check what was found", "Only what you confirm is used for matches and answers.", "Check", "/resumes"},
		{v.Start.Application, "Apply to a job", "You see every answer before anything is sent.", "Find jobs", "/jobs"},
	}
}

// stats are the open stages with their counts; each leads to its rows.
func (v dashboardView) stats() []ui.Stat {
	var list []ui.Stat
	for _, stage := range []applications.Stage{
		applications.StagePreparing, applications.StageApplied, applications.StageInterview, applications.StageOffer,
	} {
		list = append(list, ui.Stat{Label: stage.Label(), Value: ui.Int(v.Counts[stage]), Href: "/applications?view=list&stage=" + string(stage)})
	}
	return list
}

func due(a applications.Application, now time.Time) ui.Kind {
	if !a.NextStepOn.IsZero() && a.NextStepOn.Before(now) {
		return ui.Warn
	}
	return ui.Neutral
}
