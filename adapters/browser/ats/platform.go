// Package ats says, per application-form platform, how to recognise its pages, its form,
// its send button and its confirmation. It holds facts only; how fields are found and
// filled is the same for all platforms and lives in adapters/browser.
package ats

import (
	"net/url"
	"strings"
)

// Platform is what differs between the makers of application forms.
type Platform struct {
	Name         string
	Hosts        []string // host names, or endings that begin with a dot
	Marker       string   // CSS: present exactly on this platform's form pages, wherever hosted
	Form         string   // CSS: the form; what lies outside is not a field
	Submit       string   // CSS: candidates for the send button
	SubmitWords  []string // lower case; the button's text contains one
	ThanksPath   string   // ending of the confirmation's path, "" if it is shown in place
	ThanksWords  []string // lower case; the confirmation's text contains one
	TitleCompany string   // what stands in the document's title between opening and company, "" if nothing does

	// Keys gives the name that the platform's feed has for a control which the page calls
	// otherwise, so that a form read from the feed and one read from the page agree.
	Keys map[string]string
}

// All lists the platforms, the generic one last.
func All() []Platform { return []Platform{Greenhouse(), Generic()} }

// ByURL finds the platform that owns the address's host; false if none is known to.
func ByURL(address string) (Platform, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return Platform{}, false
	}
	host := strings.ToLower(u.Hostname())
	for _, p := range All() {
		for _, h := range p.Hosts {
			if host == h || strings.HasPrefix(h, ".") && strings.HasSuffix(host, h) {
				return p, true
			}
		}
	}
	return Platform{}, false
}
