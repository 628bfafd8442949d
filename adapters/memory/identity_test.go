package memory_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestIdentity(t *testing.T) {
	t.Parallel()
	open := func(*testing.T) ports.UnitOfWork[porttest.IdentityTx] {
		return memory.UnitOfWork(memory.New(), func(s memory.Session) porttest.IdentityTx {
			return porttest.IdentityTx{
				Users: memory.Users(s), Sessions: memory.Sessions(s), Refresh: memory.Refresh(s),
				Verifications: memory.Verifications(s), SigningKeys: memory.SigningKeys(s),
				Factors: memory.Factors(s), Passkeys: memory.Passkeys(s), Challenges: memory.Challenges(s),
				Links: memory.MailLinks(s), EmailChanges: memory.EmailChanges(s), Removals: memory.FactorRemovals(s),
				Devices: memory.Devices(s), Known: memory.KnownDevices(s), Connections: memory.Connections(s),
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
	porttest.APIKeys(t, func(*testing.T) ports.UnitOfWork[porttest.APIKeyTx] {
		return memory.UnitOfWork(memory.New(), func(s memory.Session) porttest.APIKeyTx {
			return porttest.APIKeyTx{Users: memory.Users(s), Keys: memory.APIKeys(s)}
		})
	})
}

func TestEmployers(t *testing.T) {
	t.Parallel()
	porttest.Employers(t, func(*testing.T) ports.UnitOfWork[porttest.EmployerTx] {
		return memory.UnitOfWork(memory.New(), func(s memory.Session) porttest.EmployerTx {
			return porttest.EmployerTx{Users: memory.Users(s), Employers: memory.Employers(s)}
		})
	})
}
