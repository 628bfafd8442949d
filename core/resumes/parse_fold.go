package resumes

import (
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// fold lowers a text and drops accents, so that words compare in every spelling. ß
// becomes ss, the final sigma an ordinary one.
func fold(text string) string {
	ascii := true
	for i := 0; i < len(text); i++ {
		if text[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(text)
	}
	chain := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	folded, _, err := transform.String(chain, strings.ToLower(text))
	if err != nil {
		folded = strings.ToLower(text)
	}
	return strings.NewReplacer("ß", "ss", "ς", "σ", "’", "'", "ı", "i").Replace(folded)
}

// wordsOf gives the folded words of a text: runs of letters and digits.
func wordsOf(text string) []string {
	return strings.FieldsFunc(fold(text), func(r rune) bool { return !isWordRune(r) && r != '\'' })
}

// set makes a lookup table of folded phrases.
func set(phrases ...string) map[string]bool {
	table := make(map[string]bool, len(phrases))
	for _, p := range phrases {
		table[fold(p)] = true
	}
	return table
}

// tidy trims separators and spaces around a value.
func tidy(text string) string {
	return strings.Join(strings.Fields(strings.Trim(strings.TrimSpace(text), "|•·,;:–—-‐−/ \t▪●*")), " ")
}

// tidyValue is tidy that also drops a bracket without its partner.
func tidyValue(text string) string {
	text = tidy(text)
	if strings.Count(text, "(") != strings.Count(text, ")") {
		text = tidy(strings.Trim(text, "()"))
	}
	return text
}
