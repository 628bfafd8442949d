package jobspg

import (
	"strings"
	"unicode"

	"github.com/applyforus/applyforus/core/jobs"
)

// searchable makes a typed text fit to be searched for: what PostgreSQL cannot store goes,
// and so do dashes that negate nothing, which it would nest until its stack is full.
func searchable(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
	runes := []rune(text)
	runes = runes[:min(len(runes), jobs.MaxQueryText)]
	kept := make([]rune, 0, len(runes))
	for i, r := range runes {
		if r == '-' && (i+1 == len(runes) || !begins(runes[i+1])) {
			continue
		}
		kept = append(kept, r)
	}
	return strings.TrimSpace(string(kept))
}

func begins(r rune) bool { return r == '"' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// plainWords tells a text that only names words: one that says what must not occur, or in
// which order, is no misspelling.
func plainWords(text string) bool {
	return text != "" && !strings.Contains(text, `"`) && !strings.HasPrefix(text, "-") && !strings.Contains(text, " -")
}
