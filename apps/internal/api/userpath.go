package api

import (
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/fault"
)

// UserPath names in an address whose things are meant: only ever one's own.
type UserPath struct {
	ID string `path:"id" doc:"The person's own id, or me."`
}

// Resolve implements huma.Resolver: somebody else is not found.
func (p *UserPath) Resolve(ctx huma.Context) []error {
	if me := auth.Actor(ctx.Context()).User.String(); p.ID != "me" && !strings.EqualFold(p.ID, me) {
		return []error{FromError(fault.ErrNotFound)}
	}
	return nil
}
