package demo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"
)

const lab = "http://127.0.0.1:3100"

var now = time.Date(2031, time.March, 5, 1, 30, 0, 0, time.UTC)

// answer is what a reader of the API would decode, written apart from the package's own types on purpose.
type answer struct {
	Name, Token, Content string
	Meta                 struct{ Total int }
	Jobs                 []struct {
		ID             int64
		InternalJobID  int64 `json:"internal_job_id"`
		Title          string
		RequisitionID  string    `json:"requisition_id"`
		FirstPublished time.Time `json:"first_published"`
		UpdatedAt      time.Time `json:"updated_at"`
		AbsoluteURL    string    `json:"absolute_url"`
		Content        string
		Language       string
		Location       struct{ Name string }
		Metadata       []struct{ Name, Value string }
		Departments    []struct{ Name string }
		Offices        []struct{ Name, Location string }
		PayInputRanges []struct {
			Min      int64  `json:"min_cents"`
			Max      int64  `json:"max_cents"`
			Currency string `json:"currency_type"`
			Title    string
		} `json:"pay_input_ranges"`
	}
}

func answers(t *testing.T) []answer {
	t.Helper()
	var out []answer
	for _, b := range Boards(lab, now) {
		var a answer
		if err := json.Unmarshal(b.JSON, &a); err != nil {
			t.Fatalf("board %s: %v", b.Token, err)
		}
		if a.Name != b.Name || a.Token != b.Token {
			t.Errorf("board %s (%s) holds %s (%s)", b.Token, b.Name, a.Token, a.Name)
		}
		out = append(out, a)
	}
	return out
}

// Every company must be recognisable as invented wherever its name, address or text appears alone.
func TestCompaniesAreMarkedAsDemo(t *testing.T) {
	t.Parallel()
	boards := answers(t)
	if len(boards) != 9 {
		t.Errorf("%d boards, want 9", len(boards))
	}
	for _, b := range boards {
		if !strings.HasSuffix(b.Name, " (Demo)") {
			t.Errorf("name %q does not end in (Demo)", b.Name)
		}
		if !strings.HasSuffix(b.Token, "-demo") {
			t.Errorf("token %q does not end in -demo", b.Token)
		}
		if !strings.Contains(b.Content, "is a demo company of ApplyForUs") {
			t.Errorf("%s: the company text does not say that it is a demo company", b.Token)
		}
		for _, j := range b.Jobs {
			if !strings.Contains(strings.ToLower(j.Content), strings.ToLower(b.Name)) ||
				!strings.Contains(j.Content, "ApplyForUs") {
				t.Errorf("%d: the posting does not say that it is a demo", j.ID)
			}
		}
	}
}

func TestJobsAreComplete(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	once := func(kind string, value any) {
		key := fmt.Sprint(kind, " ", value)
		if seen[key] {
			t.Errorf("%s twice", key)
		}
		seen[key] = true
	}
	total := 0
	for _, b := range answers(t) {
		if b.Meta.Total != len(b.Jobs) {
			t.Errorf("%s: total %d, jobs %d", b.Token, b.Meta.Total, len(b.Jobs))
		}
		for _, j := range b.Jobs {
			total++
			once("id", j.ID)
			once("internal id", j.InternalJobID)
			once("requisition", j.RequisitionID)
			once("title", j.Title)
			if want := fmt.Sprintf("%s/%s/jobs/%d", lab, b.Token, j.ID); j.AbsoluteURL != want {
				t.Errorf("%d: address %s, want %s", j.ID, j.AbsoluteURL, want)
			}
			if j.Location.Name == "" || len(j.Departments) != 1 || len(j.Offices) != 1 || len(j.Metadata) != 2 {
				t.Errorf("%d: place, department, office or metadata missing", j.ID)
			}
		}
	}
	if total != 44 {
		t.Errorf("%d postings, want 44", total)
	}
}

func TestDatesFollowTheClock(t *testing.T) {
	t.Parallel()
	for _, at := range []time.Time{now, now.AddDate(1, 2, 3)} {
		youngest := 1000
		for _, b := range Boards(lab, at) {
			var a answer
			if err := json.Unmarshal(b.JSON, &a); err != nil {
				t.Fatal(err)
			}
			for _, j := range a.Jobs {
				age := int(at.Sub(j.FirstPublished).Hours() / 24)
				if age < 0 || age > 45 || j.FirstPublished.After(at) {
					t.Errorf("%d: published %s, now %s", j.ID, j.FirstPublished, at)
				}
				if j.UpdatedAt.Before(j.FirstPublished) || j.UpdatedAt.After(at) {
					t.Errorf("%d: updated %s, published %s", j.ID, j.UpdatedAt, j.FirstPublished)
				}
				youngest = min(youngest, age)
			}
			if strings.Contains(string(b.JSON), "days_ago") || strings.Contains(string(b.JSON), labPlaceholder) {
				t.Errorf("%s: stored marks are left in the answer", b.Token)
			}
		}
		if youngest > 1 {
			t.Errorf("the youngest posting is %d days old", youngest)
		}
	}
}

func TestSameDaySameBytes(t *testing.T) {
	t.Parallel()
	morning, evening := Boards(lab, now), Boards(lab+"/", now.Add(20*time.Hour))
	for i := range morning {
		if !bytes.Equal(morning[i].JSON, evening[i].JSON) {
			t.Errorf("%s differs within one day", morning[i].Token)
		}
	}
}

func TestContentIsEscapedHTMLOfReadableLength(t *testing.T) {
	t.Parallel()
	tag := regexp.MustCompile(`</?([a-z0-9]+)>`)
	known := map[string]bool{"p": true, "h3": true, "ul": true, "li": true, "em": true}
	for _, b := range answers(t) {
		for _, j := range b.Jobs {
			if strings.ContainsAny(j.Content, "<>") {
				t.Errorf("%d: markup is not escaped", j.ID)
			}
			markup := html.UnescapeString(j.Content)
			open := map[string]int{}
			for _, m := range tag.FindAllStringSubmatch(markup, -1) {
				if !known[m[1]] {
					t.Errorf("%d: unexpected element %s", j.ID, m[1])
				}
				if strings.HasPrefix(m[0], "</") {
					open[m[1]]--
				} else {
					open[m[1]]++
				}
			}
			for name, n := range open {
				if n != 0 {
					t.Errorf("%d: element %s is not balanced", j.ID, name)
				}
			}
			if n := len(strings.Fields(tag.ReplaceAllString(markup, " "))); n < 180 || n > 350 {
				t.Errorf("%d: %d words, want 180 to 350", j.ID, n)
			}
			if strings.Count(markup, "<h3>") != 4 {
				t.Errorf("%d: want duties, requirements, extras and benefits", j.ID)
			}
		}
	}
}

func TestPayIsPlausibleAndSometimesAbsent(t *testing.T) {
	t.Parallel()
	total, paid, currencies := 0, 0, map[string]bool{}
	hourly := regexp.MustCompile(`Hourly|Stundenlohn|horaire`)
	for _, b := range answers(t) {
		for _, j := range b.Jobs {
			total++
			for _, p := range j.PayInputRanges {
				paid++
				currencies[p.Currency] = true
				ceiling, floor := int64(5_000_000_00), int64(25_000_00)
				if hourly.MatchString(p.Title) {
					ceiling, floor = 60_00, 15_00
				}
				if p.Min >= p.Max || p.Min < floor || p.Max > ceiling {
					t.Errorf("%d: %s %d to %d cents as %q", j.ID, p.Currency, p.Min, p.Max, p.Title)
				}
			}
		}
	}
	if paid*100 < total*60 || paid*100 > total*75 {
		t.Errorf("%d of %d postings show pay, want about two thirds", paid, total)
	}
	if len(currencies) < 6 {
		t.Errorf("only %d currencies", len(currencies))
	}
}
