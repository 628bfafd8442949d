package web

import "github.com/applyforus/applyforus/core/fault"

// Mistake tells an error that the person can mend on the page they came from.
func Mistake(err error) bool {
	known := fault.As(err)
	return known != nil && known.Kind != fault.NotFound && known.Kind != fault.Internal && known.Kind != fault.Unauthenticated
}
