package browser

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/playwright-community/playwright-go"

	"github.com/applyforus/applyforus/adapters/browser/ats"
	"github.com/applyforus/applyforus/core/autoapply"
)

// session is one form in one tab with a profile of its own.
type session struct {
	pool   *Pool
	engine *engine
	tab    playwright.BrowserContext
	page   playwright.Page

	asked      string // the address that was opened
	status     int    // HTTP status of the document
	challenged bool

	frame    playwright.Frame // where the form is
	platform ats.Platform
	fields   map[string]control            // by key, as of the last Inspect
	offers   map[string][]autoapply.Option // options of comboboxes, by key and label
	once     sync.Once
}

const poll = 80 * time.Millisecond

// navigate opens the address and waits until the page has stopped changing.
func (s *session) navigate(ctx context.Context, address string) error {
	s.asked = address
	page, err := await(ctx, s.tab.NewPage)
	if err != nil {
		return unavailable(ctx, err)
	}
	s.page = page
	page.SetDefaultTimeout(millis(s.pool.o.StepTimeout))
	response, err := await(ctx, func() (playwright.Response, error) {
		return page.Goto(address, playwright.PageGotoOptions{
			WaitUntil: playwright.WaitUntilStateDomcontentloaded,
			Timeout:   playwright.Float(millis(s.pool.o.PageTimeout)),
		})
	})
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return ctx.Err()
	case died(err):
		return unavailable(ctx, err)
	default:
		return autoapply.ErrPageUnreachable.Wrap(err)
	}
	if response != nil {
		s.status = response.Status()
		headers := response.Headers()
		s.challenged = strings.EqualFold(headers["cf-mitigated"], "challenge")
	}
	return s.settle(ctx)
}

// settle waits for a page that was just opened, and clears a consent banner away.
func (s *session) settle(ctx context.Context) error {
	if err := s.rest(ctx); err != nil || !s.dismissCookies(ctx) {
		return err
	}
	return s.rest(ctx)
}

// rest waits until the page is loaded and its number of controls stays the same. A page
// that never rests is taken as it is when the time is up.
func (s *session) rest(ctx context.Context) error {
	deadline := time.Now().Add(s.pool.o.SettleTimeout)
	for last, same := -1, 0; time.Now().Before(deadline); {
		seen, err := s.richest(ctx)
		if err != nil {
			return err
		}
		if seen.Look.Controls != last || !seen.Look.Ready {
			last, same = seen.Look.Controls, 0
		} else {
			same++
		}
		// A page with a form is soon at rest; one without may still be building it.
		if same >= 2 && (last > 0 || same >= 10 || s.status >= 400) {
			return nil
		}
		if err := sleep(ctx, poll); err != nil {
			return err
		}
	}
	return nil
}

// dismissCookies presses the "refuse" button of the known consent banners, because they
// lie over the form. It tells whether there was one.
func (s *session) dismissCookies(ctx context.Context) bool {
	const refuse = "#onetrust-reject-all-handler, #CybotCookiebotDialogBodyButtonDecline, #truste-consent-required, [data-testid=uc-deny-all-button]"
	button := s.page.Locator(refuse).First()
	visible, err := await(ctx, func() (bool, error) { return button.IsVisible() })
	if err != nil || !visible {
		return false
	}
	return awaitDone(ctx, func() error { return button.Click() }) == nil
}

// looks reads what every frame shows, the main one first. Frames that go away meanwhile
// are left out; during a navigation there may be none.
func (s *session) looks(ctx context.Context) ([]found, error) {
	var all []found
	var trouble error
	for _, frame := range s.page.Frames() {
		f, err := s.evaluate(ctx, frame, "look")
		switch {
		case err == nil:
			all = append(all, f)
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case died(err) && (s.page.IsClosed() || frame == s.page.MainFrame()):
			return nil, unavailable(ctx, err) // the browser ended, or the tab's process did
		default:
			trouble = err
		}
	}
	if len(all) == 0 && (s.page.IsClosed() || !s.engine.browser.IsConnected()) {
		return nil, unavailable(ctx, cmp.Or(trouble, errors.New("the tab is gone")))
	}
	return all, nil
}

// richest gives the look of the frame with most controls, since forms are often embedded
// from another site, with a challenge that stands in any frame. Its frame is nil while
// there is no page.
func (s *session) richest(ctx context.Context) (found, error) {
	all, err := s.looks(ctx)
	if err != nil || len(all) == 0 {
		return found{}, err
	}
	best, captcha := all[0], false
	for _, f := range all {
		captcha = captcha || f.Look.Captcha
		if f.Look.Controls > best.Look.Controls {
			best = f
		}
	}
	best.Look.Captcha = captcha
	return best, nil
}

// Screenshot implements ports.FormSession.
func (s *session) Screenshot(ctx context.Context) ([]byte, error) {
	shot, err := await(ctx, func() ([]byte, error) {
		return s.page.Screenshot(playwright.PageScreenshotOptions{
			FullPage: playwright.Bool(true), Animations: playwright.ScreenshotAnimationsDisabled,
			Timeout: playwright.Float(millis(4 * s.pool.o.StepTimeout)),
		})
	})
	if err != nil {
		return nil, unavailable(ctx, err)
	}
	return shot, nil
}

// Close implements ports.FormSession.
func (s *session) Close() error {
	s.once.Do(func() {
		_ = s.end()
		<-s.pool.slots
	})
	return nil
}

// end closes the tab. A tab that does not close in time is left to the engine's end.
func (s *session) end() error {
	defer s.pool.release(s.engine)
	done := make(chan error, 1)
	go func() { done <- s.tab.Close() }()
	select {
	case err := <-done:
		return err
	case <-time.After(s.pool.o.StepTimeout):
		s.pool.retire(s.engine)
		return errors.New("the tab did not close")
	}
}

func millis(d time.Duration) float64 { return float64(d.Milliseconds()) }

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
