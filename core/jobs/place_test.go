package jobs

import (
	"reflect"
	"testing"
)

func TestParseLocation(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string][]Place{
		"San Francisco, CA":                  {{City: "San Francisco", Region: "California", Country: "US"}},
		"San Francisco, CA or New York":      {{City: "San Francisco", Region: "California", Country: "US"}, {City: "New York City", Region: "New York", Country: "US"}},
		"New York, New York, United States":  {{City: "New York City", Region: "New York", Country: "US"}},
		"Copenhagen; Europe; London":         {{City: "Copenhagen", Region: "Capital Region of Denmark", Country: "DK"}, {}, {City: "London", Region: "England", Country: "GB"}},
		"London, Paris, Berlin":              {{City: "London", Region: "England", Country: "GB"}, {City: "Paris", Region: "Île-de-France", Country: "FR"}, {City: "Berlin", Region: "Berlin", Country: "DE"}},
		"Toronto, ON":                        {{City: "Toronto", Region: "Ontario", Country: "CA"}},
		"Toronto, CA":                        {{City: "Toronto", Region: "Ontario", Country: "CA"}},
		"London, ON":                         {{City: "London", Region: "Ontario", Country: "CA"}},
		"Paris, TX":                          {{City: "Paris", Region: "Texas", Country: "US"}},
		"Berlin, DE":                         {{City: "Berlin", Region: "Berlin", Country: "DE"}},
		"US-CA-Menlo Park":                   {{City: "Menlo Park", Region: "California", Country: "US"}},
		"India - Bangalore":                  {{City: "Bengaluru", Region: "Karnataka", Country: "IN"}},
		"München":                            {{City: "Munich", Region: "Bavaria", Country: "DE"}},
		"ZURICH":                             {{City: "Zürich", Region: "Zürich", Country: "CH"}},
		"Singapore":                          {{City: "Singapore", Country: "SG"}},
		"Trinidad and Tobago":                {{Country: "TT"}},
		"UK":                                 {{Country: "GB"}},
		"London UK":                          {{City: "London", Region: "England", Country: "GB"}},
		"Seattle HQ":                         {{City: "Seattle", Region: "Washington", Country: "US"}},
		"San Francisco Bay Area":             {{Region: "California", Country: "US"}},
		"Remote - US":                        {{Country: "US"}},
		"Hybrid - Austin, Texas":             {{City: "Austin", Region: "Texas", Country: "US"}},
		"Andover, MA":                        {{Region: "Massachusetts", Country: "US"}},
		"Springfield":                        {{Country: "US"}}, // several, all American
		"Cambridge":                          {{}},              // England, Massachusetts or Ontario
		"Georgia":                            {{}},              // a country or a state
		"Remote, CA":                         {{}},              // California or Canada
		"Anywhere in France, Belgium, Spain": {{Country: "FR"}, {Country: "BE"}, {Country: "ES"}},
		"Remote":                             {{}},
		"Middle-earth":                       {{}},
		"in or me":                           {{}, {}}, // words, not Indiana, Oregon and Maine
		"Barcelona":                          {{City: "Barcelona", Region: "Catalonia", Country: "ES"}},
		"Remote (non-US)":                    {{}},
		"Washington, DC 20004":               {{City: "Washington", Region: "District of Columbia", Country: "US"}},
		"Jamaica":                            {{Country: "JM"}},
	} {
		got, _ := ParseLocation(raw)
		for i := range got {
			if got[i].Raw == "" {
				t.Errorf("%q: a place without its wording", raw)
			}
			got[i].Raw = ""
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q\n got %+v\nwant %+v", raw, got, want)
		}
	}
	if got, scope := ParseLocation("  "); got != nil || scope.Kind != "" {
		t.Errorf("nothing gives %+v, %+v", got, scope)
	}
}

func TestParseLocationReadsRemoteScope(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]RemoteScope{
		"Remote":                          {Kind: RemoteFull},
		"Remote - US":                     {Kind: RemoteFull, Region: "US", Countries: []string{"US"}},
		"Remote (United States | Canada)": {Kind: RemoteFull, Region: "United States | Canada", Countries: []string{"US", "CA"}},
		"Germany (Remote)":                {Kind: RemoteFull, Region: "Germany", Countries: []string{"DE"}},
		"Remote, EMEA":                    {Kind: RemoteFull, Region: "EMEA"},
		"London or Remote":                {Kind: RemoteFull},
		"Fully remote within Spain":       {Kind: RemoteFull, Region: "Spain", Countries: []string{"ES"}},
		"Hybrid - London":                 {Kind: RemoteHybrid},
		"London (On-site)":                {Kind: RemoteNone},
		"London":                          {},
		"Remoteville":                     {},
	} {
		if _, got := ParseLocation(raw); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %+v, want %+v", raw, got, want)
		}
	}
}

func TestCompletePlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		raw, city, region, country string
		want                       Place
	}{
		"the parts settle a namesake":     {"Cambridge", "Cambridge", "England", "United Kingdom", Place{City: "Cambridge", Region: "England", Country: "GB"}},
		"the wording wins over the seat":  {"Paris, France", "San Francisco", "California", "United States", Place{City: "Paris", Region: "Île-de-France", Country: "FR"}},
		"the country of a remote job":     {"Remote", "", "", "Singapore", Place{City: "Singapore", Country: "SG"}},
		"an unknown town keeps its land":  {"Smalltown", "Smalltown", "", "Germany", Place{Country: "DE"}},
		"nothing is made of nothing":      {"Anywhere", "", "", "", Place{}},
		"a country is no city of its own": {"Japan", "Tokyo", "Tokyo", "Japan", Place{Country: "JP"}},
	} {
		got := CompletePlace(c.raw, c.city, c.region, c.country)
		c.want.Raw = c.raw
		if got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}

func TestCountries(t *testing.T) {
	t.Parallel()
	for name, code := range map[string]string{"Germany": "DE", "deutschland": "DE", "usa": "US", "U.S.": "US", "gb": "GB", "Côte d'Ivoire": "CI", "Atlantis": "", "": ""} {
		if got := CountryCode(name); got != code {
			t.Errorf("%q: %q, want %q", name, got, code)
		}
	}
	if CountryName("NL") != "Netherlands" || CountryName("ZZ") != "ZZ" || CountryCurrency("CH") != "CHF" {
		t.Error("the table of countries is not read")
	}
}

func TestPlaceLabel(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]Place{
		"Austin, Texas, United States": {Raw: "ATX", City: "Austin", Region: "Texas", Country: "US"},
		"Berlin, Germany":              {Raw: "Berlin", City: "Berlin", Region: "Berlin", Country: "DE"},
		"Planet Earth":                 {Raw: "Planet Earth"},
	} {
		if got := p.Label(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func FuzzParseLocation(f *testing.F) {
	for _, s := range []string{"San Francisco, CA or New York", "Remote (US | Canada)", "((", "Remote -", "US-CA-", ";/|,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		places, scope := ParseLocation(raw)
		for _, p := range places {
			if p.City != "" && p.Country == "" {
				t.Errorf("%q: a city without a country: %+v", raw, p)
			}
		}
		if len(scope.Countries) > 0 && scope.Region == "" {
			t.Errorf("%q: countries out of nothing", raw)
		}
	})
}
