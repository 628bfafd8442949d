package profilepg_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/billingpg"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestProfile(t *testing.T) {
	t.Parallel()
	open := func(t *testing.T) porttest.ProfilePorts {
		t.Helper()
		db := pgtest.New(t)
		return porttest.ProfilePorts{
			Profiles: profilepg.NewProfiles(db.Pool()), Answers: profilepg.NewAnswers(db.Pool()),
			Wishes: profilepg.NewPreferences(db.Pool()), Imports: profilepg.NewImports(db.Pool()), Plans: billingpg.NewSubscriptions(db.Pool()),
			Work: postgres.UnitOfWork(db, func(s postgres.Session) porttest.ProfileTx {
				q := s.Queryer()
				return porttest.ProfileTx{
					Users: identitypg.Users(q), Profiles: profilepg.NewProfiles(q), Answers: profilepg.NewAnswers(q),
					Wishes: profilepg.NewPreferences(q), Imports: profilepg.NewImports(q), Plans: billingpg.NewSubscriptions(q),
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
