package ui_test

import (
	"testing"
	"time"

	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/money"
)

func TestAgo(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for want, d := range map[string]time.Duration{
		"just now": -20 * time.Second, "50 seconds ago": -50 * time.Second, "1 minute ago": -time.Minute, "3 hours ago": -3 * time.Hour,
		"yesterday": -26 * time.Hour, "2 days ago": -50 * time.Hour, "last week": -8 * 24 * time.Hour, "3 months ago": -92 * 24 * time.Hour,
		"2 years ago": -730 * 24 * time.Hour, "tomorrow": 25 * time.Hour, "in 5 minutes": 5 * time.Minute,
	} {
		if got := ui.Ago(now.Add(d), now); got != want {
			t.Errorf("Ago(%s) = %q, want %q", d, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ got, want string }{
		{ui.Int(0), "0"},
		{ui.Int(999), "999"},
		{ui.Int(1000), "1,000"},
		{ui.Int(-1234567), "-1,234,567"},
		{ui.Count(0, "job", "jobs"), "no jobs"},
		{ui.Count(1, "job", "jobs"), "1 job"},
		{ui.Count(12431, "job", "jobs"), "12,431 jobs"},
		{ui.Pay(money.Range{}), "Pay not stated"},
		{ui.Pay(money.Range{Min: 18600, Max: 18600, Currency: "SEK", Interval: money.IntervalHour}), "SEK 186 an hour"},
		{ui.Stated("  "), "Not stated"},
		{ui.Stated("x"), "x"},
		{ui.Bytes(12), "12 bytes"},
		{ui.Bytes(151_552), "148 KB"},
		{ui.Bytes(9_856_614), "9.4 MB"},
		{ui.ShortHash("9f2c41d07ab3e115"), "9f2c41d07ab3"},
		{ui.ShortHash("9f"), "9f"},
		{ui.Initials("Mina Okafor"), "MO"},
		{ui.Initials("Ana Maria de la Cruz"), "AC"},
		{ui.Initials("özgür"), "Ö"},
		{ui.Initials("mina@example.org"), "M"},
		{ui.Initials(""), "?"},
		{ui.Initials("@@"), "?"},
		{ui.Exact(time.Date(2026, 11, 23, 16, 4, 0, 0, time.UTC)), "23 Nov 2026, 16:04 UTC"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestNavItemCurrent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		href, path string
		want       bool
	}{
		{"/jobs", "/jobs", true}, {"/jobs", "/jobs/42", true}, {"/jobs", "/jobsites", false}, {"/", "/jobs", false}, {"/", "/", true}, {"/applications?view=board", "/applications/7", true},
	} {
		if got := (ui.NavItem{Href: c.href}).Current(c.path); got != c.want {
			t.Errorf("%s at %s: %v", c.href, c.path, got)
		}
	}
}
