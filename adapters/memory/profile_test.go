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
			Work: memory.UnitOfWork(db, func(s memory.Session) porttest.ProfileTx {
				return porttest.ProfileTx{Users: memory.Users(s), Profiles: memory.NewProfiles(s), Answers: memory.NewAnswerBank(s)}
			}),
		}
	}
	t.Run("profiles", func(t *testing.T) { porttest.Profiles(t, open) })
	t.Run("answers", func(t *testing.T) { porttest.AnswerBank(t, open) })
}
