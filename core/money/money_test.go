package money_test

import (
	"testing"

	"github.com/applyforus/applyforus/core/money"
)

func TestAnnual(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in        money.Range
		low, high int64
		ok        bool
	}{
		"year":        {money.Range{Min: 100, Max: 200, Currency: "USD", Interval: money.IntervalYear}, 100, 200, true},
		"month":       {money.Range{Min: 100, Max: 200, Currency: "EUR", Interval: money.IntervalMonth}, 1200, 2400, true},
		"week":        {money.Range{Min: 100, Max: 100, Currency: "EUR", Interval: money.IntervalWeek}, 5200, 5200, true},
		"day":         {money.Range{Min: 100, Max: 100, Currency: "EUR", Interval: money.IntervalDay}, 26000, 26000, true},
		"hour":        {money.Range{Min: 2550, Max: 3000, Currency: "USD", Interval: money.IntervalHour}, 2550 * 2080, 3000 * 2080, true},
		"only from":   {money.Range{Min: 100, Currency: "USD", Interval: money.IntervalYear}, 100, 100, true},
		"only up to":  {money.Range{Max: 200, Currency: "USD", Interval: money.IntervalYear}, 200, 200, true},
		"no amount":   {money.Range{Currency: "USD", Interval: money.IntervalYear}, 0, 0, false},
		"no currency": {money.Range{Min: 1, Max: 2, Interval: money.IntervalYear}, 0, 0, false},
		"no interval": {money.Range{Min: 1, Max: 2, Currency: "USD"}, 0, 0, false},
	} {
		if low, high, ok := c.in.Annual(); low != c.low || high != c.high || ok != c.ok {
			t.Errorf("%s: %d, %d, %v, want %d, %d, %v", name, low, high, ok, c.low, c.high, c.ok)
		}
	}
}

func TestString(t *testing.T) {
	t.Parallel()
	for want, in := range map[string]money.Range{
		"USD 120,000–150,000 a year": {Min: 12_000_000, Max: 15_000_000, Currency: "USD", Interval: money.IntervalYear},
		"EUR 25.50 an hour":          {Min: 2550, Max: 2550, Currency: "EUR", Interval: money.IntervalHour},
		"not stated":                 {Currency: "USD", Raw: "competitive"},
		"USD from 1,000 a month":     {Min: 100_000, Currency: "USD", Interval: money.IntervalMonth},
		"up to 999.05 a day":         {Max: 99_905, Interval: money.IntervalDay},
		"CHF 1,234,567.08–2,000,000": {Min: 123_456_708, Max: 200_000_000, Currency: "CHF"},
	} {
		if got := in.String(); got != want {
			t.Errorf("%+v reads %q, want %q", in, got, want)
		}
	}
}
