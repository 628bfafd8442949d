package identitypg_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestIdentity(t *testing.T) {
	t.Parallel()
	open := func(t *testing.T) ports.UnitOfWork[porttest.IdentityTx] {
		t.Helper()
		return postgres.UnitOfWork(pgtest.New(t), func(s postgres.Session) porttest.IdentityTx {
			q := s.Queryer()
			return porttest.IdentityTx{
				Users: identitypg.Users(q), Sessions: identitypg.Sessions(q), Refresh: identitypg.Refresh(q),
				Verifications: identitypg.Verifications(q), SigningKeys: identitypg.SigningKeys(q),
				Factors: identitypg.Factors(q), Passkeys: identitypg.Passkeys(q), Challenges: identitypg.Challenges(q),
				Links: identitypg.MailLinks(q), EmailChanges: identitypg.EmailChanges(q), Removals: identitypg.FactorRemovals(q),
				Devices: identitypg.Devices(q), Known: identitypg.KnownDevices(q), Connections: identitypg.Connections(q),
			}
		})
	}
	t.Run("users", func(t *testing.T) { porttest.Users(t, open) })
	t.Run("sessions", func(t *testing.T) { porttest.Sessions(t, open) })
	t.Run("refresh tokens", func(t *testing.T) { porttest.Refresh(t, open) })
	t.Run("verifications", func(t *testing.T) { porttest.Verifications(t, open) })
	t.Run("signing keys", func(t *testing.T) { porttest.SigningKeys(t, open) })
	t.Run("factors", func(t *testing.T) { porttest.Factors(t, open) })
	t.Run("passkeys", func(t *testing.T) { porttest.PasskeyStore(t, open) })
	t.Run("challenges", func(t *testing.T) { porttest.Challenges(t, open) })
	t.Run("mailed links", func(t *testing.T) { porttest.MailLinks(t, open) })
	t.Run("changes of address", func(t *testing.T) { porttest.EmailChanges(t, open) })
	t.Run("removals of factors", func(t *testing.T) { porttest.FactorRemovals(t, open) })
	t.Run("devices", func(t *testing.T) { porttest.Devices(t, open) })
	t.Run("connections", func(t *testing.T) { porttest.Connections(t, open) })
	t.Run("known devices", func(t *testing.T) { porttest.KnownDevices(t, open) })
}

func TestAPIKeys(t *testing.T) {
	t.Parallel()
	porttest.APIKeys(t, func(t *testing.T) ports.UnitOfWork[porttest.APIKeyTx] {
		t.Helper()
		return postgres.UnitOfWork(pgtest.New(t), func(s postgres.Session) porttest.APIKeyTx {
			return porttest.APIKeyTx{Users: identitypg.Users(s.Queryer()), Keys: identitypg.APIKeys(s.Queryer())}
		})
	})
}
