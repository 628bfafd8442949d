package ports

import (
	"context"

	"github.com/applyforus/applyforus/core/autoapply"
)

// FormBrowser opens application forms in a real browser.
type FormBrowser interface {
	// Open goes to an address and waits for the page to settle. A page that is no form,
	// or one that only a person can pass, is not an error: Inspect tells what it is. It
	// answers autoapply.ErrBrowserUnavailable when no browser can be had,
	// autoapply.ErrPageUnreachable when the address does not answer, and ctx's error.
	Open(ctx context.Context, url string) (FormSession, error)
}

// FormSession is one form in one browser tab that shares nothing with any other
// session. It is used by one goroutine at a time. Every method ends when ctx does, and
// answers autoapply.ErrBrowserUnavailable when the browser died.
type FormSession interface {
	// Inspect reads what the page is now: its form, what stands in the way, and what it
	// complains about. Fields that appear late are found by inspecting again after Fill.
	Inspect(ctx context.Context) (autoapply.Page, error)
	// Fill puts values into the fields and leaves all others alone. A value that a field
	// does not take is not an error: the field stays empty, and reading back shows it. It
	// answers autoapply.ErrFieldUnknown for a key that the last Inspect did not give, and
	// autoapply.ErrNoForm when there is none. It never touches a CAPTCHA.
	Fill(ctx context.Context, fillings []autoapply.Filling) error
	// ReadBack reads what every field of the form holds now.
	ReadBack(ctx context.Context) ([]autoapply.ReadValue, error)
	// Submit presses the send button once and watches how the page answers. Once the
	// button was pressed it answers an outcome, never an error: not knowing is
	// autoapply.Unconfirmed. An error means that the button was not pressed.
	Submit(ctx context.Context) (autoapply.Outcome, error)
	// Screenshot gives the whole page as PNG.
	Screenshot(ctx context.Context) ([]byte, error)
	// Close gives the tab back. It may be called more than once.
	Close() error
}
