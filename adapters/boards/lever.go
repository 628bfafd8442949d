package boards

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/money"
)

const (
	leverPage  = 100
	leverPages = 100 // no company has ten thousand openings there
)

// Lever reads the public postings API of Lever (github.com/lever/postings-api). A token
// that begins with "eu:" names a site of its European host. The API does not show the
// questions of a form.
type Lever struct {
	client   *http.Client
	base, eu string
	pause    time.Duration // between pages; its robots.txt asks for one second
}

// NewLever makes the feed over a client.
func NewLever(client *http.Client) *Lever {
	return &Lever{client: client, base: "https://api.lever.co/v0/postings/", eu: "https://api.eu.lever.co/v0/postings/", pause: time.Second}
}

// Source implements ports.JobBoard.
func (*Lever) Source() jobs.Source { return jobs.SourceLever }

// Fetch implements ports.JobBoard.
func (l *Lever) Fetch(ctx context.Context, token string) ([]jobs.Posting, error) {
	base, site := l.base, token
	if name, ok := strings.CutPrefix(token, "eu:"); ok {
		base, site = l.eu, name
	}
	if !tokenPattern.MatchString(site) {
		return nil, jobs.ErrBoardNotFound
	}
	var raws []json.RawMessage
	for number := range leverPages {
		if number > 0 {
			if err := wait(ctx, l.pause); err != nil {
				return nil, jobs.ErrBoardUnavailable.Wrap(err)
			}
		}
		var list []json.RawMessage
		address := fmt.Sprintf("%s%s?mode=json&skip=%d&limit=%d", base, url.PathEscape(site), number*leverPage, leverPage)
		if err := getJSON(ctx, l.client, address, &list); err != nil {
			return nil, err
		}
		if list == nil {
			return nil, jobs.ErrBoardUnreadable // "null" is no list
		}
		raws = append(raws, list...)
		if len(list) < leverPage {
			return collect(raws, token, readLever)
		}
	}
	return nil, jobs.ErrBoardTooLarge
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Decode implements ports.JobBoard.
func (*Lever) Decode(r io.Reader, token string) ([]jobs.Posting, error) {
	return decodeFile(r, token, readLever)
}

type leverJob struct {
	CompanySlug string `json:"company_slug"` // only in collections of several boards
	ID          string `json:"id"`
	Text        string `json:"text"`
	Categories  struct {
		Location     string   `json:"location"`
		AllLocations []string `json:"allLocations"`
		Commitment   string   `json:"commitment"`
		Team         string   `json:"team"`
		Department   string   `json:"department"`
	} `json:"categories"`
	Country          string `json:"country"`
	Description      string `json:"description"`
	DescriptionPlain string `json:"descriptionPlain"`
	Lists            []struct {
		Text    string `json:"text"`
		Content string `json:"content"`
	} `json:"lists"`
	Additional      string `json:"additional"`
	AdditionalPlain string `json:"additionalPlain"`
	HostedURL       string `json:"hostedUrl"`
	ApplyURL        string `json:"applyUrl"`
	WorkplaceType   string `json:"workplaceType"`
	SalaryRange     struct {
		Currency string   `json:"currency"`
		Interval string   `json:"interval"`
		Min      *float64 `json:"min"`
		Max      *float64 `json:"max"`
	} `json:"salaryRange"`
	SalaryDescription      string `json:"salaryDescription"`
	SalaryDescriptionPlain string `json:"salaryDescriptionPlain"`
	CreatedAt              int64  `json:"createdAt"` // milliseconds
}

func readLever(raw json.RawMessage, token string) (jobs.Posting, bool, error) {
	var j leverJob
	if err := json.Unmarshal(raw, &j); err != nil {
		return jobs.Posting{}, false, err
	}
	if j.CompanySlug != "" {
		token = j.CompanySlug
	}
	p := jobs.Posting{
		Source: jobs.SourceLever, BoardToken: token, ExternalID: j.ID,
		Title: j.Text, HTML: leverHTML(j), Department: j.Categories.Department,
		Employment: jobs.ParseEmployment(j.Categories.Commitment),
		URL:        j.HostedURL, ApplyURL: j.ApplyURL,
	}
	if p.Department == "" {
		p.Department = j.Categories.Team
	}
	if j.CreatedAt > 0 {
		p.PostedAt = time.UnixMilli(j.CreatedAt).UTC()
	}
	locations := j.Categories.AllLocations
	if len(locations) == 0 {
		locations = []string{j.Categories.Location}
	}
	for _, wording := range locations {
		read, _ := jobs.ParseLocation(wording)
		if len(read) == 1 && len(locations) == 1 {
			read[0] = jobs.CompletePlace(wording, "", "", j.Country)
		}
		p.Locations = addPlaces(p.Locations, read...)
	}
	_, p.Remote = jobs.ParseLocation(j.Categories.Location)
	switch j.WorkplaceType {
	case "remote":
		p.Remote.Kind = jobs.RemoteFull
	case "hybrid":
		p.Remote = jobs.RemoteScope{Kind: jobs.RemoteHybrid}
	case "on-site", "onsite":
		p.Remote = jobs.RemoteScope{Kind: jobs.RemoteNone}
	}
	p.Pay = leverPay(j, country(p.Locations))
	return p, true, nil
}

// leverHTML puts the parts of a description in the order in which the hosted page shows them.
func leverHTML(j leverJob) string {
	var b strings.Builder
	b.WriteString(j.Description)
	for _, list := range j.Lists {
		b.WriteString("\n<h3>" + html.EscapeString(list.Text) + "</h3>\n<ul>" + list.Content + "</ul>")
	}
	b.WriteString("\n" + j.Additional)
	if j.SalaryDescription != "" {
		b.WriteString("\n" + j.SalaryDescription)
	}
	return strings.TrimSpace(b.String())
}

func leverPay(j leverJob, country string) money.Range {
	r := money.Range{Min: minor(j.SalaryRange.Min), Max: minor(j.SalaryRange.Max), Raw: strings.TrimSpace(j.SalaryDescriptionPlain)}
	if !r.Stated() || r.Max != 0 && r.Max < r.Min {
		stated := jobs.ParsePay(j.SalaryDescriptionPlain, country)
		if !stated.Stated() {
			stated = jobs.ParsePay(j.DescriptionPlain+"\n"+j.AdditionalPlain, country)
		}
		return stated
	}
	r.Currency = money.Currency(strings.ToUpper(j.SalaryRange.Currency))
	for word, interval := range map[string]money.Interval{
		"hour": money.IntervalHour, "day": money.IntervalDay, "week": money.IntervalWeek, "month": money.IntervalMonth, "year": money.IntervalYear,
	} {
		// "per-year-salary", "per-hour-wage"; "bi-week", "bi-month" and "one-time" are no interval here.
		if strings.HasPrefix(j.SalaryRange.Interval, "per-"+word+"-") {
			r.Interval = interval
		}
	}
	return r
}
