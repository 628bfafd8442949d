package jobspg

import (
	"encoding/json"
	"errors"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres/internal/jobsdb"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/ports"
)

func fromJobRow(r jobsdb.JobsByIDRow) (jobs.Job, error) {
	j := jobs.Job{
		ID: r.ID, Requisition: r.RequisitionID, Company: r.CompanyID, CompanyName: r.CompanyName,
		Title: r.Title, DescriptionHTML: r.DescriptionHtml, DescriptionText: r.DescriptionText, Department: r.Department,
		Remote:     jobs.RemoteScope{Kind: r.Remote, Region: r.RemoteRegion, Countries: nilWhenEmpty(r.RemoteCountries)},
		Employment: r.Employment, Level: r.Level,
		Pay:    money.Range{Min: r.PayMin, Max: r.PayMax, Currency: r.PayCurrency, Interval: r.PayInterval, Raw: r.PayRaw},
		Source: r.Source, BoardToken: r.BoardToken, ExternalID: r.ExternalID, URL: r.Url, ApplyURL: r.ApplyUrl,
		PostedAt: r.PostedAt.UTC(), FirstSeenAt: r.FirstSeenAt.UTC(), LastSeenAt: r.LastSeenAt.UTC(), ClosedAt: fromNull(r.ClosedAt),
		Status: r.Status, Demo: r.Demo, Fingerprint: r.Fingerprint, Version: r.Version,
	}
	if err := json.Unmarshal(r.Locations, &j.Locations); err != nil {
		return jobs.Job{}, err
	}
	j.Locations = nilWhenEmpty(j.Locations)
	if r.Questions != nil {
		if err := json.Unmarshal(r.Questions, &j.Questions); err != nil {
			return jobs.Job{}, err
		}
	}
	return j, nil
}

func toJobParams(stored ports.StoredJob) (jobsdb.PutJobParams, error) {
	j := stored.Job
	locations, err1 := json.Marshal(emptyWhenNil(j.Locations))
	requirements, err2 := json.Marshal(emptyWhenNil(stored.Requirements))
	var questions []byte
	var err3 error
	if j.Questions != nil {
		questions, err3 = json.Marshal(j.Questions)
	}
	if err := errors.Join(err1, err2, err3); err != nil {
		return jobsdb.PutJobParams{}, err
	}
	p := jobsdb.PutJobParams{
		ID: j.ID, RequisitionID: j.Requisition, CompanyID: j.Company, CompanyName: j.CompanyName,
		Title: j.Title, DescriptionHtml: j.DescriptionHTML, DescriptionText: j.DescriptionText, Department: j.Department,
		Locations: locations, Countries: emptyWhenNil(j.Countries()), Cities: emptyWhenNil(j.Cities()),
		Remote: j.Remote.Kind, RemoteRegion: j.Remote.Region, RemoteCountries: emptyWhenNil(j.Remote.Countries),
		Employment: j.Employment, Level: j.Level,
		PayMin: j.Pay.Min, PayMax: j.Pay.Max, PayCurrency: j.Pay.Currency, PayInterval: j.Pay.Interval, PayRaw: j.Pay.Raw,
		Questions: questions, Requirements: requirements,
		Source: j.Source, BoardToken: j.BoardToken, ExternalID: j.ExternalID, Url: j.URL, ApplyUrl: j.ApplyURL,
		Fingerprint: j.Fingerprint, Demo: j.Demo, Status: j.Status,
		PostedAt: j.PostedAt, FirstSeenAt: j.FirstSeenAt, LastSeenAt: j.LastSeenAt, ClosedAt: toNull(j.ClosedAt), Version: j.Version,
	}
	if _, high, ok := j.Pay.Annual(); ok {
		p.PayAnnualMax = &high
	}
	return p, nil
}

func fromLinkRow(r jobsdb.Link) jobs.Link {
	return jobs.Link{
		Source: r.Source, BoardToken: r.BoardToken, ExternalID: r.ExternalID, Job: r.JobID, URL: r.Url, ApplyURL: r.ApplyUrl,
		Hash: r.ContentHash, Misses: int(r.Misses), FirstSeenAt: r.FirstSeenAt.UTC(), ClosedAt: fromNull(r.ClosedAt),
	}
}

func toLinkParams(l jobs.Link) jobsdb.PutLinkParams {
	return jobsdb.PutLinkParams{
		Source: l.Source, BoardToken: l.BoardToken, ExternalID: l.ExternalID, JobID: l.Job, Url: l.URL, ApplyUrl: l.ApplyURL,
		ContentHash: l.Hash, Misses: int32(l.Misses), FirstSeenAt: l.FirstSeenAt, ClosedAt: toNull(l.ClosedAt),
	}
}

func fromBoardRow(r jobsdb.Board) jobs.Board {
	return jobs.Board{
		ID: r.ID, Source: r.Source, Token: r.Token, CompanyName: r.CompanyName, URL: r.Url, Note: r.Note, Status: r.Status,
		LastAttemptAt: fromNull(r.LastAttemptAt), LastSuccessAt: fromNull(r.LastSuccessAt),
		LastProblem: jobs.Problem{Code: r.ProblemCode, Text: r.ProblemText},
		Failures:    int(r.Failures), NextAttemptAt: fromNull(r.NextAttemptAt),
	}
}

// fromNull and toNull translate between "no time" in a row and in a noun.
func fromNull(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return t.UTC() // the zone of the machine is nobody's business
}

func toNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func nilWhenEmpty[T any](values []T) []T {
	if len(values) == 0 {
		return nil
	}
	return values
}

func emptyWhenNil[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}
