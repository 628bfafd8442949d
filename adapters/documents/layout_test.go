package documents

import (
	"slices"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/resumes"
)

// text sets words of 10 points from a place on, five points a letter.
func text(x, baseline float64, content string) []word {
	var out []word
	for w := range strings.FieldsSeq(content) {
		width := 5 * float64(len(w))
		out = append(out, word{text: w, box: resumes.Box{X: x, Y: baseline - 8, Width: width, Height: 8}, baseline: baseline, size: 10})
		x += width + 3
	}
	return out
}

func TestReadingOrder(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		words [][]word
		want  []string
	}{
		{"dates at the margin stay in their rows", [][]word{
			text(50, 100, "Harbour Engineer"), text(400, 100, "2019"), text(50, 120, "Tide Modeller"), text(400, 120, "2017"), text(50, 140, "Deckhand"), text(400, 140, "2015"),
		}, []string{"Harbour Engineer\t2019", "Tide Modeller\t2017", "Deckhand\t2015"}},
		{"columns are read one after the other", [][]word{
			text(50, 50, "A name that spans both of the columns of this page here"),
			text(50, 100, "left one"), text(250, 106, "right one"), text(50, 116, "left two"), text(250, 122, "right two"), text(50, 132, "left three"), text(250, 138, "right three"),
		}, []string{"A name that spans both of the columns of this page here", "left one", "left two", "left three", "right one", "right two", "right three"}},
		{"labels in the margin stay beside their text", [][]word{
			text(50, 100, "Work"), text(150, 104, "one two three"), text(150, 118, "four"), text(150, 132, "five"), text(150, 146, "six"),
			text(50, 160, "Study"), text(150, 164, "seven"), text(150, 178, "eight"), text(150, 192, "nine"), text(50, 206, "Skills"), text(150, 210, "ten"),
		}, []string{"Work\tone two three", "four", "five", "six", "Study\tseven", "eight", "nine", "Skills\tten"}},
		{"the order in the file does not matter", [][]word{text(50, 120, "second line"), text(50, 100, "first line")}, []string{"first line", "second line"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, line := range arrange(slices.Concat(c.words...), nil) {
				got = append(got, line.Text)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
		})
	}
}
