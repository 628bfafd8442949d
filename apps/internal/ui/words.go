package ui

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/applyforus/applyforus/core/money"
)

// Int writes a whole number with thousands separated: 12,431.
func Int(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return sign + digits
}

// Count writes a number with its noun: "1 job", "12,431 jobs", "no jobs".
func Count(n int, singular, plural string) string {
	switch n {
	case 0:
		return "no " + plural
	case 1:
		return "1 " + singular
	}
	return Int(n) + " " + plural
}

// Pay writes pay as posted; what is missing is said.
func Pay(r money.Range) string {
	if !r.Stated() {
		return "Pay not stated"
	}
	return r.String()
}

// Stated gives the text, or "Not stated" for an empty one.
func Stated(text string) string {
	if strings.TrimSpace(text) == "" {
		return "Not stated"
	}
	return text
}

// Bytes writes a size in units of 1,024: "412 KB", "9.4 MB".
func Bytes(n int64) string {
	switch {
	case n < 1024:
		return fmt.Sprintf("%d bytes", n)
	case n < 1024*1024:
		return fmt.Sprintf("%d KB", (n+512)/1024)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1024/1024)
}

// ShortHash gives the first twelve characters of a hash; enough to compare by eye.
func ShortHash(hash string) string {
	if len(hash) <= 12 {
		return hash
	}
	return hash[:12]
}

// Exact writes a moment in full, for titles and evidence: "23 Nov 2026, 16:04 UTC".
func Exact(t time.Time) string { return t.Format("2 Jan 2006, 15:04 MST") }

// Date writes a day: "23 Nov 2026".
func Date(t time.Time) string { return t.Format("2 Jan 2006") }

// Ago writes a moment relative to now, in the past or the future: "3 hours ago",
// "yesterday", "in 2 days". The browser's script writes the same words.
func Ago(t, now time.Time) string {
	d := t.Sub(now)
	past := d < 0
	if past {
		d = -d
	}
	if d < 45*time.Second {
		return "just now"
	}
	units := []struct {
		unit     time.Duration
		below    time.Duration
		name     string
		previous string
		next     string
	}{
		{time.Second, time.Minute, "second", "", ""},
		{time.Minute, time.Hour, "minute", "", ""},
		{time.Hour, 24 * time.Hour, "hour", "", ""},
		{24 * time.Hour, 7 * 24 * time.Hour, "day", "yesterday", "tomorrow"},
		{7 * 24 * time.Hour, 30 * 24 * time.Hour, "week", "last week", "next week"},
		{30 * 24 * time.Hour, 365 * 24 * time.Hour, "month", "last month", "next month"},
		{365 * 24 * time.Hour, 1 << 62, "year", "last year", "next year"},
	}
	for _, u := range units {
		if d >= u.below {
			continue
		}
		n := int((d + u.unit/2) / u.unit)
		if n == 1 && past && u.previous != "" {
			return u.previous
		}
		if n == 1 && !past && u.next != "" {
			return u.next
		}
		words := Count(max(n, 1), u.name, u.name+"s")
		if past {
			return words + " ago"
		}
		return "in " + words
	}
	return Date(t)
}

// Initials gives up to two capital letters of a name or e-mail address; "?" for none.
func Initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
	if i := strings.IndexByte(name, '@'); i > 0 {
		words = words[:1]
	}
	var b strings.Builder
	for i, word := range words {
		if i == 0 || i == len(words)-1 {
			r, _ := utf8.DecodeRuneInString(word)
			b.WriteRune(unicode.ToUpper(r))
		}
	}
	if b.Len() == 0 {
		return "?"
	}
	return b.String()
}

// hue picks one of six tints by name, the same one each time.
func hue(name string) string {
	sum := 0
	for _, r := range name {
		sum = (sum*31 + int(r)) % 9973
	}
	return strconv.Itoa(sum % 6)
}

// Segment is a piece of text; Hit marks what matched a search.
type Segment struct {
	Text string
	Hit  bool
}
