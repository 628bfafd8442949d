package browser

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/playwright-community/playwright-go"

	"github.com/applyforus/applyforus/core/autoapply"
)

// Submit implements ports.FormSession. Whether the button can be pressed at all is tried
// out first, without pressing; from the press on, whatever goes wrong is an outcome.
func (s *session) Submit(ctx context.Context) (autoapply.Outcome, error) {
	if s.frame == nil || len(s.fields) == 0 {
		return autoapply.Outcome{}, autoapply.ErrNoForm
	}
	// A field that redraws itself when it is left would move the button while it is
	// pressed, and the press would be lost: leave it first.
	leave := func() (any, error) { return s.frame.Evaluate("() => document.activeElement?.blur()") }
	if _, err := await(ctx, leave); err != nil {
		return autoapply.Outcome{}, s.fault(ctx, err)
	}
	before, err := s.looks(ctx)
	if err != nil {
		return autoapply.Outcome{}, s.fault(ctx, err)
	}
	button, err := s.sendButton(ctx)
	if err != nil {
		return autoapply.Outcome{}, s.fault(ctx, err)
	}
	trial := playwright.LocatorClickOptions{Trial: playwright.Bool(true)}
	if err := awaitDone(ctx, func() error { return button.Click(trial) }); err != nil {
		return autoapply.Outcome{}, s.fault(ctx, err)
	}
	sent := listen(s.page)
	if err := ctx.Err(); err != nil {
		return autoapply.Outcome{}, err
	}
	// An error of the press itself does not tell whether it came through.
	_ = awaitDone(ctx, func() error {
		return button.Click(playwright.LocatorClickOptions{NoWaitAfter: playwright.Bool(true)}) //nolint:staticcheck // the pinned driver still waits unless told
	})
	return s.watch(ctx, before, sent), nil
}

// sendButton finds the button by place and words.
func (s *session) sendButton(ctx context.Context) (playwright.Locator, error) {
	candidates, err := await(ctx, func() ([]playwright.Locator, error) {
		return s.frame.Locator(s.platform.Form).Locator(s.platform.Submit).All()
	})
	if err != nil {
		return nil, err
	}
	for _, words := range s.platform.SubmitWords {
		for _, button := range candidates {
			text, err := await(ctx, func() (string, error) {
				raw, err := button.Evaluate(`(b) => b.checkVisibility() ? (b.innerText || b.value || "").trim().toLowerCase() : ""`, nil)
				text, _ := raw.(string)
				return text, err
			})
			if err != nil {
				return nil, err
			}
			if strings.Contains(text, words) {
				return button, nil
			}
		}
	}
	return nil, autoapply.ErrNoForm
}

// watch waits for the page to answer the press.
func (s *session) watch(ctx context.Context, before []found, sent *traffic) autoapply.Outcome {
	began := time.Now()
	for time.Since(began) < s.pool.o.ConfirmTimeout {
		if sleep(ctx, poll) != nil {
			break
		}
		now, err := s.looks(ctx)
		if err != nil {
			break
		}
		if outcome, decided := s.judge(before, now, sent); decided {
			outcome.URL = s.page.URL()
			return outcome
		}
	}
	return autoapply.Outcome{Result: autoapply.Unconfirmed, URL: s.page.URL(), Evidence: "no confirmation was seen"}
}

// judge reads the answer. A confirmation needs the platform's own address or words that
// were not there before, in any frame that was. A refusal needs the form to be still
// there with complaints, and nothing on its way or taken: a notice such as "Sending…" is
// no refusal, and calling it one would allow a second application.
func (s *session) judge(before, now []found, sent *traffic) (autoapply.Outcome, bool) {
	captcha := false
	for _, f := range now {
		captcha = captcha || f.Look.Captcha
		if strings.HasPrefix(f.Look.URL, "chrome-error:") && f.frame == s.frame {
			return lost, true
		}
		i := slices.IndexFunc(before, func(b found) bool { return b.frame == f.frame })
		if i < 0 || !f.Look.Ready {
			continue
		}
		was := before[i].Look.seen()
		if evidence, ok := s.platform.Thanked(was, f.Look.seen()); ok {
			return autoapply.Outcome{Result: autoapply.Confirmed, Evidence: cmp.Or(s.platform.Quote(was, f.Look.Said), evidence)}, true
		}
	}
	if captcha {
		return autoapply.Outcome{
			Result: autoapply.Unconfirmed, Issue: autoapply.NewIssue(autoapply.IssueCaptcha),
			Evidence: "a challenge appeared after the button was pressed",
		}, true
	}
	if sent.lost() {
		return lost, true
	}
	for _, f := range now {
		complaints := slices.Concat(f.Look.Errors, f.Look.Invalid)
		if f.frame == s.frame && f.Look.Ready && f.Look.Controls > 0 && len(complaints) > 0 && sent.nothingReceived() {
			return autoapply.Outcome{Result: autoapply.RejectedByForm, Errors: complaints, Evidence: strings.Join(complaints, " · ")}, true
		}
	}
	return autoapply.Outcome{}, false
}

var lost = autoapply.Outcome{Result: autoapply.Unconfirmed, Evidence: "the connection broke after the button was pressed"}
