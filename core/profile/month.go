package profile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Month is a date as careers have them: a year, and mostly a month. The zero Month
// means "not said".
type Month struct {
	Year  int
	Month time.Month // 0 = only the year is known
}

// IsZero tells whether the date is not said.
func (m Month) IsZero() bool { return m.Year == 0 }

// Before tells whether m surely lies before other. What is not said, or known to the
// year only within the same year, does not.
func (m Month) Before(other Month) bool {
	switch {
	case m.IsZero() || other.IsZero():
		return false
	case m.Year != other.Year || m.Month == 0 || other.Month == 0:
		return m.Year < other.Year
	}
	return m.Month < other.Month
}

// String gives 2021-03, 2021 or "".
func (m Month) String() string {
	switch {
	case m.IsZero():
		return ""
	case m.Month == 0:
		return fmt.Sprintf("%04d", m.Year)
	}
	return fmt.Sprintf("%04d-%02d", m.Year, int(m.Month))
}

// The years that a life and its plans touch.
const (
	firstYear = 1900
	lastYear  = 2100
)

// ParseMonth reads what String writes. ok is false for anything else and for years
// outside 1900 to 2100.
func ParseMonth(text string) (m Month, ok bool) {
	if text == "" {
		return Month{}, true
	}
	for _, layout := range []string{"2006-01", "2006"} {
		at, err := time.Parse(layout, text)
		if err != nil || at.Year() < firstYear || at.Year() > lastYear {
			continue
		}
		m = Month{Year: at.Year()}
		if layout == "2006-01" {
			m.Month = at.Month()
		}
		return m, true
	}
	return Month{}, false
}

var (
	yearFirst  = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?(?:[T ].*)?$`) // 2021-03, 2021-03-15, 2021-03-15T00:00:00Z
	monthFirst = regexp.MustCompile(`^(\d{1,2})[-/.](\d{4})$`)                             // 03/2021
	worded     = regexp.MustCompile(`^(?:\d{1,2}\.?\s+)?(\pL{3,})\.?,?\s+(?:\d{1,2},?\s+)?(\d{4})$`)
	shortYear  = regexp.MustCompile(`^(\pL{3})-(\d{2})$`) // Mar-21, as spreadsheets make of a month
)

// ReadMonth reads a date as people and other programs write it: 2021, 2021-03,
// 2021-03-15, 03/2021, Mar 2021, March 15, 2021, 15 March 2021, Mar-21. ok is false for
// anything else and for years outside 1900 to 2100.
func ReadMonth(text string) (m Month, ok bool) {
	text = strings.TrimSpace(text)
	if m, ok = ParseMonth(text); ok {
		return m, true
	}
	var year, month string
	if found := yearFirst.FindStringSubmatch(text); found != nil {
		year, month = found[1], found[2]
	} else if found := monthFirst.FindStringSubmatch(text); found != nil {
		year, month = found[2], found[1]
	} else if found := worded.FindStringSubmatch(text); found != nil {
		year, month = found[2], monthNumber(found[1])
	} else if found := shortYear.FindStringSubmatch(text); found != nil {
		year, month = "20"+found[2], monthNumber(found[1])
		if found[2] > "70" {
			year = "19" + found[2]
		}
	}
	number, err := strconv.Atoi(month)
	if err != nil {
		return Month{}, false
	}
	return ParseMonth(fmt.Sprintf("%s-%02d", year, number))
}

// monthNumber reads the English name of a month, whole or its first three letters; ""
// for none.
func monthNumber(word string) string {
	word = strings.ToLower(word)
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if word == name || word == name[:3] || word == "sept" && m == time.September {
			return strconv.Itoa(int(m))
		}
	}
	return ""
}

// MarshalText implements encoding.TextMarshaler.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; it refuses what ParseMonth refuses.
func (m *Month) UnmarshalText(text []byte) error {
	parsed, ok := ParseMonth(string(text))
	if !ok {
		return fmt.Errorf("profile: not a year or year-month")
	}
	*m = parsed
	return nil
}
