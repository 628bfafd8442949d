package ats

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Seen is what stands at an address at one moment.
type Seen struct {
	URL  string
	Text string // lower case
}

// Thanked tells whether what is seen now confirms receipt, and by which words. The
// address counts only when it differs from the form's, words only when they did not
// stand beside the form already.
func (p Platform) Thanked(form, now Seen) (evidence string, ok bool) {
	was, err1 := url.Parse(form.URL)
	is, err2 := url.Parse(now.URL)
	if p.ThanksPath != "" && err1 == nil && err2 == nil && was.Host == is.Host && was.Path != is.Path &&
		strings.HasSuffix(strings.TrimSuffix(is.Path, "/"), p.ThanksPath) {
		return "address " + is.Path, true
	}
	for _, words := range p.ThanksWords {
		if strings.Contains(now.Text, words) && !strings.Contains(form.Text, words) {
			return words, true
		}
	}
	return "", false
}

// Place is the part of a page in which a paragraph stands.
type Place int

// The parts of a page, best first: what is said there is rather an answer to the person.
const (
	InMain   Place = iota // the main landmark
	InPage                // outside of all landmarks, as a message over the page is
	AroundIt              // navigation, header, footer, aside
)

// Paragraph is the text of the smallest block of a page, as a person sees it.
type Paragraph struct {
	Text    string `json:"text"`
	Heading bool   `json:"heading"`
	Place   Place  `json:"place"`
}

// quoted is how much of a confirmation is quoted, in characters.
const quoted = 240

// Quote gives the sentences by which a page confirms receipt, as they stand there; "" when
// no sentence has the words that are looked for. These are the sentences with such words
// in the best part of the page that has any. A heading is completed by the first sentence
// of the paragraph below it.
func (p Platform) Quote(form Seen, page []Paragraph) string {
	words := slices.DeleteFunc(slices.Clone(p.ThanksWords), func(w string) bool { return strings.Contains(form.Text, w) })
	for _, place := range []Place{InMain, InPage, AroundIt} {
		if said := confirming(words, place, page); len(said) > 0 {
			return shortened(strings.Join(said, " · "))
		}
	}
	return ""
}

// confirming lists the sentences with any of the words in one part of a page, each once.
func confirming(words []string, place Place, page []Paragraph) []string {
	var said []string
	add := func(sentence string) {
		if !slices.Contains(said, sentence) {
			said = append(said, sentence)
		}
	}
	for i, paragraph := range page {
		if paragraph.Place != place {
			continue
		}
		thanked := false
		for _, sentence := range sentences(paragraph.Text) {
			lower := strings.ToLower(sentence)
			if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(lower, w) }) {
				thanked = true
				add(sentence)
			}
		}
		if below := i + 1; thanked && paragraph.Heading && below < len(page) && page[below].Place == place && !page[below].Heading {
			if told := sentences(page[below].Text); ended(told[0]) {
				add(told[0])
			}
		}
	}
	return said
}

var (
	reEnd = regexp.MustCompile(`[.!?…]["”’»)]*(?:\s+|$)|[。！？]`)
	// reShort is a word whose full stop ends no sentence.
	reShort = regexp.MustCompile(`(?i)(?:^|[\s(])(?:\pL|dr|mr|mrs|ms|prof|st|no|nr|inc|ltd|co|corp|bzw|z\.b|e\.g|i\.e)\.$`)
)

// sentences cuts a text where a sentence ends. There is at least one.
func sentences(text string) []string {
	var out []string
	from := 0
	for _, end := range reEnd.FindAllStringIndex(text, -1) {
		if sentence := strings.TrimSpace(text[from:end[1]]); !reShort.MatchString(sentence) {
			out = append(out, sentence)
			from = end[1]
		}
	}
	if rest := strings.TrimSpace(text[from:]); rest != "" || out == nil {
		out = append(out, rest)
	}
	return out
}

// ended tells a sentence from the words of a link or a button.
func ended(sentence string) bool { return reEnd.MatchString(sentence) }

// shortened cuts a long text at a space.
func shortened(text string) string {
	all := []rune(text)
	if len(all) <= quoted {
		return text
	}
	cut := string(all[:quoted])
	if at := strings.LastIndex(cut, " "); at > 0 {
		cut = cut[:at]
	}
	return cut + " …"
}
