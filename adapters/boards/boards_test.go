package boards

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func recorded(t *testing.T, name string) string {
	t.Helper()
	body, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func decodeAll(t *testing.T, board ports.JobBoard, name string) []jobs.Posting {
	t.Helper()
	postings, err := board.Decode(strings.NewReader(recorded(t, name)), "acme")
	if err != nil {
		t.Fatal(err)
	}
	return postings
}

func TestGreenhouseContract(t *testing.T) {
	t.Parallel()
	porttest.JobBoard(t, porttest.JobBoardProbe{
		Recorded: recorded(t, "greenhouse_list.json"), Empty: `{"jobs":[],"meta":{"total":0}}`,
		Open: func(_ *testing.T, s *httptest.Server) ports.JobBoard {
			return &Greenhouse{client: s.Client(), base: s.URL + "/"}
		},
	})
}

func TestLeverContract(t *testing.T) {
	t.Parallel()
	porttest.JobBoard(t, porttest.JobBoardProbe{
		Recorded: recorded(t, "lever.json"), Empty: `[]`,
		Open: func(_ *testing.T, s *httptest.Server) ports.JobBoard {
			return &Lever{client: s.Client(), base: s.URL + "/"}
		},
	})
}

func TestAshbyContract(t *testing.T) {
	t.Parallel()
	porttest.JobBoard(t, porttest.JobBoardProbe{
		Recorded: recorded(t, "ashby.json"), Empty: `{"apiVersion":"1","jobs":[]}`,
		Open: func(_ *testing.T, s *httptest.Server) ports.JobBoard {
			return &Ashby{client: s.Client(), base: s.URL + "/"}
		},
	})
}

func TestGreenhouseList(t *testing.T) {
	t.Parallel()
	got := decodeAll(t, NewGreenhouse(nil), "greenhouse_list.json")
	first, second := got[0], got[1]
	if first.ExternalID != "4411001" || first.RequisitionKey != "3300001" || first.CompanyName != "Larkspur Kites" || first.Department != "Flight" ||
		first.Level != jobs.LevelSenior || first.Employment != jobs.FullTime || first.Remote.Kind != jobs.RemoteHybrid ||
		first.Locations[0].City != "Lisbon" || first.Questions != nil || !first.PostedAt.Equal(time.Date(2026, 3, 30, 12, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", first)
	}
	if !strings.Contains(first.HTML, "<p>You design kites &amp; test") {
		t.Errorf("content %q", first.HTML)
	}
	if first.Pay.Min != 48_000_00 || first.Pay.Max != 60_000_00 || first.Pay.Currency != "EUR" || first.Pay.Interval != money.IntervalYear {
		t.Errorf("pay %+v", first.Pay)
	}
	if second.HTML != "<p>Fly. Note. Repeat.</p>" || second.Employment != jobs.Internship || second.Remote.Kind != jobs.RemoteFull || second.Pay.Stated() {
		t.Errorf("%+v", second)
	}
	if len(second.Locations) != 2 || second.Locations[1].Country != "IE" {
		t.Errorf("the office does not help out: %+v", second.Locations)
	}
}

func TestGreenhouseDetail(t *testing.T) {
	t.Parallel()
	detail := recorded(t, "greenhouse_detail.json")
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/acme/jobs/4411001" || r.URL.Query().Get("questions") != "true" || r.URL.Query().Get("pay_transparency") != "true" {
			http.NotFound(w, r)
			return
		}
		w.Write([]byte(detail)) //nolint:errcheck // the test would fail by itself
	}))
	defer srv.Close()
	g := &Greenhouse{client: srv.Client(), base: srv.URL + "/"}
	var _ ports.JobDetailer = g
	got, err := g.FetchDetail(t.Context(), jobs.Posting{BoardToken: "acme", ExternalID: "4411001"})
	if err != nil {
		t.Fatal(err)
	}
	if got.Pay != (money.Range{Min: 48_000_00, Max: 60_000_00, Currency: "EUR", Interval: money.IntervalYear, Raw: "Annual base salary"}) {
		t.Errorf("pay %+v", got.Pay)
	}
	type brief struct {
		key      string
		kind     jobs.QuestionKind
		group    jobs.QuestionGroup
		required bool
		options  int
	}
	var questions []brief
	for _, q := range got.Questions {
		questions = append(questions, brief{q.Key, q.Kind, q.Group, q.Required, len(q.Options)})
	}
	want := []brief{
		{"first_name", jobs.QuestionText, jobs.GroupStandard, true, 0},
		{"resume", jobs.QuestionFile, jobs.GroupStandard, true, 0},
		{"question_501", jobs.QuestionLongText, jobs.GroupCustom, true, 0},
		{"question_502", jobs.QuestionMulti, jobs.GroupCustom, false, 2},
		{"question_503", jobs.QuestionBoolean, jobs.GroupCustom, true, 2},
		{"location", jobs.QuestionText, jobs.GroupLocation, true, 0},
		{"gender", jobs.QuestionSelect, jobs.GroupCompliance, false, 3},
		{"demographic_61", jobs.QuestionSelect, jobs.GroupDemographic, false, 2},
		{"gdpr_processing_consent_given", jobs.QuestionBoolean, jobs.GroupConsent, true, 0},
		{"gdpr_retention_consent_given", jobs.QuestionBoolean, jobs.GroupConsent, true, 0},
	}
	if !reflect.DeepEqual(questions, want) {
		t.Errorf("questions\n got %+v\nwant %+v", questions, want)
	}
	if q := got.Questions[2]; q.Description != "A few lines are enough." {
		t.Errorf("description %q", q.Description)
	}
	if q := got.Questions[3]; q.Options[1] != (jobs.Option{Value: "12", Label: "Mistral"}) {
		t.Errorf("options %+v", q.Options)
	}
	if _, err := g.FetchDetail(t.Context(), jobs.Posting{BoardToken: "acme", ExternalID: "1"}); !errors.Is(err, jobs.ErrJobNotFound) {
		t.Errorf("a posting that is gone: %v", err)
	}
}

func TestLever(t *testing.T) {
	t.Parallel()
	got := decodeAll(t, NewLever(nil), "lever.json")
	first, second := got[0], got[1]
	if first.Title != "Lead Lighthouse Keeper" || first.Level != jobs.LevelLead || first.Employment != jobs.FullTime || first.Department != "Coast" ||
		first.Remote.Kind != jobs.RemoteNone || len(first.Locations) != 2 || first.Locations[1].City != "Cork" || first.PostedAt.IsZero() {
		t.Errorf("%+v", first)
	}
	if first.Pay != (money.Range{Min: 42_000_00, Max: 51_000_00, Currency: "EUR", Interval: money.IntervalYear, Raw: "Paid monthly."}) {
		t.Errorf("pay %+v", first.Pay)
	}
	order := []string{"Keep the light", "You will", "Polish the lens", "Salt &amp; spray", "We answer every letter", "Paid monthly"}
	at := -1
	for _, part := range order {
		next := strings.Index(first.HTML, part)
		if next <= at {
			t.Errorf("%q is missing or out of order in %q", part, first.HTML)
		}
		at = next
	}
	if second.Employment != jobs.Temporary || second.Remote.Kind != jobs.RemoteFull || !reflect.DeepEqual(second.Remote.Countries, []string{"PT"}) ||
		second.Pay.Min != 17_00 || second.Pay.Interval != money.IntervalHour || second.Department != "Lights" {
		t.Errorf("%+v", second)
	}
}

func TestLeverReadsAllPages(t *testing.T) {
	t.Parallel()
	const total = 230
	var asked []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Query().Get("skip"))
		var skip int
		fmt.Sscan(r.URL.Query().Get("skip"), &skip) //nolint:errcheck // zero then
		list := []map[string]string{}
		for i := skip; i < min(skip+leverPage, total); i++ {
			list = append(list, map[string]string{"id": fmt.Sprint(i), "text": "Keeper"})
		}
		json.NewEncoder(w).Encode(list) //nolint:errcheck // the test would fail by itself
	}))
	defer srv.Close()
	l := &Lever{client: srv.Client(), base: "http://unused.invalid/", eu: srv.URL + "/"}
	got, err := l.Fetch(t.Context(), "eu:acme")
	if err != nil || len(got) != total || !reflect.DeepEqual(asked, []string{"0", "100", "200"}) {
		t.Fatalf("%d postings in pages %v, %v", len(got), asked, err)
	}
}

// A page that fails in the middle makes the whole fetch fail: what came before is not the board.
func TestLeverFailsWhenAPageFails(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("skip") != "0" {
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		json.NewEncoder(w).Encode(make([]map[string]string, leverPage)) //nolint:errcheck // the test would fail by itself
	}))
	defer srv.Close()
	l := &Lever{client: srv.Client(), base: srv.URL + "/"}
	if got, err := l.Fetch(t.Context(), "acme"); !errors.Is(err, jobs.ErrBoardRateLimited) || got != nil {
		t.Fatalf("%d postings, %v", len(got), err)
	}
}

func TestAshby(t *testing.T) {
	t.Parallel()
	got := decodeAll(t, NewAshby(nil), "ashby.json")
	if len(got) != 2 {
		t.Fatalf("%d postings; unlisted and repeated ones must go", len(got))
	}
	first, second := got[0], got[1]
	if first.Level != jobs.LevelLead || first.Employment != jobs.FullTime || first.Department != "Atlas" || first.Remote.Kind != jobs.RemoteHybrid ||
		first.Locations[0] != (jobs.Place{Raw: "Cambridge", City: "Cambridge", Region: "England", Country: "GB"}) || len(first.Locations) != 3 {
		t.Errorf("%+v", first)
	}
	if first.Pay != (money.Range{Min: 70_000_00, Max: 90_000_00, Currency: "GBP", Interval: money.IntervalYear, Raw: "£70K - £90K"}) {
		t.Errorf("pay %+v", first.Pay)
	}
	if second.Remote.Kind != jobs.RemoteFull || second.Employment != jobs.Contract || second.Department != "Tools" || second.URL != "" ||
		!second.PostedAt.IsZero() || second.Pay.Stated() {
		t.Errorf("a hostile posting is not made harmless: %+v", second)
	}
}

func TestDecodeReadsOnePostingPerLine(t *testing.T) {
	t.Parallel()
	lines := `{"company_slug":"meridian","id":"1","title":"Cook","location":"Oslo"}` + "\n" + `{"company_slug":"larkspur","id":"1","title":"Cook","location":"Oslo"}` + "\n" +
		`{"id":"2","title":"Cook","location":"Oslo"}`
	got, err := NewAshby(nil).Decode(strings.NewReader(lines), "acme")
	if err != nil || len(got) != 3 || got[0].BoardToken != "meridian" || got[1].BoardToken != "larkspur" || got[2].BoardToken != "acme" {
		t.Fatalf("%+v, %v", got, err)
	}
}

// One posting that cannot be read must neither hide the others nor let a sweep believe that it is gone.
func TestAPostingThatCannotBeReadMakesTheAnswerPartial(t *testing.T) {
	t.Parallel()
	got, err := NewAshby(nil).Decode(strings.NewReader(`{"jobs":[{"id":"1","title":"Cook"},{"id":"2","title":{"de":"Koch"}},{"id":"","title":"Cook"}]}`), "acme")
	if !errors.Is(err, jobs.ErrBoardPartial) || len(got) != 1 {
		t.Fatalf("%d postings, %v", len(got), err)
	}
}

func TestAllNamesItsSources(t *testing.T) {
	t.Parallel()
	var sources []jobs.Source
	for _, b := range All(nil) {
		sources = append(sources, b.Source())
	}
	if !reflect.DeepEqual(sources, []jobs.Source{jobs.SourceGreenhouse, jobs.SourceLever, jobs.SourceAshby}) {
		t.Errorf("%v", sources)
	}
}
