package profile

import (
	"fmt"
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

// ParseMonth reads what String writes. ok is false for anything else and for years
// outside 1900 to 2100.
func ParseMonth(text string) (m Month, ok bool) {
	if text == "" {
		return Month{}, true
	}
	for _, layout := range []string{"2006-01", "2006"} {
		at, err := time.Parse(layout, text)
		if err != nil || at.Year() < 1900 || at.Year() > 2100 {
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
