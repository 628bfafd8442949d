package platform

import (
	"context"
	"strings"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/apikeysvc"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

func wireAPIKeys(p *Parts) *apikeysvc.Service {
	return apikeysvc.New(apikeysvc.Deps{
		Work: postgres.UnitOfWork(p.DB, func(s postgres.Session) apikeysvc.Tx { return apikeysvc.Tx{Keys: identitypg.APIKeys(s.Queryer())} }),
		Keys: identitypg.APIKeys(p.DB.Pool()), Limits: p.Redis, Now: p.Now,
	})
}

// door implements auth.Authenticator: people with sessions and tokens, programs with keys.
type door struct {
	*identitysvc.Service

	keys *apikeysvc.Service
}

// ByAccessToken implements auth.Authenticator.
func (d door) ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	if strings.HasPrefix(token, identity.APIKeyPrefix) {
		return d.keys.ByKey(ctx, app, token)
	}
	return d.Service.ByAccessToken(ctx, app, token)
}
