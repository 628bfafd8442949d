// Package autoapplypg keeps the attempts of the apply engine in PostgreSQL.
package autoapplypg

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/autoapplydb"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
)

// Attempts implements ports.AttemptStore and ports.AttemptReader.
type Attempts struct {
	db postgres.Queryer
	q  *autoapplydb.Queries
}

// NewAttempts makes a store over the pool or a transaction.
func NewAttempts(db postgres.Queryer) Attempts { return Attempts{db: db, q: autoapplydb.New()} }

// Create implements ports.AttemptStore.
func (s Attempts) Create(ctx context.Context, a autoapply.Attempt) error {
	return wrap("create", s.q.Create(ctx, s.db, autoapplydb.CreateParams{
		ID: a.ID, ApplicationID: a.ApplicationID, UserID: a.UserID, RequisitionID: a.RequisitionID, FormUrl: a.FormURL,
		State: a.State, Reason: a.Reason, Detail: a.Detail, Needs: list(a.Needs), Errors: list(a.Errors),
		CreatedAt: a.CreatedAt, UpdatedAt: a.UpdatedAt,
	}))
}

// Get implements ports.AttemptStore.
func (s Attempts) Get(ctx context.Context, attempt id.Attempt) (autoapply.Attempt, error) {
	row, err := s.q.GetLocked(ctx, s.db, attempt)
	return fromRow(row), wrap("get", postgres.Missing(err, autoapply.ErrNotFound))
}

// Latest implements ports.AttemptStore.
func (s Attempts) Latest(ctx context.Context, application id.Application) (autoapply.Attempt, error) {
	row, err := s.q.LatestLocked(ctx, s.db, application)
	return fromRow(row), wrap("latest", postgres.Missing(err, autoapply.ErrNotFound))
}

// Update implements ports.AttemptStore.
func (s Attempts) Update(ctx context.Context, a autoapply.Attempt) error {
	rows, err := s.q.Update(ctx, s.db, autoapplydb.UpdateParams{
		ID: a.ID, State: a.State, Reason: a.Reason, Detail: a.Detail, Needs: list(a.Needs), Errors: list(a.Errors),
		ClaimedBy: a.ClaimedBy, LeaseUntil: postgres.Optional(a.LeaseUntil), ApprovedAt: postgres.Optional(a.ApprovedAt),
		SubmitAttemptedAt: postgres.Optional(a.SubmitAttemptedAt), SettledAt: postgres.Optional(a.SettledAt),
		UpdatedAt: a.UpdatedAt, Version: int32(a.Version),
	})
	if postgres.Violates(err, "attempts_one_submit") {
		return autoapply.ErrAlreadySubmitted.Wrap(err)
	}
	return wrap("update", postgres.Changed(rows, err))
}

// OfApplication implements ports.AttemptReader.
func (s Attempts) OfApplication(ctx context.Context, user id.User, application id.Application) (autoapply.Attempt, error) {
	row, err := s.q.OfApplication(ctx, s.db, autoapplydb.OfApplicationParams{UserID: user, ApplicationID: application})
	return fromRow(row), wrap("of application", postgres.Missing(err, autoapply.ErrNotFound))
}

// Lapsed implements ports.AttemptReader.
func (s Attempts) Lapsed(ctx context.Context, now time.Time, limit int) ([]id.Attempt, error) {
	found, err := s.q.Lapsed(ctx, s.db, autoapplydb.LapsedParams{Now: &now, Max: int32(limit)})
	return found, wrap("lapsed", err)
}

// Waiting implements ports.AttemptReader.
func (s Attempts) Waiting(ctx context.Context, user id.User) (map[id.Application]autoapply.Attempt, error) {
	rows, err := s.q.Waiting(ctx, s.db, user)
	if err != nil {
		return nil, wrap("waiting", err)
	}
	waiting := map[id.Application]autoapply.Attempt{}
	for _, row := range rows {
		if a := fromRow(row); a.WaitsForPerson() {
			waiting[a.ApplicationID] = a
		}
	}
	return waiting, nil
}

func fromRow(r autoapplydb.Attempt) autoapply.Attempt {
	return autoapply.Attempt{
		ID: r.ID, UserID: r.UserID, ApplicationID: r.ApplicationID, RequisitionID: r.RequisitionID, FormURL: r.FormUrl,
		State: r.State, Reason: r.Reason, Detail: r.Detail, Needs: r.Needs, Errors: r.Errors,
		ClaimedBy: r.ClaimedBy, LeaseUntil: postgres.OrZero(r.LeaseUntil), ApprovedAt: postgres.OrZero(r.ApprovedAt),
		SubmitAttemptedAt: postgres.OrZero(r.SubmitAttemptedAt), SettledAt: postgres.OrZero(r.SettledAt),
		CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt, Version: int(r.Version),
	}
}

func list(texts []string) []string {
	if texts == nil {
		return []string{}
	}
	return texts
}

var wrap = postgres.Wrapper("autoapplypg")
