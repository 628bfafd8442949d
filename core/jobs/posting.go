package jobs

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/money"
)

// Posting is a job as its feed states it, before it is sanitised and stored.
type Posting struct {
	Source     Source
	BoardToken string
	ExternalID string
	// RequisitionKey is the feed's own id of the opening behind the posting, where it
	// has one: postings of one board with the same key are the same opening.
	RequisitionKey string

	CompanyName string // "" where the feed does not name it; the board then does
	Title       string
	HTML        string // untrusted
	Text        string // untrusted; "" where the feed has only HTML
	Department  string

	Locations  []Place
	Remote     RemoteScope
	Employment Employment
	Level      Level
	Pay        money.Range
	Questions  []Question

	URL      string
	ApplyURL string
	PostedAt time.Time
}

// Job makes the job that a posting announces. html and text are the posting's
// description after sanitising. The caller gives the identifiers of job, requisition and
// company, and the company's name where the posting has none.
func (p Posting) Job(html, text string, now time.Time) Job {
	return Job{
		CompanyName: p.CompanyName,
		Title:       p.Title, DescriptionHTML: html, DescriptionText: text, Department: p.Department,
		Locations: p.Locations, Remote: p.Remote, Employment: p.Employment, Level: p.Level,
		Pay: p.Pay, Questions: p.Questions,
		Source: p.Source, BoardToken: p.BoardToken, ExternalID: p.ExternalID,
		URL: p.URL, ApplyURL: p.ApplyURL,
		PostedAt: p.PostedAt, FirstSeenAt: now, LastSeenAt: now,
		Status: StatusActive, Demo: p.Source == SourceDemo,
		Fingerprint: Fingerprint(p.CompanyName, p.Title, text),
		Version:     1,
	}
}

// Refresh gives the stored job with everything that the feed states now: identity,
// first-seen time and a known company name stay, and a job that was closed is open again.
func (j Job) Refresh(p Posting, html, text string, now time.Time) Job {
	fresh := p.Job(html, text, now)
	fresh.ID, fresh.Requisition, fresh.Company = j.ID, j.Requisition, j.Company
	if fresh.CompanyName == "" {
		fresh.CompanyName = j.CompanyName
		fresh.Fingerprint = Fingerprint(j.CompanyName, p.Title, text)
	}
	if fresh.Questions == nil {
		fresh.Questions = j.Questions // a list feed does not repeat what the detail said
	}
	fresh.FirstSeenAt, fresh.Version = j.FirstSeenAt, j.Version+1
	return fresh
}

// Hash is a digest of all that the feed states, so that an unchanged posting is told
// without comparing it field by field.
func (p Posting) Hash() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q %q %q %q %q %q %q %q ", p.CompanyName, p.Title, p.HTML, p.Text, p.Department, p.URL, p.ApplyURL, p.RequisitionKey)
	fmt.Fprintf(&b, "%q %q %q %q %q %q %d", p.Locations, p.Remote, p.Employment, p.Level, fmt.Sprint(p.Pay.Min, p.Pay.Max, p.Pay.Currency, p.Pay.Interval, p.Pay.Raw), fmt.Sprint(p.Questions), p.PostedAt.UnixMilli())
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
}
