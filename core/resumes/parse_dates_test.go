package resumes

import (
	"testing"
	"time"
)

func TestFindDates(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text       string
		start, end string
		current    bool
	}{
		{"January 2019 to Present", "2019-01", "", true},
		{"Jan 2019 - Dec 2020", "2019-01", "2020-12", false},
		{"Sept. 2014 – June 2018", "2014-09", "2018-06", false},
		{"03/2017 – 11/2019", "2017-03", "2019-11", false},
		{"03.2017 bis heute", "2017-03", "", true},
		{"2017-03 — 2019-11", "2017-03", "2019-11", false},
		{"2014 / 09 - 2016 / 02", "2014-09", "2016-02", false},
		{"2014 – 2016", "2014", "2016", false},
		{"2018-19", "2018", "2019", false},
		{"May – August 2020", "2020-05", "2020-08", false},
		{"May '18 - Jun '19", "2018-05", "2019-06", false},
		{"März 2015 – Dezember 2016", "2015-03", "2016-12", false},
		{"septembre 2012 à août 2014", "2012-09", "2014-08", false},
		{"de enero de 2010 a diciembre de 2011", "2010-01", "2011-12", false},
		{"gennaio 2010 – oggi", "2010-01", "", true},
		{"maart 2011 tot heden", "2011-03", "", true},
		{"fevereiro de 2009 até atualmente", "2009-02", "", true},
		{"Ιανουάριος 2010 – σήμερα", "2010-01", "", true},
		{"2015年3月 至 2018年7月", "2015-03", "2018-07", false},
		{"2015年3月 – 至今", "2015-03", "", true},
		{"since March 2020", "2020-03", "", true},
		{"seit 2018", "2018", "", true},
		{"2021 –", "2021", "", true},
		{"2021 – 2019", "2019", "2021", false},
		{"Spring 2016", "", "2016", false},
		{"Harbour Engineer\t2012 - 2014", "2012", "2014", false},
		{"Harbour Engineer, Kiel 2012 – 2014", "2012", "2014", false},
		{"Dec 31, 2015", "", "2015-12", false},
		{"Present for 3 years", "", "", false},
		{"call 555 2019999", "", "", false},
		{"13/2019", "", "2019", false},
		{"no date", "", "", false},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			got, _ := findDates(c.text)
			if got.dates.Start.String() != c.start || got.dates.End.String() != c.end || got.dates.Current != c.current {
				t.Errorf("got %q – %q current=%t, want %q – %q current=%t", got.dates.Start, got.dates.End, got.dates.Current, c.start, c.end, c.current)
			}
		})
	}
}

func TestDatesMonths(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, time.March, 5, 0, 0, 0, 0, time.UTC)
	cases := []struct {
		dates  Dates
		months int
		ok     bool
	}{
		{Dates{Start: YearMonth{2024, 1}, Current: true}, 3, true},
		{Dates{Start: YearMonth{2020, 1}, End: YearMonth{2020, 12}}, 12, true},
		{Dates{Start: YearMonth{2018, 0}, End: YearMonth{2020, 0}}, 24, true},
		{Dates{Start: YearMonth{2018, 0}, End: YearMonth{2018, 0}}, 0, false},
		{Dates{End: YearMonth{2018, 5}}, 0, false},
		{Dates{Start: YearMonth{2025, 1}, Current: true}, 0, false},
	}
	for _, c := range cases {
		if months, ok := c.dates.Months(now); months != c.months || ok != c.ok {
			t.Errorf("%+v: got %d %t, want %d %t", c.dates, months, ok, c.months, c.ok)
		}
	}
}

func FuzzFindDates(f *testing.F) {
	for _, seed := range []string{"Jan 2019 - Present", "2015年3月 至今", "03/2017 – 11/2019", "May – August 2020", "2018-19", "Ιανουάριος 2010", "–2019–", "'99 2020/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := findDates(text)
		if !ok {
			return
		}
		if got.from < 0 || got.to > len(text) || got.from > got.to {
			t.Fatalf("%q: part %d to %d", text, got.from, got.to)
		}
		if got.dates.IsZero() {
			t.Fatalf("%q: found, yet empty", text)
		}
		if !got.dates.Start.IsZero() && !got.dates.End.IsZero() && got.dates.End.Before(got.dates.Start) {
			t.Fatalf("%q: ends before it starts: %+v", text, got.dates)
		}
	})
}
