// Package sanitize makes a stranger's HTML safe to show: structure and emphasis stay,
// everything that acts, loads, styles or hides goes. What a reader cannot see (hidden
// text aimed at machines) is dropped before anything else reads it. The package must not
// know where the HTML comes from.
package sanitize

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/applyforus/applyforus/ports"
)

// maxInput is how much of a description is read, in bytes; real ones are below 100 kB.
const maxInput = 1 << 20

const maxPasses = 8

// HTML implements ports.HTMLSanitizer.
type HTML struct{ policy *bluemonday.Policy }

var _ ports.HTMLSanitizer = HTML{}

// New makes a sanitiser; it is safe for concurrent use.
func New() HTML {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "ul", "ol", "li", "h3", "h4", "h5", "h6", "strong", "em", "code", "pre", "blockquote",
		"table", "thead", "tbody", "tr", "th", "td")
	p.AllowURLSchemes("mailto")
	for _, scheme := range []string{"https", "http"} {
		p.AllowURLSchemeWithCustomPolicy(scheme, func(u *url.URL) bool { return u.Host != "" })
	}
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(false)
	p.AllowAttrs("href").OnElements("a")
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true)
	return HTML{policy: p}
}

// Clean implements ports.HTMLSanitizer.
func (h HTML) Clean(dirty string) (clean, text string) {
	dirty = strings.ToValidUTF8(truncate(dirty), "")
	dirty = strings.ReplaceAll(dirty, "\x00", "")
	clean, ok := h.pass(dirty)
	if !ok {
		// Too deeply nested to be a description: only its words are kept.
		clean, _ = h.pass(html.EscapeString(bluemonday.StrictPolicy().Sanitize(dirty)))
	}
	// Leaving an element out can change how a parser reads the rest, so the result is
	// cleaned again until it stays; one pass more is the rule.
	for range maxPasses {
		again, ok := h.pass(clean)
		if !ok || again == clean {
			break
		}
		clean = again
	}
	return clean, plain(fragment(clean))
}

// pass cleans once; ok is false when the parser gives up.
func (h HTML) pass(dirty string) (clean string, ok bool) {
	body := fragment(dirty)
	if body == nil {
		return "", false
	}
	reshape(body)
	return strings.TrimSpace(h.policy.Sanitize(render(body))), true
}

func truncate(s string) string {
	if len(s) <= maxInput {
		return s
	}
	end := maxInput
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}

// fragment parses HTML into a body element of its own; nil when the parser gives up.
func fragment(s string) *html.Node {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(s), body)
	if err != nil {
		return nil
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	return body
}

func render(body *html.Node) string {
	var b strings.Builder
	for n := range body.ChildNodes() {
		html.Render(&b, n) //nolint:errcheck // a strings.Builder never fails
	}
	return b.String()
}
