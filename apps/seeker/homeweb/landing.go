package homeweb

import (
	"time"

	"github.com/applyforus/applyforus/apps/internal/ui"
)

// LandingView is what the start page shows to people who are not signed in. The
// screens on it are the product's own components with made-up contents; the figures are real.
type LandingView struct {
	Page ui.Page
	Jobs int // open jobs; 0 leaves the figure out
	Now  time.Time
}

// figures says how much there is to search, in words.
func (v LandingView) figures() string {
	if v.Jobs == 0 {
		return "Searching needs no account."
	}
	return sentence(ui.Count(v.Jobs, "open job", "open jobs")) + ". Searching needs no account."
}

// sentence is the text as the start of one. The texts here begin with a figure or a plain letter.
func sentence(text string) string {
	if text != "" && text[0] >= 'a' && text[0] <= 'z' {
		return string(text[0]-'a'+'A') + text[1:]
	}
	return text
}

// promise is one thing the product holds itself to.
type promise struct{ icon, title, text string }

var promises = []promise{
	{"fingerprint", "Never sent twice", "The attempt is recorded before the button is pressed. If no confirmation comes back, the application is held for you; it is not sent again on its own."},
	{"quote", "Nothing made up", "Answers come from your profile, your resume or your own words. Consent, pay, work permit and health are answered only with what you said yourself."},
	{"list-checks", "Every field read back", "After filling, each field is read from the page again and compared. One difference stops the submission and shows you where."},
	{"hand", "Hands over to you", "A CAPTCHA, a log-in or a payment ends the automatic part. You see how far it got and finish it yourself."},
}

// The example that the screens show: one made-up person, one made-up company.
var (
	exampleEvidence = []ui.Evidence{
		{Kind: ui.OK, Text: "3+ years of Go in production", Why: "Brightwater Rail, 2021 to 2025: “ticketing service in Go”"},
		{Kind: ui.OK, Text: "PostgreSQL schema design", Why: "Brightwater Rail: “moved 40 tables without downtime”"},
		{Kind: ui.OK, Text: "Fluent English", Why: "Profile, languages"},
		{Kind: ui.Warn, Text: "Kafka or a similar log", Why: "Missing: nothing in your facts mentions it"},
	}
	exampleAnswers = []ui.Answer{
		{Question: "Full name", Text: "Mina Okafor", From: "Your profile"},
		{Question: "Years of experience with Go", Text: "4", From: "Resume, page 1: Brightwater Rail", FromIcon: "file-text"},
		{Question: "Do you need a work permit for Germany?", Text: "No", From: "You said so on 2 November", FromIcon: "message-square"},
		{Question: "Earliest start date", Missing: true},
	}
	exampleFacts = []ui.Fact{
		{Label: "Resume sent", Text: "mina-okafor.pdf, 148 KB"},
		{Label: "Fingerprint", Text: "9f2c41d07ab3"},
		{Label: "Confirmation", Text: "“Thank you for applying to Harbour & Pine”"},
	}
)

// exampleEvents is the record of one application, relative to now so that it reads naturally.
func exampleEvents(now time.Time) []ui.Event {
	return []ui.Event{
		{Kind: ui.OK, Icon: "badge-check", Title: "Confirmation seen", At: now.Add(-3 * time.Hour)},
		{Kind: ui.Info, Icon: "send", Title: "Submitted, once", At: now.Add(-3*time.Hour - 4*time.Second)},
		{Kind: ui.OK, Icon: "list-checks", Title: "19 of 19 fields read back, all equal", At: now.Add(-3*time.Hour - 8*time.Second)},
		{Kind: ui.Neutral, Icon: "clipboard-check", Title: "Approved by you", At: now.Add(-4 * time.Hour)},
	}
}
