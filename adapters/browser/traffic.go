package browser

import (
	"net/url"
	"sync"

	"github.com/playwright-community/playwright-go"
	"golang.org/x/net/publicsuffix"
)

// traffic notes what a page sends to its own site after the button was pressed. It tells
// a form that only complained from one whose values left the browser.
type traffic struct {
	site string

	mu       sync.Mutex
	sent     int                         // requests that may carry the application
	open     map[playwright.Request]bool // of those, the unanswered ones
	refused  int                         // answered with 400 to 499
	document bool                        // the page itself was replaced by an answer
	broken   bool                        // one ended without an answer
}

// listen starts to note. The page's listeners stay until its tab is closed.
func listen(page playwright.Page) *traffic {
	t := &traffic{site: site(page.URL()), open: map[playwright.Request]bool{}}
	page.OnRequest(func(r playwright.Request) {
		if !t.carries(r) {
			return
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		t.sent++
		t.open[r] = true
	})
	page.OnResponse(func(r playwright.Response) {
		request := r.Request()
		t.mu.Lock()
		defer t.mu.Unlock()
		if !t.open[request] {
			return
		}
		delete(t.open, request)
		if r.Status() >= 400 && r.Status() < 500 {
			t.refused++
		}
		t.document = t.document || request.ResourceType() == "document"
	})
	page.OnRequestFailed(func(r playwright.Request) {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.open[r] {
			delete(t.open, r)
			t.broken = true
		}
	})
	return t
}

func (t *traffic) carries(r playwright.Request) bool {
	switch r.Method() {
	case "POST", "PUT", "PATCH":
	default:
		return false
	}
	switch r.ResourceType() {
	case "document", "xhr", "fetch":
		return site(r.URL()) == t.site
	}
	return false
}

// nothingReceived tells whether a complaint on the page means for sure that the
// application was not taken: nothing was sent, or all that was sent was refused, or the
// answer itself is the form again.
func (t *traffic) nothingReceived() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.open) == 0 && !t.broken && (t.sent == t.refused || t.document)
}

// lost tells whether something was sent and its answer never came.
func (t *traffic) lost() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.broken && len(t.open) == 0
}

// site gives what an address's hosts belong to: forms often send to a sister host.
func site(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if registered, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname()); err == nil {
		return registered
	}
	return u.Host
}
