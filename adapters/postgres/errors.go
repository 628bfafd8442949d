package postgres

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/applyforus/applyforus/core/fault"
)

// Wrapper makes the function with which a store says, for the log, what it was doing
// when it failed. It leaves nil alone.
func Wrapper(store string) func(doing string, err error) error {
	return func(doing string, err error) error {
		if err == nil {
			return nil
		}
		return fmt.Errorf("%s: %s: %w", store, doing, err)
	}
}

// Violates tells whether err is the breach of the named constraint.
func Violates(err error, constraint string) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.ConstraintName == constraint
}

// Missing turns "no row" into the given fault and leaves every other error alone.
func Missing(err error, missing *fault.Error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return missing
	}
	return err
}

// Changed answers fault.ErrStale when a guarded update met no row: somebody else
// changed the version in the meantime.
func Changed(rows int64, err error) error {
	if err == nil && rows == 0 {
		return fault.ErrStale
	}
	return err
}
