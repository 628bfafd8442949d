package platform

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/adapters/postgres"
)

// maxRounds bounds how often what others sealed meanwhile is looked for.
const maxRounds = 10

// errNeverDone says that others keep sealing with an older key.
var errNeverDone = errors.New("values are still sealed with an older key: restart the processes that have not read the new one, then run this again")

// RotateKeys makes a new sealing key, where keys are kept in the data folder, and seals
// everything with the present key. It runs beside the other processes, which take up the
// new key by themselves, and can be broken off and run again. Old keys stay in the ring:
// backups need them.
func RotateKeys(ctx context.Context, s *Services) (added bool, done []postgres.Resealed, err error) {
	if added = ownsKeys(s.Config); added {
		if err := addKey(keyFile(s.Config)); err != nil {
			return false, nil, err
		}
	}
	head, err := s.Sealer.Head()
	if err != nil {
		return added, nil, err
	}
	done = make([]postgres.Resealed, len(postgres.SealedColumns))
	for range maxRounds {
		round, err := postgres.Reseal(ctx, s.DB.Pool(), s.Sealer, head)
		changed := 0
		for i, column := range round {
			done[i] = postgres.Resealed{Column: column.Column, Changed: done[i].Changed + column.Changed, Lost: column.Lost}
			changed += column.Changed
		}
		if err != nil || changed == 0 {
			return added, done, err
		}
	}
	return added, done, errNeverDone
}
