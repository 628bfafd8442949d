package memory_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestProfile(t *testing.T) {
	t.Parallel()
	open := func(*testing.T) porttest.ProfilePorts {
		db := memory.New()
		return porttest.ProfilePorts{
			Profiles: memory.NewProfileReader(db), Answers: memory.NewAnswerReader(db),
			Wishes: memory.NewPreferencesReader(db), Imports: memory.NewImportReader(db), Plans: memory.NewSubscriptionReader(db),
			Work: memory.UnitOfWork(db, func(s memory.Session) porttest.ProfileTx {
				return porttest.ProfileTx{
					Users: memory.Users(s), Profiles: memory.NewProfiles(s), Answers: memory.NewAnswerBank(s),
					Wishes: memory.NewPreferences(s), Imports: memory.NewImports(s), Plans: memory.NewSubscriptions(s),
				}
			}),
		}
	}
	t.Run("profiles", func(t *testing.T) { porttest.Profiles(t, open) })
	t.Run("answers", func(t *testing.T) { porttest.AnswerBank(t, open) })
	t.Run("preferences", func(t *testing.T) { t.Parallel(); porttest.Preferences(t, open) })
	t.Run("imports", func(t *testing.T) { t.Parallel(); porttest.Imports(t, open) })
	t.Run("subscriptions", func(t *testing.T) { t.Parallel(); porttest.Subscriptions(t, open) })
}
