// Package events is what a page that stays open gets to hear: an ordered log per
// person, resumed after the last entry that the page has seen. It must not know
// which domain an event is about; kinds and data are the domains' own.
package events

import (
	"encoding/json"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// Event is one entry of the log.
type Event struct {
	Seq   int64 // ascending within the whole log; 0 before it is stored
	User  id.User
	Topic string // what a page listens to, e.g. "application:<id>"
	Kind  string
	Data  json.RawMessage // an object without secrets
	At    time.Time
}
