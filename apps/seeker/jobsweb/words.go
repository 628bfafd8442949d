package jobsweb

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/jobs"
)

func closedWord(j jobs.Job) string {
	if j.Status == jobs.StatusFilled {
		return "Filled"
	}
	return "Closed"
}

func closedTitle(j jobs.Job) string {
	title := "This job is closed"
	if j.Status == jobs.StatusFilled {
		title = "This job is filled"
	}
	if !j.ClosedAt.IsZero() {
		title += " since " + ui.Date(j.ClosedAt)
	}
	return title
}

func similarMeta(j jobs.Job) []ui.Meta {
	meta := []ui.Meta{{Text: j.CompanyName}}
	if where := whereIs(j); where != "" {
		meta = append(meta, ui.Meta{Icon: "map-pin", Text: where})
	}
	return meta
}

// bandInWords says what a band means for the decision to apply.
func bandInWords(b jobs.MatchBand) string {
	switch b {
	case jobs.BandStrong:
		return "Strong: your facts show what is asked for"
	case jobs.BandPromising:
		return "Promising: most of it is there"
	case jobs.BandStretch:
		return "Stretch: something that counts is missing"
	case jobs.BandLow:
		return "Low: little of it is in your facts"
	}
	return string(b)
}

func savedCount(n int) string {
	if n == 0 {
		return "No saved jobs yet"
	}
	return ui.Count(n, "saved job", "saved jobs")
}

func savedPager(v savedView) templ.Component {
	if v.Kept.Total == 0 {
		return nil
	}
	return ui.Pager{
		Number: v.Kept.Number, Pages: v.Kept.TotalPages(), Total: v.Kept.Total, Noun: "job", Nouns: "jobs",
		Href: func(n int) string { return "/jobs/saved?page=" + strconv.Itoa(n) },
	}
}
