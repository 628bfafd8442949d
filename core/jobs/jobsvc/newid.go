package jobsvc

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// newID makes an identifier of any of the domain's kinds, e.g. newID[id.Job](now).
func newID[T ~[16]byte](now time.Time) T { return T(id.NewAt[struct{}](now)) }
