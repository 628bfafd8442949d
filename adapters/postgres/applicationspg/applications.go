// Package applicationspg keeps applications and what belongs to them in PostgreSQL.
// Every statement carries the owner.
package applicationspg

import (
	"context"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/applicationsdb"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/id"
)

// Store implements ports.ApplicationStore and ports.ApplicationRecords.
type Store struct {
	db postgres.Queryer
	q  *applicationsdb.Queries
}

// NewStore makes a store over a transaction.
func NewStore(db postgres.Queryer) Store { return Store{db: db, q: applicationsdb.New()} }

// Create implements ports.ApplicationStore.
func (s Store) Create(ctx context.Context, a applications.Application) error {
	err := s.q.Create(ctx, s.db, applicationsdb.CreateParams{
		ID: a.ID, UserID: a.User, RequisitionID: a.Requisition, JobID: a.Job, ResumeID: a.Resume,
		JobTitle: a.JobTitle, CompanyName: a.CompanyName, Platform: a.Platform, Stage: a.Stage, AutoApplied: a.AutoApplied,
		AppliedAt: postgres.Optional(a.AppliedAt), NextStep: a.NextStep, NextStepOn: postgres.Optional(a.NextStepOn),
		CreatedAt: a.CreatedAt, UpdatedAt: a.UpdatedAt,
	})
	if postgres.Violates(err, "applications_user_requisition_key") {
		return applications.ErrDuplicate.Wrap(err)
	}
	return wrap("create", err)
}

// Get implements ports.ApplicationStore.
func (s Store) Get(ctx context.Context, user id.User, application id.Application) (applications.Application, error) {
	row, err := s.q.GetLocked(ctx, s.db, applicationsdb.GetLockedParams{UserID: user, ID: application})
	return fromRow(row), wrap("get", postgres.Missing(err, applications.ErrNotFound))
}

// ForRequisition implements ports.ApplicationStore.
func (s Store) ForRequisition(ctx context.Context, user id.User, requisition id.Requisition) (applications.Application, error) {
	row, err := s.q.ForRequisition(ctx, s.db, applicationsdb.ForRequisitionParams{UserID: user, RequisitionID: requisition})
	return fromRow(row), wrap("for requisition", postgres.Missing(err, applications.ErrNotFound))
}

// Update implements ports.ApplicationStore.
func (s Store) Update(ctx context.Context, a applications.Application) error {
	rows, err := s.q.Update(ctx, s.db, applicationsdb.UpdateParams{
		ID: a.ID, UserID: a.User, JobID: a.Job, ResumeID: a.Resume, Stage: a.Stage, AppliedAt: postgres.Optional(a.AppliedAt),
		NextStep: a.NextStep, NextStepOn: postgres.Optional(a.NextStepOn), UpdatedAt: a.UpdatedAt, Version: int32(a.Version),
	})
	return wrap("update", postgres.Changed(rows, err))
}

func fromRow(r applicationsdb.Application) applications.Application {
	return applications.Application{
		ID: r.ID, User: r.UserID, Requisition: r.RequisitionID, Job: r.JobID, Resume: r.ResumeID,
		JobTitle: r.JobTitle, CompanyName: r.CompanyName, Platform: r.Platform, Stage: r.Stage, AutoApplied: r.AutoApplied,
		AppliedAt: postgres.OrZero(r.AppliedAt), NextStep: r.NextStep, NextStepOn: postgres.OrZero(r.NextStepOn),
		Version: int(r.Version), CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
}

var wrap = postgres.Wrapper("applicationspg")
