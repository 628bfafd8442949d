package autoapply

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// normalise gives the words of a text in lower case, without marks on letters and
// without punctuation, one space between them.
func normalise(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
			continue
		case r == 'ß':
			b.WriteString(pad(&space, &b) + "ss")
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteString(pad(&space, &b) + string(r))
		default:
			space = true
		}
	}
	return b.String()
}

// pad gives the space that is owed before the next word, and settles the debt.
func pad(owed *bool, b *strings.Builder) string {
	if *owed {
		*owed = false
		if b.Len() > 0 {
			return " "
		}
	}
	return ""
}

// squeeze gives a text in Unicode's composed form with every run of spaces and line
// ends made one space: the differences that forms introduce without changing the answer.
func squeeze(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }

// Equal tells whether two answers are the same for a reader: spaces and letter case do
// not count, and nothing else is forgiven.
func Equal(a, b string) bool { return strings.EqualFold(squeeze(a), squeeze(b)) }
