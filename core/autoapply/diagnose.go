package autoapply

import (
	"net/url"
	"strings"
)

var (
	closedPhrases = []string{
		"no longer accepting applications", "no longer available", "position has been filled", "job is closed",
		"posting is closed", "this job has expired", "nicht mehr verfügbar", "stelle ist bereits besetzt",
		"n est plus disponible", "n'est plus disponible", "ya no está disponible", "non è più disponibile",
	}
	signInPhrases = []string{
		"sign in to apply", "log in to apply", "sign in to continue", "log in to continue", "create an account to apply",
		"please sign in", "please log in", "anmelden, um", "connectez-vous pour", "inicia sesión para",
	}
	challengePhrases = []string{
		"checking your browser", "verify you are human", "verifying you are human", "are you a robot",
		"unusual traffic", "enable javascript and cookies to continue",
	}
)

// Diagnose tells what stops a run on a page, and what the person should know. form is
// the form read from the page, nil if none. A populated form wins over weak signs: only
// what a person alone can do, or what must never be filled, blocks it.
func Diagnose(s Signals, form *Form) (block Issue, warnings []Issue) {
	if code := byStatus(s); code != "" {
		return NewIssue(code), nil
	}
	application := form != nil && form.LooksLikeApplication()
	switch {
	case s.CaptchaVisible && application:
		return NewIssue(IssueCaptcha), nil
	case s.CaptchaVisible || !application && containsAny(s.Text, challengePhrases):
		return NewIssue(IssueBotChallenge), nil
	case s.HasPassword || !application && containsAny(s.Text, signInPhrases):
		return NewIssue(IssueLoginWall), nil
	case s.HasCardNumber:
		return NewIssue(IssuePayment), nil
	case !application && containsAny(s.Text, closedPhrases):
		return NewIssue(IssueExpired), nil
	case !application && leftPosting(s.AskedURL, s.URL):
		return NewIssue(IssueListingPage), nil
	case !application:
		return NewIssue(IssueNoForm), nil
	}
	for _, f := range form.Fields {
		if f.Topic.Stops() {
			return NewIssue(IssueIdentityNumber), nil
		}
	}
	if s.NextButton {
		warnings = append(warnings, NewIssue(IssueMultiStep))
	}
	return Issue{}, warnings
}

func byStatus(s Signals) IssueCode {
	switch {
	case s.Status == 401 || s.Status == 407:
		return IssueAuthRequired
	case s.Status == 403 || s.Challenged:
		return IssueBotChallenge
	case s.Status == 404 || s.Status == 410:
		return IssueNotFound
	case s.Status == 429:
		return IssueRateLimited
	case s.Status == 451:
		return IssueGeoBlock
	case s.Status >= 500:
		return IssueServerError
	}
	return ""
}

// leftPosting tells whether a redirect led up from a posting to the list above it.
func leftPosting(asked, got string) bool {
	from, err1 := url.Parse(asked)
	to, err2 := url.Parse(got)
	if err1 != nil || err2 != nil || from.Host != to.Host {
		return false
	}
	parent, child := strings.TrimSuffix(to.Path, "/"), strings.TrimSuffix(from.Path, "/")
	return parent != child && strings.HasPrefix(child, parent+"/")
}

func containsAny(text string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}
