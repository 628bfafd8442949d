package ats

import (
	"strings"
	"testing"
)

func TestQuoteGivesTheConfirmingSentencesOnly(t *testing.T) {
	t.Parallel()
	p, _ := ByURL("https://job-boards.greenhouse.io/acme/jobs/1")
	for name, c := range map[string]struct {
		form string
		page []Paragraph
		want string
	}{
		"a sentence among others": {
			page: []Paragraph{{Text: "Hi Ada. Thank You For Applying to Dr. Baum & Co. KG! Follow us. Home | Jobs"}},
			want: "Thank You For Applying to Dr. Baum & Co. KG!",
		},
		"a heading and what completes it": {
			page: []Paragraph{{Text: "Thank you for applying", Heading: true}, {Text: "We have your letter. Have a nice day."}, {Text: "Our jobs"}},
			want: "Thank you for applying · We have your letter.",
		},
		"a heading above a link": {
			page: []Paragraph{{Text: "Thank you for applying", Heading: true}, {Text: "View more openings"}},
			want: "Thank you for applying",
		},
		"two confirming paragraphs, one of them twice": {
			page: []Paragraph{{Text: "Application submitted"}, {Text: "Your application has been received."}, {Text: "Application submitted"}},
			want: "Application submitted · Your application has been received.",
		},
		"rather in the main part than around it": {
			page: []Paragraph{{Text: "Application submitted? See our FAQ.", Place: AroundIt}, {Text: "Thank you for applying."}},
			want: "Thank you for applying.",
		},
		"around it when nowhere else": {
			page: []Paragraph{{Text: "Our jobs"}, {Text: "Application submitted.", Place: AroundIt}},
			want: "Application submitted.",
		},
		"no words that stood there before": {
			form: "thank you for applying early. apply below",
			page: []Paragraph{{Text: "Thank you for applying early."}, {Text: "Application submitted."}},
			want: "Application submitted.",
		},
		"nothing": {page: []Paragraph{{Text: "Our openings"}}},
	} {
		if got := p.Quote(Seen{Text: c.form}, c.page); got != c.want {
			t.Errorf("%s: quote = %q, want %q", name, got, c.want)
		}
	}
	if got := p.Quote(Seen{}, []Paragraph{{Text: "Thank you for applying " + strings.Repeat("word ", 200)}}); len([]rune(got)) > quoted+2 || !strings.HasSuffix(got, "word …") {
		t.Errorf("a long quote is not cut: %d characters", len([]rune(got)))
	}
}

func TestThankedByAddressOrNewWords(t *testing.T) {
	t.Parallel()
	p, _ := ByURL("https://job-boards.greenhouse.io/acme/jobs/1")
	form := Seen{URL: "https://job-boards.greenhouse.io/acme/jobs/1", Text: "thank you for applying early"}
	for name, c := range map[string]struct {
		now  Seen
		want string
	}{
		"address":             {Seen{URL: form.URL + "/confirmation"}, "address /acme/jobs/1/confirmation"},
		"another host":        {Seen{URL: "https://example.com/confirmation"}, ""},
		"the words of before": {form, ""},
		"new words":           {Seen{URL: form.URL, Text: form.Text + " application submitted"}, "application submitted"},
	} {
		if got, ok := p.Thanked(form, c.now); got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q, %v; want %q", name, got, ok, c.want)
		}
	}
}
