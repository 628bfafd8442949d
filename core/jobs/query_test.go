package jobs

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/page"
)

func TestQueryRoundTrip(t *testing.T) {
	t.Parallel()
	full := SearchQuery{
		Text: "go engineer", Place: "Berlin", Countries: []string{"DE", "US"}, Remote: []RemoteKind{RemoteFull, RemoteHybrid},
		Employment: []Employment{FullTime}, Levels: []Level{LevelSenior, LevelLead}, PayMin: 90_000_00, PayIn: "EUR",
		Companies: []string{"Acme, Inc.", "Söhne & Co"}, Posted: 7, Sort: SortPay, Page: page.Request{Number: 3, Limit: 50},
	}
	for _, q := range []SearchQuery{{}, full, {Text: "a=b&c d+e"}} {
		values, err := url.ParseQuery(q.Values().Encode())
		if err != nil {
			t.Fatal(err)
		}
		back, err := ParseQuery(values)
		if err != nil || !reflect.DeepEqual(back, q) {
			t.Errorf("got %+v, %v\nwant %+v", back, err, q)
		}
	}
}

func TestParseQueryNamesWhatItIgnores(t *testing.T) {
	t.Parallel()
	values, _ := url.ParseQuery("q=baker&remote=remote&remote=moon&type=full_time,slavery&country=Germany,Atlantis&pay=lots&sort=magic&currency=dollars&page=abc&other=1")
	q, err := ParseQuery(values)
	want := SearchQuery{Text: "baker", Remote: []RemoteKind{RemoteFull}, Employment: []Employment{FullTime}, Countries: []string{"DE"}}
	if !reflect.DeepEqual(q, want) {
		t.Errorf("got %+v", q)
	}
	f := fault.As(err)
	if f == nil || f.Kind != fault.Invalid {
		t.Fatalf("got %v", err)
	}
	fields := map[string]bool{}
	for _, v := range f.Violations {
		fields[v.Field] = true
	}
	for _, name := range []string{ParamRemote, ParamEmployment, ParamCountry, ParamPay, ParamSort, ParamPayIn, ParamPage} {
		if !fields[name] {
			t.Errorf("%s is not named in %v", name, f.Violations)
		}
	}
}

func TestParseQueryBoundsEverything(t *testing.T) {
	t.Parallel()
	q, err := ParseQuery(url.Values{"q": {strings.Repeat("x", 10_000)}, "page": {"1000000000000000000000"}, "limit": {"99999"}, "pay": {"99999999999999999999"}, "posted": {"4000"}, "company": strings.Split(strings.Repeat("c,", 50), ",")})
	if err == nil || len(q.Text) != MaxQueryText || q.Page.Limit != page.MaxLimit || q.PayMin != maxPay*100 || q.Posted != 365 || len(q.Companies) > MaxChoices {
		t.Errorf("%v, %+v", err, q)
	}
	if q.Page.Offset() > page.MaxOffset {
		t.Errorf("offset %d", q.Page.Offset())
	}
}

func TestQueryOrder(t *testing.T) {
	t.Parallel()
	for want, q := range map[Sort]SearchQuery{SortNewest: {}, SortRelevance: {Text: "x"}, SortPay: {Text: "x", Sort: SortPay}} {
		if got := q.Order(); got != want {
			t.Errorf("%+v: %q, want %q", q, got, want)
		}
	}
	if (SearchQuery{Text: "x", Sort: SortPay}).Filtered() || !(SearchQuery{Posted: 1}).Filtered() {
		t.Error("Filtered is wrong")
	}
}

func FuzzParseQuery(f *testing.F) {
	f.Add("q=a&remote=remote&page=2")
	f.Add("q=%00%ff&country=,,,&pay=-1")
	f.Fuzz(func(t *testing.T, raw string) {
		values, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		q, _ := ParseQuery(values)
		again, err := ParseQuery(q.Values())
		if err != nil || !reflect.DeepEqual(again, q) {
			t.Errorf("%q: %+v becomes %+v (%v)", raw, q, again, err)
		}
	})
}
