package devmail

import (
	"regexp"
	"strings"

	"github.com/applyforus/applyforus/ports"
)

var address = regexp.MustCompile(`https?://[^\s<>"]+`)

// piece is part of a message's text; a piece with a link is shown as one.
type piece struct{ text, link string }

// pieces cuts a text at its web addresses.
func pieces(text string) []piece {
	var cut []piece
	at := 0
	for _, found := range address.FindAllStringIndex(text, -1) {
		link := strings.TrimRight(text[found[0]:found[1]], ".,;")
		cut = append(cut, piece{text: text[at:found[0]]}, piece{text: link, link: link})
		at = found[0] + len(link)
	}
	return append(cut, piece{text: text[at:]})
}

func summary(m ports.KeptMail) string { return m.ToName + " <" + m.To + ">" }
