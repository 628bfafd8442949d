// Package money is pay and prices: whole minor units and a currency, never floats.
package money

import (
	"fmt"
	"strings"
)

// Currency is an ISO 4217 code in upper case; "" means not stated.
type Currency string

// Interval is the period that an amount of pay covers.
type Interval string

// Intervals of pay; "" means not stated.
const (
	IntervalHour  Interval = "hour"
	IntervalDay   Interval = "day"
	IntervalWeek  Interval = "week"
	IntervalMonth Interval = "month"
	IntervalYear  Interval = "year"
)

// perYear holds how many of an interval a working year has: 2,080 paid hours
// (40 × 52), 260 days, 52 weeks, 12 months.
var perYear = map[Interval]int64{
	IntervalHour: 2080, IntervalDay: 260, IntervalWeek: 52, IntervalMonth: 12, IntervalYear: 1,
}

// Range is pay as posted: amounts in minor units (cents) per interval. A missing
// end is 0. Raw is the employer's own wording and is kept whatever was read from it.
type Range struct {
	Min, Max int64
	Currency Currency
	Interval Interval
	Raw      string
}

// Stated tells whether any amount is known.
func (r Range) Stated() bool { return r.Min > 0 || r.Max > 0 }

// Annual gives both ends per working year in minor units; ok is false when
// amount, currency or interval is not stated, for nothing is guessed.
func (r Range) Annual() (low, high int64, ok bool) {
	factor := perYear[r.Interval]
	if !r.Stated() || factor == 0 || r.Currency == "" {
		return 0, 0, false
	}
	low, high = r.Min*factor, r.Max*factor
	if low == 0 {
		low = high
	}
	if high == 0 {
		high = low
	}
	return low, high, true
}

// String writes the range for people, e.g. "USD 120,000–150,000 a year".
func (r Range) String() string {
	if !r.Stated() {
		return "not stated"
	}
	var b strings.Builder
	if r.Currency != "" {
		b.WriteString(string(r.Currency) + " ")
	}
	switch {
	case r.Min > 0 && r.Max > 0 && r.Min != r.Max:
		b.WriteString(group(r.Min) + "–" + group(r.Max))
	case r.Min > 0 && r.Max > 0:
		b.WriteString(group(r.Min))
	case r.Min > 0:
		b.WriteString("from " + group(r.Min))
	default:
		b.WriteString("up to " + group(r.Max))
	}
	if r.Interval == IntervalHour {
		b.WriteString(" an hour")
	} else if r.Interval != "" {
		b.WriteString(" a " + string(r.Interval))
	}
	return b.String()
}

// group writes minor units as whole units with thousands separated; cents only where there are any.
func group(minor int64) string {
	whole, cents := minor/100, minor%100
	digits := fmt.Sprint(whole)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if cents != 0 {
		fmt.Fprintf(&b, ".%02d", cents)
	}
	return b.String()
}
