package auth

import (
	"net/http"
	"net/url"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

var errKeyInAddress = fault.New(fault.Malformed, "identity.key_in_address",
	"Send the key in the Authorization header. An address ends up in logs and histories, so treat this key as known to others: rotate it.")

// keyInAddress tells whether an API key stands in a request's address. Such a request is
// refused even where the key is good: the mistake must be noticed before it is a habit.
func keyInAddress(r *http.Request) bool {
	address := r.URL.Path + "?" + r.URL.RawQuery
	if decoded, err := url.QueryUnescape(r.URL.RawQuery); err == nil {
		address += " " + decoded
	}
	return identity.ContainsAPIKey(address)
}
