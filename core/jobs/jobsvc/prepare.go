package jobsvc

import (
	"fmt"
	"html"
	"strings"

	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/ports"
)

// maxText is how long a description may be, in bytes. The longest of 5,000 real ones has
// 14,000; PostgreSQL's search vector holds no more than a megabyte.
const maxText = 200_000

// changed is a posting that is new or says something new, made ready for storing.
type changed struct {
	posting jobs.Posting
	hash    string // of the posting as the feed states it
	refused bool

	html, text   string // sanitised
	requirements []jobs.Requirement
}

// refuse says why a posting cannot be stored; "" when it can.
func refuse(p jobs.Posting) string {
	switch {
	case strings.TrimSpace(p.ExternalID) == "":
		return "It has no id."
	case strings.TrimSpace(p.Title) == "":
		return "It has no title."
	case p.URL == "" && p.ApplyURL == "":
		return "It has no web address to apply at."
	case len(p.HTML) > 4*maxText || len(p.Text) > maxText:
		return fmt.Sprintf("Its description is longer than %d characters.", maxText)
	}
	p.HTML, p.Text = "", "" // the sanitiser sees to these
	if strings.ContainsRune(fmt.Sprint(p), 0) {
		return "It holds characters that cannot be stored."
	}
	return ""
}

// prepare does the slow reading of a posting, outside any transaction.
func prepare(c changed, sanitizer ports.HTMLSanitizer) changed {
	source := c.posting.HTML
	if strings.TrimSpace(source) == "" {
		source = paragraphs(c.posting.Text)
	}
	c.html, c.text = sanitizer.Clean(source)
	c.requirements = jobs.ExtractRequirements(c.posting.Title, c.text)
	return c
}

// paragraphs makes HTML of plain text.
func paragraphs(text string) string {
	var b strings.Builder
	for _, p := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(p), "\n", "<br>") + "</p>")
		}
	}
	return b.String()
}

// withRequirements is the job as it is stored, for writes that did not begin with a posting.
func withRequirements(j jobs.Job) ports.StoredJob {
	return ports.StoredJob{Job: j, Requirements: jobs.ExtractRequirements(j.Title, j.DescriptionText)}
}
