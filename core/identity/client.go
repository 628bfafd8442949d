package identity

import (
	"net/netip"
	"strings"
	"unicode/utf8"
)

const maxUserAgentLen = 400

// Client is the device that signs in, as far as a request tells. All are hints for the
// person's list of devices, never proof.
type Client struct {
	IP        netip.Addr // the zero Addr when unknown
	UserAgent string
	// Mark is the random text that we once gave the browser, so that it is known again; ""
	// for one that has none. It is not stored with what the client does.
	Mark string
}

// Normal gives the client as it is stored: with its user agent in printable form and
// bounded, and without its mark.
func (c Client) Normal() Client {
	agent := strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || r == utf8.RuneError {
			return -1
		}
		return r
	}, c.UserAgent)
	if runes := []rune(agent); len(runes) > maxUserAgentLen {
		agent = string(runes[:maxUserAgentLen])
	}
	return Client{IP: c.IP.Unmap().WithZone(""), UserAgent: agent}
}

// Network is the part of the address that one customer of a provider holds: the
// whole IPv4 address, the /64 of an IPv6 one. Limits count by it.
func (c Client) Network() string {
	ip := c.IP.Unmap().WithZone("")
	if !ip.IsValid() {
		return "unknown"
	}
	if ip.Is4() {
		return ip.String()
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return ip.String()
	}
	return prefix.String()
}
