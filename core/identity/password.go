package identity

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/applyforus/applyforus/core/fault"
)

// Lengths of a password, in characters. There are no rules of composition: length and
// not being guessed first are what counts (NIST SP 800-63B-4, section 3.1.1.2).
const (
	MinPasswordLen = 8
	MaxPasswordLen = 128
)

// CheckPassword notes what is wrong with a password for the person of that address and
// name. The password is taken exactly as typed.
func CheckPassword(c *fault.Check, field, password, email, name string) {
	switch n := utf8.RuneCountInString(password); {
	case password == "":
		c.Add(field, "required", "Choose a password.")
	case n < MinPasswordLen:
		c.Add(field, "too_short", fmt.Sprintf("Use at least %d characters. A few words in a row are easy to remember.", MinPasswordLen))
	case n > MaxPasswordLen:
		c.Add(field, "too_long", fmt.Sprintf("Use at most %d characters.", MaxPasswordLen))
	case !utf8.ValidString(password):
		c.Add(field, "unreadable", "Remove the characters that cannot be shown, then try again.")
	case personal(password, email, name):
		c.Add(field, "personal", "This is close to your own name or address, which is what others try first. Choose something else.")
	case common(password):
		c.Add(field, "common", "This is one of the passwords that others try first. Choose something less usual.")
	}
}

// personal tells a password that is nothing but the person's own words, or this
// product's, with some digits or signs around them.
func personal(password, email, name string) bool {
	local, domain, _ := strings.Cut(email, "@")
	words := append(strings.Fields(name), strings.FieldsFunc(local, notLetter)...)
	words = append(words, local, strings.TrimRight(local, "0123456789"), domain, name, "applyforus")
	for _, word := range words {
		if word = letters(word); utf8.RuneCountInString(word) < 3 {
			continue
		}
		for _, stem := range stems(password) {
			if stem == word || stem == word+word {
				return true
			}
		}
	}
	return email != "" && strings.Contains(strings.ToLower(password), email)
}

// maxTail is how many characters beside a breached word still leave it a breached one.
const maxTail = 4

// common tells a password of the embedded lists in any of its usual disguises, and the
// patterns that no list can hold: one repeated piece, or a run of the keyboard.
func common(password string) bool {
	lower := strings.ToLower(password)
	if breached(lower) || repeats(lower) || runs(lower) {
		return true
	}
	for _, stem := range stems(password) {
		if _, listed := commonStems[stem]; listed || len(password)-len(stem) <= maxTail && breached(stem) {
			return true
		}
	}
	return false
}

// stems strips a password to what a guesser starts from: in lower case, without what
// stands around the word, and with the usual replacements of letters undone. A digit
// in front may be either: "2dragon" or "5uperman".
func stems(s string) []string {
	s = strings.TrimRightFunc(strings.ToLower(s), notLetter)
	bare := strings.TrimLeftFunc(s, notLetter)
	return []string{letters(bare), letters(s)}
}

// letters gives the letters of a text, replaced ones restored.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if plain, disguised := leet[r]; disguised {
			return plain
		}
		if notLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

var leet = map[rune]rune{'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', '$': 's', '!': 'i'}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// repeats tells a text that is one piece of at most four characters again and again.
func repeats(s string) bool {
	runes := []rune(s)
	for size := 1; size <= 4 && size*2 <= len(runes); size++ {
		same := true
		for i := size; i < len(runes) && same; i++ {
			same = runes[i] == runes[i-size]
		}
		if same {
			return true
		}
	}
	return false
}

// keyRuns are the orders in which fingers walk; each counts backwards too.
var keyRuns = []string{
	"01234567890123456789", "abcdefghijklmnopqrstuvwxyz",
	"qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
	"1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "147258369", "qazwsxedcrfvtgbyhnujm",
}

// runs tells a text that consists of runs of at least four keys and little else.
func runs(s string) bool {
	covered := 0
	for i := 0; i < len(s); {
		n := longestRun(s[i:])
		if n >= 4 {
			covered += n
			i += n
			continue
		}
		i++
	}
	return len(s)-covered < 3
}

// longestRun is how many characters at the start of s lie on one run.
func longestRun(s string) int {
	longest := 0
	for _, run := range keyRuns {
		for _, keys := range []string{run, reversed(run)} {
			n := longest
			for n < len(s) && strings.Contains(keys, s[:n+1]) {
				n++
			}
			longest = n
		}
	}
	return longest
}

func reversed(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}
