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
			}
		})
	}
	t.Run("users", func(t *testing.T) { porttest.Users(t, open) })
	t.Run("sessions", func(t *testing.T) { porttest.Sessions(t, open) })
	t.Run("refresh tokens", func(t *testing.T) { porttest.Refresh(t, open) })
	t.Run("verifications", func(t *testing.T) { porttest.Verifications(t, open) })
	t.Run("signing keys", func(t *testing.T) { porttest.SigningKeys(t, open) })
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
