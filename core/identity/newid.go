package identity

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// newID makes an identifier of any of the domain's kinds, e.g. newID[id.User](now).
func newID[T ~[16]byte](now time.Time) T { return T(id.NewAt[struct{}](now)) }

// NewMailRequest names a mail that is about to be asked for.
func NewMailRequest(now time.Time) id.MailToken { return newID[id.MailToken](now) }
