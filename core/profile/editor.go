package profile

import (
	"math"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"github.com/applyforus/applyforus/core/fault"
)

// The longest texts kept, in characters.
const (
	maxLine    = 200
	maxAddress = 500
	maxProse   = 10_000
	maxYears   = 80
)

// editor reads the changed fields of a form into a fact and collects what is wrong. A
// field that is nil stays; an empty one is cleared.
type editor struct{ fault.Check }

// line reads one line of text.
func (e *editor) line(field string, to, typed *string) {
	if typed == nil {
		return
	}
	*to = strings.TrimSpace(*typed)
	e.MaxLen(field, *to, maxLine)
	e.readable(field, *to)
	e.That(!strings.ContainsAny(*to, "\r\n\t"), field, "one_line", "Write this in one line.")
}

// prose reads a text of several lines.
func (e *editor) prose(field string, to, typed *string) {
	if typed == nil {
		return
	}
	*to = strings.TrimSpace(strings.ReplaceAll(*typed, "\r\n", "\n"))
	e.MaxLen(field, *to, maxProse)
	e.readable(field, *to)
}

// readable refuses what cannot be shown, and the marks that make a text read other than
// it is written. Letters of scripts that run from right to left need none of them.
func (e *editor) readable(field, text string) {
	e.PlainText(field, text)
	e.That(!strings.ContainsFunc(text, overrides), field, "unreadable", "Remove the hidden marks that change the direction of the text, then try again.")
}

func overrides(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// address reads a web address; what lacks https:// gets it.
func (e *editor) address(field string, to, typed *string) {
	if typed == nil {
		return
	}
	*to = strings.TrimSpace(*typed)
	if *to == "" {
		return
	}
	e.MaxLen(field, *to, maxAddress)
	e.readable(field, *to)
	full, ok := WebAddress(*to)
	e.That(ok, field, "address", "Write a web address, as in https://example.org/ada.")
	if ok {
		*to = full
	}
}

// WebAddress completes a typed web address. ok is false for what is none, so that a
// value that passes can stand in a link.
func WebAddress(typed string) (full string, ok bool) {
	full = strings.TrimSpace(typed)
	if !strings.Contains(full, "://") {
		full = "https://" + full
	}
	at, err := url.Parse(full)
	if err != nil || at.Scheme != "https" && at.Scheme != "http" || at.User != nil || at.Opaque != "" || len(full) > 4*maxAddress {
		return "", false
	}
	host := at.Hostname()
	if !strings.Contains(strings.Trim(host, "."), ".") || strings.ContainsFunc(full, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return "", false
	}
	return full, true
}

// email looks for what every address has; only a mail can prove more.
func (e *editor) email(field string, to, typed *string) {
	e.line(field, to, typed)
	if typed == nil || *to == "" {
		return
	}
	name, host, _ := strings.Cut(*to, "@")
	fine := name != "" && strings.Contains(strings.Trim(host, "."), ".") && !strings.ContainsAny(name+host, "@ \t\r\n<>,;")
	e.That(fine, field, "email", "Write the address in full, as in ada@example.org.")
}

// phone keeps the number as it was typed if it can be dialled: 5 to 15 digits (E.164
// allows no more) among the signs that people put between them.
func (e *editor) phone(field string, to, typed *string) {
	e.line(field, to, typed)
	if typed == nil || *to == "" {
		return
	}
	digits, strange := 0, false
	for i, r := range *to {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '+' && i == 0, strings.ContainsRune(" -–().·/", r):
		default:
			strange = true
		}
	}
	e.That(!strange && digits >= 5 && digits <= 15, field, "phone", "Write the number with its country code, as in +49 30 1234567.")
}

// month reads a year or a month.
func (e *editor) month(field string, to *Month, typed *string) {
	if typed == nil {
		return
	}
	m, ok := ReadMonth(*typed)
	e.That(ok, field, "date", "Write a year, or a month and year, as in 2021 or 2021-03.")
	if ok {
		*to = m
	}
}

// ordered notes an end that lies before its start.
func (e *editor) ordered(field string, start, end Month) {
	e.That(!end.Before(start), field, "before_start", "The end lies before the start. Correct one of the two.")
}

// day reads a day of the calendar.
func (e *editor) day(field string, to *time.Time, typed *string) {
	if typed == nil {
		return
	}
	text := strings.TrimSpace(*typed)
	if text == "" {
		*to = time.Time{}
		return
	}
	day, err := time.Parse(time.DateOnly, text)
	ok := err == nil && day.Year() >= 1900 && day.Year() <= 2100
	e.That(ok, field, "date", "Write the day as in 2027-05-31.")
	if ok {
		*to = day
	}
}

// years reads a number of years; what is no number arrives as NaN.
func (e *editor) years(field string, to, typed *float64) {
	if typed == nil {
		return
	}
	ok := *typed >= 0 && *typed <= maxYears
	e.That(ok, field, "years", "Write the years as a number from 0 to 80, as in 2.5.")
	if ok {
		*to = math.Round(*typed*10) / 10
	}
}

// country reads an ISO 3166-1 code.
func (e *editor) country(field string, to, typed *string) {
	if typed == nil {
		return
	}
	code := strings.ToUpper(strings.TrimSpace(*typed))
	region, err := language.ParseRegion(code)
	ok := err == nil && len(code) == 2 && region.IsCountry() && region.Canonicalize() == region
	e.That(ok, field, "country", "Choose a country.")
	if ok {
		*to = code
	}
}

// oneOf reads a choice; "" clears it.
func oneOf[T ~string](e *editor, field string, to, typed *T, choices []T) {
	if typed == nil {
		return
	}
	ok := *typed == "" || slices.Contains(choices, *typed)
	e.That(ok, field, "choice", "Choose one of the values offered.")
	if ok {
		*to = *typed
	}
}

func blank(texts ...string) bool { return strings.TrimSpace(strings.Join(texts, "")) == "" }
