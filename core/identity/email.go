package identity

import (
	"net/mail"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/applyforus/applyforus/core/fault"
)

// Lengths of an address in octets (RFC 5321, sections 4.5.3.1.1 and 4.5.3.1.3, less
// the two angle brackets of a path).
const (
	maxEmailLen = 254
	maxLocalLen = 64
	maxLabelLen = 63
)

const emailMessage = "Write an e-mail address such as name@example.org."

// NormalEmail gives the one form in which an address is stored and compared:
// trimmed, in Unicode's composed form and in lower case.
func NormalEmail(address string) string {
	return strings.ToLower(norm.NFC.String(strings.TrimSpace(address)))
}

// CheckEmail notes what is wrong with an address in its normal form. It looks at the
// form only: whether mail arrives is for the link in it to prove.
func CheckEmail(c *fault.Check, field, address string) {
	switch {
	case address == "":
		c.Add(field, "required", "Write your e-mail address.")
	case len(address) > maxEmailLen:
		c.Add(field, "too_long", "This is longer than an e-mail address can be.")
	case !addressSane(address):
		c.Add(field, "email", emailMessage)
	}
}

// addressSane accepts local@domain with a dotted ASCII domain. Quoted local parts and
// addresses with a display name are refused: they are almost always a slip.
func addressSane(address string) bool {
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Name != "" || parsed.Address != address {
		return false
	}
	at := strings.LastIndexByte(address, '@')
	local, domain := address[:at], address[at+1:]
	if len(local) > maxLocalLen || strings.ContainsAny(local, "\" \t") {
		return false
	}
	labels := strings.Split(domain, ".")
	if len(labels) < 2 {
		return false
	}
	for _, label := range labels {
		if !labelSane(label) {
			return false
		}
	}
	return !digitsOnly(labels[len(labels)-1])
}

// labelSane checks one label of a host name (RFC 1123, section 2.1).
func labelSane(label string) bool {
	if label == "" || len(label) > maxLabelLen || label[0] == '-' || label[len(label)-1] == '-' {
		return false
	}
	for _, r := range label {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return true
}

func digitsOnly(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}
