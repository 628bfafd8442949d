package resumes

import (
	"fmt"
	"time"
)

// YearMonth is a date as resumes give it: a year, and often a month. The zero value
// means "not said".
type YearMonth struct {
	Year  int        `json:"year"`
	Month time.Month `json:"month,omitempty"` // 0 = only the year is known
}

// IsZero tells whether the date is missing.
func (y YearMonth) IsZero() bool { return y.Year == 0 }

// String gives 2021-03, 2021 or "".
func (y YearMonth) String() string {
	switch {
	case y.IsZero():
		return ""
	case y.Month == 0:
		return fmt.Sprintf("%04d", y.Year)
	}
	return fmt.Sprintf("%04d-%02d", y.Year, int(y.Month))
}

// Before tells whether y is surely earlier: a year alone is compared by year.
func (y YearMonth) Before(other YearMonth) bool {
	if y.Year != other.Year || y.Month == 0 || other.Month == 0 {
		return y.Year < other.Year
	}
	return y.Month < other.Month
}

// Dates is when something lasted.
type Dates struct {
	Start      YearMonth `json:"start,omitzero"`
	End        YearMonth `json:"end,omitzero"`      // missing when Current
	Current    bool      `json:"current,omitempty"` // lasts until today, as the document says
	Confidence float64   `json:"confidence"`
	Span       Span      `json:"span,omitzero"`
}

// IsZero tells whether no date was found.
func (d Dates) IsZero() bool { return d.Start.IsZero() && d.End.IsZero() && !d.Current }

// Months is the length in whole months, both ends included, seen at now for what is
// current. ok is false when an end is missing or only years are known on both sides of one year.
func (d Dates) Months(now time.Time) (months int, ok bool) {
	end := d.End
	if d.Current {
		end = YearMonth{Year: now.Year(), Month: now.Month()}
	}
	if d.Start.IsZero() || end.IsZero() || end.Before(d.Start) {
		return 0, false
	}
	if d.Start.Month == 0 || end.Month == 0 {
		return (end.Year - d.Start.Year) * 12, end.Year > d.Start.Year
	}
	return (end.Year-d.Start.Year)*12 + int(end.Month-d.Start.Month) + 1, true
}
