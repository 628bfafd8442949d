package jobs

import (
	"testing"
	"unicode/utf8"

	"github.com/applyforus/applyforus/core/money"
)

func TestParsePay(t *testing.T) {
	t.Parallel()
	const y, h, m, d = money.IntervalYear, money.IntervalHour, money.IntervalMonth, money.IntervalDay
	for text, c := range map[string]struct {
		country  string
		min, max int64 // whole units
		currency money.Currency
		interval money.Interval
	}{
		"The base salary range is $120,000 - $150,000 per year.":   {"US", 120000, 150000, "USD", y},
		"The base salary range is $120,000 – $150,000.":            {"US", 120000, 150000, "USD", y},
		"Salary: $120,000 - $150,000 a year":                       {"DE", 120000, 150000, "", y},
		"Salary: $120k-$150k":                                      {"CA", 120000, 150000, "CAD", y},
		"Salary: $120-150k":                                        {"US", 120000, 150000, "USD", y},
		"Salary: $120,000 - $150,000":                              {"", 120000, 150000, "", ""},
		"Salary: $120,000 — $150,000 USD":                          {"DE", 120000, 150000, "USD", y},
		"Salary: US$120,000 to US$150,000":                         {"", 120000, 150000, "USD", y},
		"Pay range\n$25.50 - $31.75 per hour":                      {"US", 25, 31, "USD", h},
		"Hourly rate: $25/hr":                                      {"US", 25, 25, "USD", h},
		"Gehalt: 60.000 – 75.000 € brutto pro Jahr":                {"DE", 60000, 75000, "EUR", y},
		"Gehalt: €60.000,00 bis €75.000,00 pro Jahr":               {"DE", 60000, 75000, "EUR", y},
		"Salaire: 45 000 € à 55 000 € par an":                      {"FR", 45000, 55000, "EUR", y},
		"Salary CHF 110'000 - 130'000 per annum":                   {"CH", 110000, 130000, "CHF", y},
		"Salary: ₹12,00,000 - ₹18,00,000 per annum":                {"IN", 1200000, 1800000, "INR", y},
		"Salary: ₹12 - 18 LPA":                                     {"IN", 1200000, 1800000, "INR", y},
		"Salary: £55,000 per annum":                                {"GB", 55000, 55000, "GBP", y},
		"We pay between £400 and £500 per day":                     {"GB", 400, 500, "GBP", d},
		"Salary up to £70k per year":                               {"GB", 0, 70000, "GBP", y},
		"Salary from €50k per year":                                {"IE", 50000, 0, "EUR", y},
		"Base salary: $90,000+ per year":                           {"US", 90000, 0, "USD", y},
		"Wage: 3500 - 4200 EUR per month":                          {"", 3500, 4200, "EUR", m},
		"Salary: 45 000 - 55 000 kr per month":                     {"SE", 45000, 55000, "SEK", m},
		"Salary: $100k base / $200k OTE, paid annually":            {"US", 100000, 100000, "USD", y},
		"OTE: $200,000 - $250,000":                                 {"US", 0, 0, "", ""},
		"Compensation: $200,000 - $250,000 OTE":                    {"US", 0, 0, "", ""},
		"We raised $50M in Series B. Competitive salary.":          {"US", 0, 0, "", ""},
		"Competitive salary and a $2,000 learning budget per year": {"US", 0, 0, "", ""},
		"401k match, 25 days paid leave, 120,000 customers":        {"US", 0, 0, "", ""},
		"Annual bonus of $10,000":                                  {"US", 0, 0, "", ""},
		"Salary $5 - $500,000":                                     {"US", 0, 0, "", ""},
		"Salary: $150,000 - $120,000":                              {"US", 0, 0, "", ""},
		"":                                                         {"US", 0, 0, "", ""},
	} {
		got := ParsePay(text, c.country)
		if got.Min/100 != c.min || got.Max/100 != c.max || got.Currency != c.currency || got.Interval != c.interval {
			t.Errorf("%q\n got %d-%d %q %q (%q)\nwant %d-%d %q %q", text, got.Min/100, got.Max/100, got.Currency, got.Interval, got.Raw, c.min, c.max, c.currency, c.interval)
		}
		if got.Stated() && got.Raw == "" {
			t.Errorf("%q: the wording is lost", text)
		}
	}
}

func TestParsePayKeepsCents(t *testing.T) {
	t.Parallel()
	if got := ParsePay("Pay: $25.50 - $31.75 per hour", "US"); got.Min != 2550 || got.Max != 3175 || got.Raw != "$25.50 - $31.75 per hour" {
		t.Errorf("%+v", got)
	}
}

func TestParsePayField(t *testing.T) {
	t.Parallel()
	if got := ParsePayField(" Competitive ", "US"); got.Stated() || got.Raw != "Competitive" {
		t.Errorf("%+v", got)
	}
	if got := ParsePayField("$200K – $260K • Offers Equity", "US"); got.Min != 200_000_00 || got.Max != 260_000_00 || got.Currency != "USD" {
		t.Errorf("%+v", got)
	}
}

func FuzzParsePay(f *testing.F) {
	for _, s := range []string{"Salary $120k-150k", "€60.000,00 bis 75.000 brutto", "₹12,00,000", "$9999999999999999999", "pay $1e9", "salary $.5", "Salary: kr 1 2 3", "pay $0-$0"} {
		f.Add(s, "US")
	}
	f.Fuzz(func(t *testing.T, text, country string) {
		r := ParsePay(text, country)
		if r.Min < 0 || r.Max < 0 || r.Max != 0 && r.Max < r.Min {
			t.Errorf("%q: %+v", text, r)
		}
		if !r.Stated() && r != (money.Range{}) {
			t.Errorf("%q: something of nothing: %+v", text, r)
		}
		if utf8.ValidString(text) && !utf8.ValidString(r.Raw) {
			t.Errorf("%q: the wording is cut within a character", text)
		}
	})
}
