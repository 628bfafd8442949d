package ports

import (
	"context"

	"github.com/applyforus/applyforus/core/health"
)

// HealthProbe looks at one part that the product runs on.
type HealthProbe interface {
	// Part gives the check's key and its name for people, without looking.
	Part() (key, name string)
	// Look says how the part does, in words for people. It gives up when ctx ends; a
	// failure is an answer, not an error.
	Look(ctx context.Context) (health.Status, string)
}
