package boards

import (
	"context"
	"encoding/json"
	"io"
	"math"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/money"
)

// Ashby reads the public posting API of Ashby (developers.ashbyhq.com, "Job Postings API").
// It takes up to ten seconds to answer.
type Ashby struct {
	client *http.Client
	base   string
}

// NewAshby makes the feed over a client.
func NewAshby(client *http.Client) *Ashby {
	return &Ashby{client: client, base: "https://api.ashbyhq.com/posting-api/job-board/"}
}

// Source implements ports.JobBoard.
func (*Ashby) Source() jobs.Source { return jobs.SourceAshby }

// Fetch implements ports.JobBoard.
func (a *Ashby) Fetch(ctx context.Context, token string) ([]jobs.Posting, error) {
	if !tokenPattern.MatchString(token) {
		return nil, jobs.ErrBoardNotFound
	}
	var answer envelope
	if err := getJSON(ctx, a.client, a.base+url.PathEscape(token)+"?includeCompensation=true", &answer); err != nil {
		return nil, err
	}
	raws, err := answer.list()
	if err != nil {
		return nil, err
	}
	return collect(raws, token, readAshby)
}

// Decode implements ports.JobBoard.
func (*Ashby) Decode(r io.Reader, token string) ([]jobs.Posting, error) {
	return decodeFile(r, token, readAshby)
}

type ashbyJob struct {
	CompanySlug        string `json:"company_slug"` // only in collections of several boards
	ID                 string `json:"id"`
	Title              string `json:"title"`
	Department         string `json:"department"`
	Team               string `json:"team"`
	EmploymentType     string `json:"employmentType"`
	Location           string `json:"location"`
	SecondaryLocations []struct {
		Location string       `json:"location"`
		Address  ashbyAddress `json:"address"`
	} `json:"secondaryLocations"`
	Address          ashbyAddress `json:"address"`
	IsListed         *bool        `json:"isListed"`
	IsRemote         *bool        `json:"isRemote"`
	WorkplaceType    string       `json:"workplaceType"`
	PublishedAt      time.Time    `json:"publishedAt"`
	JobURL           string       `json:"jobUrl"`
	ApplyURL         string       `json:"applyUrl"`
	DescriptionHTML  string       `json:"descriptionHtml"`
	DescriptionPlain string       `json:"descriptionPlain"`
	ShowPay          *bool        `json:"shouldDisplayCompensationOnJobPostings"`
	Compensation     struct {
		TierSummary   string `json:"compensationTierSummary"`
		SalarySummary string `json:"scrapeableCompensationSalarySummary"`
		Tiers         []struct {
			Components []ashbyPay `json:"components"`
		} `json:"compensationTiers"`
	} `json:"compensation"`
}

type ashbyAddress struct {
	Postal struct {
		City    string `json:"addressLocality"`
		Region  string `json:"addressRegion"`
		Country string `json:"addressCountry"`
	} `json:"postalAddress"`
}

type ashbyPay struct {
	Type     string   `json:"compensationType"`
	Interval string   `json:"interval"`
	Currency string   `json:"currencyCode"`
	Min      *float64 `json:"minValue"`
	Max      *float64 `json:"maxValue"`
}

func readAshby(raw json.RawMessage, token string) (jobs.Posting, bool, error) {
	var j ashbyJob
	if err := json.Unmarshal(raw, &j); err != nil {
		return jobs.Posting{}, false, err
	}
	if j.CompanySlug != "" {
		token = j.CompanySlug
	}
	p := jobs.Posting{
		Source: jobs.SourceAshby, BoardToken: token, ExternalID: j.ID,
		Title: j.Title, HTML: j.DescriptionHTML, Text: j.DescriptionPlain, Department: j.Department,
		Employment: jobs.ParseEmployment(j.EmploymentType),
		URL:        j.JobURL, ApplyURL: j.ApplyURL, PostedAt: j.PublishedAt,
	}
	if p.Department == "" {
		p.Department = j.Team
	}
	p.Locations = ashbyPlaces(p.Locations, j.Location, j.Address)
	for _, second := range j.SecondaryLocations {
		p.Locations = ashbyPlaces(p.Locations, second.Location, second.Address)
	}
	p.Remote = ashbyRemote(j)
	p.Pay = ashbyRange(j)
	if !p.Pay.Stated() && p.Pay.Raw == "" {
		p.Pay = jobs.ParsePay(j.DescriptionPlain, country(p.Locations))
	}
	return p, j.IsListed == nil || *j.IsListed, nil
}

// ashbyPlaces adds the places of a wording; the structured address helps where it names one place.
func ashbyPlaces(places []jobs.Place, wording string, a ashbyAddress) []jobs.Place {
	read, _ := jobs.ParseLocation(wording)
	if len(read) > 1 {
		return addPlaces(places, read...)
	}
	if wording == "" {
		wording = strings.Trim(a.Postal.City+", "+a.Postal.Country, ", ")
	}
	return addPlaces(places, jobs.CompletePlace(wording, a.Postal.City, a.Postal.Region, a.Postal.Country))
}

func ashbyRemote(j ashbyJob) jobs.RemoteScope {
	_, scope := jobs.ParseLocation(j.Location)
	switch strings.ToLower(j.WorkplaceType) {
	case "remote":
		scope.Kind = jobs.RemoteFull
	case "hybrid":
		scope.Kind = jobs.RemoteHybrid
	case "onsite":
		scope.Kind = jobs.RemoteNone
	default:
		switch {
		case j.IsRemote != nil && *j.IsRemote:
			scope.Kind = jobs.RemoteFull
		case j.IsRemote != nil && scope.Kind == "":
			scope.Kind = jobs.RemoteNone
		}
	}
	if scope.Kind != jobs.RemoteFull {
		scope.Region, scope.Countries = "", nil
	}
	return scope
}

// ashbyRange joins the salaries of all tiers that share currency and interval with the first.
func ashbyRange(j ashbyJob) money.Range {
	if j.ShowPay != nil && !*j.ShowPay {
		return money.Range{}
	}
	r := money.Range{Raw: j.Compensation.SalarySummary}
	if r.Raw == "" {
		r.Raw = j.Compensation.TierSummary
	}
	for _, tier := range j.Compensation.Tiers {
		for _, c := range tier.Components {
			low, high := minor(c.Min), minor(c.Max)
			if c.Type != "Salary" || low == 0 && high == 0 || high != 0 && high < low {
				continue
			}
			currency, interval := money.Currency(strings.ToUpper(c.Currency)), ashbyInterval(c.Interval)
			if !r.Stated() {
				r.Min, r.Max, r.Currency, r.Interval = low, high, currency, interval
			} else if currency == r.Currency && interval == r.Interval {
				r.Min, r.Max = min(r.Min, low), max(r.Max, high)
			}
		}
	}
	return r
}

func ashbyInterval(s string) money.Interval {
	switch s {
	case "1 HOUR":
		return money.IntervalHour
	case "1 DAY":
		return money.IntervalDay
	case "1 WEEK":
		return money.IntervalWeek
	case "1 MONTH":
		return money.IntervalMonth
	case "1 YEAR":
		return money.IntervalYear
	}
	return ""
}

// minor turns whole units into minor units; missing, negative and absurd amounts are 0.
func minor(v *float64) int64 {
	if v == nil || !(*v > 0) || *v > 1e11 {
		return 0
	}
	return int64(math.Round(*v * 100))
}
