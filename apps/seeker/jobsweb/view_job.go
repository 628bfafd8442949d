package jobsweb

import (
	"math"
	"strings"
	"time"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

type jobView struct {
	Page     ui.Page
	Viewed   jobsvc.Viewed
	Similar  []jobsvc.Listed
	Now      time.Time
	Back     string
	SignedIn bool
}

func segmentsOf(segments []jobs.Segment) []ui.Segment {
	return mapAll(segments, func(s jobs.Segment) ui.Segment { return ui.Segment{Text: s.Text, Hit: s.Marked} })
}

// whereIs is the places of a job in a line; of many, the first and how many more.
func whereIs(j jobs.Job) string {
	const shown = 2
	labels := mapAll(j.Locations, jobs.Place.Label)
	if len(labels) > shown {
		return strings.Join(labels[:shown], " · ") + " and " + ui.Count(len(labels)-shown, "more place", "more places")
	}
	return strings.Join(labels, " · ")
}

// howRemote is what the posting says of remote work; "" for nothing.
func howRemote(j jobs.Job) string {
	label := j.Remote.Kind.Label()
	if j.Remote.Kind == jobs.RemoteFull && j.Remote.Region != "" {
		return label + " (" + j.Remote.Region + ")"
	}
	return label
}

func metaOf(j jobs.Job) []ui.Meta {
	meta := []ui.Meta{{Text: j.CompanyName}}
	if where := whereIs(j); where != "" {
		meta = append(meta, ui.Meta{Icon: "map-pin", Text: where})
	}
	if how := howRemote(j); how != "" {
		meta = append(meta, ui.Meta{Icon: "globe", Text: how})
	}
	return append(meta, ui.Meta{Icon: "wallet", Text: ui.Pay(j.Pay)})
}

// effortInWords is how much work applying is; "" where the feed does not show the form.
func effortInWords(e jobs.Effort) string {
	if !e.Stated {
		return ""
	}
	words := "About " + ui.Count(e.Minutes, "minute", "minutes") + " to apply"
	if e.Essays > 0 {
		words += ", " + ui.Count(e.Essays, "long answer", "long answers")
	}
	return words
}

func (v jobView) job() jobs.Job { return v.Viewed.Job }

func (v jobView) sub() string {
	if where := whereIs(v.job()); where != "" {
		return v.job().CompanyName + " · " + where
	}
	return v.job().CompanyName
}

// facts are what the posting states; what it does not is said.
func (v jobView) facts() []ui.Fact {
	j := v.job()
	pay := ui.Fact{Label: "Pay as posted", Text: ""}
	if j.Pay.Stated() || j.Pay.Raw != "" {
		pay.More = payFact(j.Pay)
	}
	facts := []ui.Fact{
		pay,
		{Label: "Place", Text: strings.Join(mapAll(j.Locations, jobs.Place.Label), " · ")},
		{Label: "Remote", Text: howRemote(j)},
		{Label: "Type", Text: j.Employment.Label()},
		{Label: "Level", Text: j.Level.Label()},
	}
	if j.Department != "" {
		facts = append(facts, ui.Fact{Label: "Department", Text: j.Department})
	}
	facts = append(facts, ui.Fact{Label: "Effort to apply", More: effortFact(v.Viewed.Effort)})
	if !j.PostedAt.IsZero() {
		facts = append(facts, ui.Fact{Label: "Posted", More: ui.Time(j.PostedAt, v.Now)})
	}
	return append(facts, ui.Fact{Label: "Seen on", More: sightings(v.Viewed.Seen, v.job(), v.Now)})
}

// asked are the requirements of a match that stand in a group: musts, wishes, and those
// that a profile cannot settle.
func asked(m jobs.Match, in func(jobs.RequirementMatch) bool) []ui.Evidence {
	var items []ui.Evidence
	for _, r := range m.Requirements {
		if !r.Requirement.Mentioned && in(r) {
			items = append(items, evidence(r))
		}
	}
	return items
}

func musts(r jobs.RequirementMatch) bool {
	return r.Requirement.Must && r.Status != jobs.MatchUnknown
}

func wishes(r jobs.RequirementMatch) bool {
	return !r.Requirement.Must && r.Status != jobs.MatchUnknown
}

func unsettled(r jobs.RequirementMatch) bool { return r.Status == jobs.MatchUnknown }

// evidence shows one requirement with the person's own words that speak for it.
func evidence(r jobs.RequirementMatch) ui.Evidence {
	e := ui.Evidence{Kind: ui.Neutral, Text: r.Requirement.Name, Why: r.Note}
	if e.Text == "" {
		e.Text = r.Requirement.Span.Quote
	}
	switch r.Status {
	case jobs.MatchMet, jobs.MatchPartial:
		e.Kind = ui.OK
	case jobs.MatchMissing:
		e.Kind = ui.Warn
	case jobs.MatchUnknown:
	}
	quotes := make([]string, 0, len(r.Evidence))
	for _, one := range r.Evidence {
		if one.Quote != "" {
			quotes = append(quotes, "“"+one.Quote+"”")
		}
	}
	if len(quotes) > 0 {
		e.Why = strings.TrimSpace(e.Why + " From your facts: " + strings.Join(quotes, ", "))
	}
	return e
}

func partsOf(m jobs.Match) []ui.Part {
	return mapAll(m.Parts, func(p jobs.MatchPart) ui.Part {
		return ui.Part{Label: p.Name, Value: int(math.Round(p.Points)), Limit: int(math.Round(p.OutOf)), Text: p.Why}
	})
}
