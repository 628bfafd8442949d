package jobs

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// skillWord is one word of a text as the dictionary sees it.
type skillWord struct {
	start, end int
	// folded is lower case without accents and without a plural ending; it is
	// valid until the next word is read.
	folded []byte
	// joined tells that nothing but a space, hyphen, dot or slash stands between
	// this word and the one before, so that both may belong to one name.
	joined bool
}

// skillWords walks over the words of a text. "C++", "C#", "F#" and ".NET" are
// words; "Node.js", "CI/CD" and "on-site" are two words each, so that every
// common way to write them folds to the same.
func skillWords(text string) iter.Seq[skillWord] {
	return func(yield func(skillWord) bool) {
		var buffer [48]byte
		last := -1 // end of the word before
		for i := 0; i < len(text); {
			r, size := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(text[i:])
			}
			if !isWordRune(r) {
				i += size
				continue
			}
			w := skillWord{start: i, folded: buffer[:0]}
			for i < len(text) {
				r, size = rune(text[i]), 1
				if r >= utf8.RuneSelf {
					r, size = utf8.DecodeRuneInString(text[i:])
				}
				if !isWordRune(r) {
					break
				}
				if len(w.folded) < len(buffer)-4 {
					w.folded = appendFolded(w.folded, r)
				}
				i += size
			}
			w.folded = foldPlural(w.folded)
			i = attachSigns(text, i, &w)
			w.end = i
			w.joined = last >= 0 && bridges(text[last:w.start])
			last = w.end
			if !yield(w) {
				return
			}
		}
	}
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// attachSigns takes the signs that belong to a name: the plus signs of C++ and
// CompTIA A+, the hash of C# and the dot of .NET.
func attachSigns(text string, i int, w *skillWord) int {
	switch {
	case i+1 < len(text) && text[i] == '+' && text[i+1] == '+':
		w.folded = append(w.folded, "++"...)
		return i + 2
	case i < len(text) && text[i] == '+' && (text[i-1] < '0' || text[i-1] > '9') && (i+1 == len(text) || !isWordRune(rune(text[i+1]))):
		w.folded = append(w.folded, '+')
		return i + 1
	case i < len(text) && text[i] == '#' && (i+1 == len(text) || !isWordRune(rune(text[i+1]))):
		w.folded = append(w.folded, '#')
		return i + 1
	case string(w.folded) == "net" && w.start > 0 && text[w.start-1] == '.' && (w.start == 1 || !isWordRune(rune(text[w.start-2]))):
		w.folded = append(w.folded[:0], ".net"...)
		w.start--
	}
	return i
}

// bridges tells whether two words with this text between them may be parts of one name.
func bridges(gap string) bool {
	if len(gap) > 4 {
		return false
	}
	for i, r := range gap {
		switch r {
		case ' ', '-', '/', '&', '\'', '’', '_', '\u00a0', '‑', '–':
		case '.':
			if i+1 < len(gap) { // the end of a sentence
				return false
			}
		default:
			return false
		}
	}
	return true
}

// foldPlural cuts a plural ending off; text and dictionary are folded alike, so
// that it need not be correct English, only the same for both. Words with a
// sign or of three letters keep their s: AWS, iOS.
func foldPlural(word []byte) []byte {
	n := len(word)
	if n < 4 || word[n-1] != 's' {
		return word
	}
	switch word[n-2] {
	case 's', 'u', 'i':
		return word
	case 'e':
		if n > 4 && word[n-3] == 'i' {
			return append(word[:n-3], 'y')
		}
	}
	return word[:n-1]
}

// plainLetters maps accented letters of the Latin script to plain ones.
var plainLetters = map[rune]string{
	'à': "a", 'á': "a", 'â': "a", 'ã': "a", 'ä': "a", 'å': "a", 'æ': "ae", 'ç': "c", 'è': "e", 'é': "e", 'ê': "e", 'ë': "e",
	'ì': "i", 'í': "i", 'î': "i", 'ï': "i", 'ñ': "n", 'ò': "o", 'ó': "o", 'ô': "o", 'õ': "o", 'ö': "o", 'ø': "o", 'œ': "oe",
	'ù': "u", 'ú': "u", 'û': "u", 'ü': "u", 'ý': "y", 'ÿ': "y", 'ß': "ss", 'ł': "l", 'ś': "s", 'š': "s", 'ž': "z", 'ż': "z",
	'č': "c", 'ć': "c", 'ę': "e", 'ą': "a", 'ń': "n", 'ř': "r", 'ě': "e", 'ů': "u", 'ğ': "g", 'ı': "i", 'ş': "s",
}

func appendFolded(to []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(to, byte(r))
	}
	r = unicode.ToLower(r)
	if plain, ok := plainLetters[r]; ok {
		return append(to, plain...)
	}
	return utf8.AppendRune(to, r)
}
