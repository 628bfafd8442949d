package boards

import (
	"context"
	"encoding/json"
	"errors"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/money"
)

// Greenhouse reads the public job board API of Greenhouse
// (developers.greenhouse.io/job-board.html). The list holds the descriptions; questions
// and structured pay are on each posting's own address.
type Greenhouse struct {
	client *http.Client
	base   string
}

// NewGreenhouse makes the feed over a client.
func NewGreenhouse(client *http.Client) *Greenhouse {
	return &Greenhouse{client: client, base: "https://boards-api.greenhouse.io/v1/boards/"}
}

// Source implements ports.JobBoard.
func (*Greenhouse) Source() jobs.Source { return jobs.SourceGreenhouse }

// Fetch implements ports.JobBoard. The list is never paged.
func (g *Greenhouse) Fetch(ctx context.Context, token string) ([]jobs.Posting, error) {
	if !tokenPattern.MatchString(token) {
		return nil, jobs.ErrBoardNotFound
	}
	var answer envelope
	if err := getJSON(ctx, g.client, g.base+url.PathEscape(token)+"/jobs?content=true", &answer); err != nil {
		return nil, err
	}
	raws, err := answer.list()
	if err != nil {
		return nil, err
	}
	return collect(raws, token, readGreenhouse)
}

// FetchDetail implements ports.JobDetailer.
func (g *Greenhouse) FetchDetail(ctx context.Context, p jobs.Posting) (jobs.Posting, error) {
	if !tokenPattern.MatchString(p.BoardToken) || !tokenPattern.MatchString(p.ExternalID) {
		return p, jobs.ErrJobNotFound
	}
	address := g.base + url.PathEscape(p.BoardToken) + "/jobs/" + url.PathEscape(p.ExternalID) + "?questions=true&pay_transparency=true"
	var raw json.RawMessage
	if err := getJSON(ctx, g.client, address, &raw); err != nil {
		if errors.Is(err, jobs.ErrBoardNotFound) {
			return p, jobs.ErrJobNotFound
		}
		return p, err
	}
	read, err := collect([]json.RawMessage{raw}, p.BoardToken, readGreenhouse)
	if err != nil {
		return p, err
	}
	return read[0], nil
}

// Decode implements ports.JobBoard.
func (*Greenhouse) Decode(r io.Reader, token string) ([]jobs.Posting, error) {
	return decodeFile(r, token, readGreenhouse)
}

type greenhouseJob struct {
	CompanySlug   string      `json:"company_slug"` // only in collections of several boards
	ID            json.Number `json:"id"`
	InternalJobID json.Number `json:"internal_job_id"`
	Title         string      `json:"title"`
	CompanyName   string      `json:"company_name"`
	UpdatedAt     string      `json:"updated_at"`
	Published     string      `json:"first_published"`
	AbsoluteURL   string      `json:"absolute_url"`
	Content       string      `json:"content"`
	Location      struct {
		Name string `json:"name"`
	} `json:"location"`
	Departments []struct {
		Name string `json:"name"`
	} `json:"departments"`
	Offices []struct {
		Name     string `json:"name"`
		Location string `json:"location"`
	} `json:"offices"`
	Metadata []struct {
		Name  string          `json:"name"`
		Value json.RawMessage `json:"value"`
	} `json:"metadata"`
	Pay []struct {
		Min      *int64 `json:"min_cents"`
		Max      *int64 `json:"max_cents"`
		Currency string `json:"currency_type"`
		Title    string `json:"title"`
		Blurb    string `json:"blurb"`
	} `json:"pay_input_ranges"`
	greenhouseForm
}

func readGreenhouse(raw json.RawMessage, token string) (jobs.Posting, bool, error) {
	var j greenhouseJob
	if err := json.Unmarshal(raw, &j); err != nil {
		return jobs.Posting{}, false, err
	}
	if j.CompanySlug != "" {
		token = j.CompanySlug
	}
	p := jobs.Posting{
		Source: jobs.SourceGreenhouse, BoardToken: token, ExternalID: j.ID.String(), RequisitionKey: j.InternalJobID.String(),
		CompanyName: j.CompanyName, Title: j.Title, HTML: unescape(j.Content),
		URL: j.AbsoluteURL, ApplyURL: j.AbsoluteURL, PostedAt: stamp(j.Published, j.UpdatedAt),
		Questions: j.questions(),
	}
	if len(j.Departments) > 0 {
		p.Department = j.Departments[0].Name
	}
	p.Locations, p.Remote = jobs.ParseLocation(j.Location.Name)
	if !anyKnown(p.Locations) {
		p.Locations = j.officePlaces(p.Locations)
	}
	for _, m := range j.Metadata {
		value := metadataText(m.Value)
		switch {
		case employmentField.MatchString(m.Name):
			p.Employment = jobs.ParseEmployment(value)
		case workplaceField.MatchString(m.Name) && p.Remote.Kind == "":
			_, p.Remote = jobs.ParseLocation(value)
			p.Remote.Region, p.Remote.Countries = "", nil
		}
	}
	p.Pay = j.pay()
	if !p.Pay.Stated() {
		p.Pay = jobs.ParsePay(lines(p.HTML), country(p.Locations))
	}
	return p, true, nil
}

var (
	employmentField = regexp.MustCompile(`(?i)^(?:employment|job|contract|time|worker) type$|^commitment$|^employment$`)
	workplaceField  = regexp.MustCompile(`(?i)^(?:workplace|work|location|remote)(?: type| status| model| policy)$|^remote$`)
	lineTag         = regexp.MustCompile(`(?i)<(?:/?(?:p|div|li|ul|ol|h[1-6]|tr|table)\b[^>]*|br\s*/?)>`)
	escapedTag      = regexp.MustCompile(`&(?:amp;)?lt;`)
	otherTag        = regexp.MustCompile(`<[^>]*>`)
)

// unescape undoes the escaping of the whole content, which the feed applies once or twice
// on top of HTML's own.
func unescape(content string) string {
	for range 2 {
		if strings.Contains(content, "<") || !escapedTag.MatchString(content) {
			break
		}
		content = html.UnescapeString(content)
	}
	return content
}

// lines is a rough plain text, only for reading pay from it.
func lines(content string) string {
	return html.UnescapeString(otherTag.ReplaceAllString(lineTag.ReplaceAllString(content, "\n"), ""))
}

func (j greenhouseJob) pay() money.Range {
	var r money.Range
	for _, p := range j.Pay {
		low, high := cents(p.Min), cents(p.Max)
		if low == 0 && high == 0 || high != 0 && high < low || notBasePay.MatchString(p.Title) {
			continue
		}
		currency := money.Currency(strings.ToUpper(p.Currency))
		switch {
		case !r.Stated():
			r = money.Range{Min: low, Max: high, Currency: currency, Raw: strings.TrimSpace(p.Title)}
			r.Interval = jobs.PayInterval(p.Title+" "+lines(html.UnescapeString(p.Blurb)), r)
		case currency == r.Currency:
			r.Min, r.Max = min(r.Min, low), max(r.Max, high)
		}
	}
	if r.Stated() && r.Raw == "" {
		r.Raw = r.String()
	}
	return r
}

var notBasePay = regexp.MustCompile(`(?i)\b(?:ote|on[ -]target|bonus|commission|equity)\b`)

func cents(v *int64) int64 {
	if v == nil || *v < 0 || *v > 1e13 {
		return 0
	}
	return *v
}

func anyKnown(places []jobs.Place) bool {
	for _, p := range places {
		if p.Known() {
			return true
		}
	}
	return false
}

// officePlaces helps where the location is only "Remote" or an inner name: the offices
// that the posting is filed under say where.
func (j greenhouseJob) officePlaces(stated []jobs.Place) []jobs.Place {
	places := stated
	for _, office := range j.Offices {
		for _, wording := range []string{office.Location, office.Name} {
			if p := jobs.ParsePlace(wording); p.Known() {
				places = addPlaces(places, p)
				break
			}
		}
	}
	return places
}

// metadataText reads a custom field: a text, a list of texts, or nothing usable.
func metadataText(raw json.RawMessage) string {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return one
	}
	var many []string
	if json.Unmarshal(raw, &many) == nil {
		return strings.Join(many, ", ")
	}
	if yes, err := strconv.ParseBool(string(raw)); err == nil && yes {
		return "remote" // a box named "Remote" that is ticked
	}
	return ""
}

// stamp reads the first time that can be read.
func stamp(values ...string) time.Time {
	for _, v := range values {
		if at, err := time.Parse(time.RFC3339, v); err == nil {
			return at.UTC()
		}
	}
	return time.Time{}
}
