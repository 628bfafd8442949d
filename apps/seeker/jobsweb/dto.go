package jobsweb

import (
	"time"

	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/money"
)

// JobPlace is where a job is.
type JobPlace struct {
	Label   string `json:"label" doc:"For people."`
	City    string `json:"city,omitempty"`
	Region  string `json:"region,omitempty"`
	Country string `json:"country,omitempty" doc:"ISO 3166-1 alpha-2."`
}

// JobPay is pay as posted, in minor units of the currency. A missing end is left out.
type JobPay struct {
	Min      int64  `json:"min,omitempty"`
	Max      int64  `json:"max,omitempty"`
	Currency string `json:"currency,omitempty" doc:"ISO 4217."`
	Interval string `json:"interval,omitempty" enum:"hour,day,week,month,year"`
	Posted   string `json:"posted,omitempty" doc:"The employer's own wording."`
}

// JobEffort is how much work applying is, as far as the feed shows the form.
type JobEffort struct {
	Questions int `json:"questions"`
	Required  int `json:"required"`
	Essays    int `json:"essays"`
	Minutes   int `json:"minutes"`
}

// JobSegment is a piece of a text; marked pieces are what the search found.
type JobSegment struct {
	Text   string `json:"text"`
	Marked bool   `json:"marked,omitempty"`
}

// Job is a job of a list. What is not stated is left out.
type Job struct {
	ID            string       `json:"id" format:"uuid"`
	RequisitionID string       `json:"requisitionId" format:"uuid" doc:"The opening behind it: one application per person and requisition."`
	Title         string       `json:"title"`
	Company       string       `json:"company"`
	Department    string       `json:"department,omitempty"`
	Locations     []JobPlace   `json:"locations"`
	Remote        string       `json:"remote,omitempty" enum:"remote,hybrid,none"`
	RemoteRegion  string       `json:"remoteRegion,omitempty" doc:"From where remote work may be done, in the employer's words."`
	Type          string       `json:"type,omitempty" enum:"full_time,part_time,contract,temporary,internship"`
	Level         string       `json:"level,omitempty" enum:"intern,entry,mid,senior,lead,director,executive"`
	Pay           *JobPay      `json:"pay,omitempty"`
	Effort        *JobEffort   `json:"effort,omitempty"`
	URL           string       `json:"url" doc:"The posting at its source."`
	Status        string       `json:"status" enum:"active,filled,closed"`
	Demo          bool         `json:"demo" doc:"Of a fictional company; applications to it reach nobody."`
	PostedAt      time.Time    `json:"postedAt"`
	TitleMarked   []JobSegment `json:"titleMarked,omitempty"`
	Snippet       []JobSegment `json:"snippet,omitempty"`

	Saved         bool      `json:"saved" doc:"By the signed-in person."`
	ApplicationID string    `json:"applicationId,omitempty" format:"uuid" doc:"The signed-in person's, to the opening."`
	Match         *JobScore `json:"match,omitempty" doc:"For a signed-in person with facts."`
}

// JobScore is a match in short.
type JobScore struct {
	Total int    `json:"total" minimum:"0" maximum:"100"`
	Band  string `json:"band" enum:"Strong,Promising,Stretch,Low"`
	Why   string `json:"why"`
}

// JobSighting is a board that shows the job, or did.
type JobSighting struct {
	Source    string     `json:"source" enum:"greenhouse,lever,ashby,demo"`
	URL       string     `json:"url"`
	Open      bool       `json:"open"`
	Stale     bool       `json:"stale" doc:"The board could not be read lately."`
	CheckedAt *time.Time `json:"checkedAt,omitempty"`
}

// JobDetail is a job with its posting.
type JobDetail struct {
	Job

	DescriptionHTML string             `json:"descriptionHtml" doc:"Sanitised."`
	DescriptionText string             `json:"descriptionText"`
	Requirements    []jobs.Requirement `json:"requirements" doc:"Read from the posting by rules."`
	SeenAt          []JobSighting      `json:"seenAt"`
	LastSeenAt      time.Time          `json:"lastSeenAt"`
	ClosedAt        *time.Time         `json:"closedAt,omitempty"`
	MatchDetail     *JobMatch          `json:"matchDetail,omitempty" doc:"For a signed-in person."`
}

// JobMatch is a match with its reasons.
type JobMatch struct {
	Verifiable   bool                    `json:"verifiable" doc:"Without facts, or with a posting that states nothing, there is no score."`
	Total        int                     `json:"total" minimum:"0" maximum:"100"`
	Band         string                  `json:"band,omitempty" enum:"Strong,Promising,Stretch,Low"`
	Why          string                  `json:"why"`
	Parts        []jobs.MatchPart        `json:"parts"`
	Requirements []jobs.RequirementMatch `json:"requirements"`
	Missing      []string                `json:"missing"`
	Unverified   []string                `json:"unverified"`
}

// JobFacet is one filter.
type JobFacet struct {
	Name   string          `json:"name" enum:"remote,country,type,level,pay,posted,company" doc:"The parameter."`
	Values []JobFacetValue `json:"values"`
}

// JobFacetValue is one choice and how many jobs it would show.
type JobFacetValue struct {
	Value    string `json:"value" doc:"As the parameter takes it."`
	Label    string `json:"label"`
	Count    int    `json:"count"`
	Selected bool   `json:"selected"`
}

func mapAll[T, U any](items []T, f func(T) U) []U {
	out := make([]U, len(items))
	for i, item := range items {
		out[i] = f(item)
	}
	return out
}

func presentListed(l jobsvc.Listed) Job {
	j := presentJob(l.Job, l.Effort)
	j.Saved = l.Saved
	if !l.Application.IsZero() {
		j.ApplicationID = l.Application.String()
	}
	if l.Match != nil && l.Match.Verifiable {
		j.Match = &JobScore{Total: l.Match.Total, Band: string(l.Match.Band), Why: l.Match.Why}
	}
	segment := func(s jobs.Segment) JobSegment { return JobSegment(s) }
	if len(l.Snippet) > 0 {
		j.TitleMarked, j.Snippet = mapAll(l.Title, segment), mapAll(l.Snippet, segment)
	}
	return j
}

func presentJob(j jobs.Job, effort jobs.Effort) Job {
	out := Job{
		ID: j.ID.String(), RequisitionID: j.Requisition.String(), Title: j.Title, Company: j.CompanyName, Department: j.Department,
		Locations: mapAll(j.Locations, func(p jobs.Place) JobPlace {
			return JobPlace{Label: p.Label(), City: p.City, Region: p.Region, Country: p.Country}
		}),
		Remote: string(j.Remote.Kind), RemoteRegion: j.Remote.Region, Type: string(j.Employment), Level: string(j.Level),
		Pay: presentPay(j.Pay), URL: j.URL, Status: string(j.Status), Demo: j.Demo, PostedAt: j.PostedAt,
	}
	if effort.Stated {
		out.Effort = &JobEffort{Questions: effort.Questions, Required: effort.Required, Essays: effort.Essays, Minutes: effort.Minutes}
	}
	return out
}

func presentPay(r money.Range) *JobPay {
	if !r.Stated() && r.Raw == "" {
		return nil
	}
	return &JobPay{Min: r.Min, Max: r.Max, Currency: string(r.Currency), Interval: string(r.Interval), Posted: r.Raw}
}

func presentViewed(v jobsvc.Viewed) JobDetail {
	d := JobDetail{
		Job: presentJob(v.Job, v.Effort), DescriptionHTML: v.Job.DescriptionHTML, DescriptionText: v.Job.DescriptionText,
		Requirements: v.Requirements, LastSeenAt: v.Job.LastSeenAt, ClosedAt: stated(v.Job.ClosedAt),
		SeenAt: mapAll(v.Seen, func(s jobsvc.Sighting) JobSighting {
			return JobSighting{Source: string(s.Link.Source), URL: s.Link.URL, Open: s.Link.Open(), Stale: s.Stale, CheckedAt: stated(s.CheckedAt)}
		}),
	}
	if d.Requirements == nil {
		d.Requirements = []jobs.Requirement{}
	}
	d.Saved = v.Saved
	if !v.Application.IsZero() {
		d.ApplicationID = v.Application.String()
	}
	if v.Match != nil {
		match := presentMatch(*v.Match)
		d.MatchDetail = &match
		if v.Match.Verifiable {
			d.Match = &JobScore{Total: v.Match.Total, Band: string(v.Match.Band), Why: v.Match.Why}
		}
	}
	return d
}

func presentMatch(m jobs.Match) JobMatch {
	for i := range m.Requirements {
		if m.Requirements[i].Evidence == nil {
			m.Requirements[i].Evidence = []jobs.MatchEvidence{}
		}
	}
	return JobMatch{
		Verifiable: m.Verifiable, Total: m.Total, Band: string(m.Band), Why: m.Why,
		Parts: m.Parts, Requirements: m.Requirements, Missing: m.Missing, Unverified: m.Unverified,
	}
}

func presentFacets(facets []jobs.Facet) []JobFacet {
	return mapAll(facets, func(f jobs.Facet) JobFacet {
		return JobFacet{Name: string(f.Name), Values: mapAll(f.Values, func(v jobs.FacetValue) JobFacetValue { return JobFacetValue(v) })}
	})
}

func stated(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
