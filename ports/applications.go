package ports

import (
	"context"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/page"
)

// ApplicationStore reads and writes applications within a transaction. Every method
// is scoped by the owner: another person's application is not found.
type ApplicationStore interface {
	// Create stores a new application. It answers applications.ErrDuplicate when the
	// person has one for the requisition.
	Create(ctx context.Context, a applications.Application) error
	// Get answers the person's application, locked until the transaction ends, or
	// applications.ErrNotFound.
	Get(ctx context.Context, user id.User, application id.Application) (applications.Application, error)
	// ForRequisition answers the person's application to a requisition, or
	// applications.ErrNotFound.
	ForRequisition(ctx context.Context, user id.User, requisition id.Requisition) (applications.Application, error)
	// Update stores a changed application under the version it was read with. It answers
	// fault.ErrStale when somebody else changed it in the meantime.
	Update(ctx context.Context, a applications.Application) error
}

// ApplicationRecords reads and writes what belongs to an application within a transaction.
type ApplicationRecords interface {
	// Answers answers all answers of an application, in the order of the form.
	Answers(ctx context.Context, application id.Application) ([]applications.Answer, error)
	// PutAnswers replaces all answers of an application.
	PutAnswers(ctx context.Context, application id.Application, answers []applications.Answer) error
	// AddEntry appends to the timeline.
	AddEntry(ctx context.Context, entry applications.Entry) error
	// AddNote stores a note.
	AddNote(ctx context.Context, note applications.Note) error
	// DeleteNote removes a note; applications.ErrNotFound when it is not the application's.
	DeleteNote(ctx context.Context, application id.Application, note id.Note) error
	// AddEvidence stores a piece of evidence; the first of an attempt, kind and name is kept.
	AddEvidence(ctx context.Context, evidence applications.Evidence) error
}

// ApplicationReader reads applications for showing, always for their owner only.
type ApplicationReader interface {
	// Get answers an application with everything that belongs to it, or
	// applications.ErrNotFound.
	Get(ctx context.Context, user id.User, application id.Application) (applications.File, error)
	// List answers a page of the person's applications, latest change first; no stages
	// means all.
	List(ctx context.Context, user id.User, stages []applications.Stage, request page.Request) (page.Page[applications.Application], error)
	// Counts answers how many applications the person has in each stage.
	Counts(ctx context.Context, user id.User) (map[applications.Stage]int, error)
	// ByRequisition answers which of the requisitions the person has applied to.
	ByRequisition(ctx context.Context, user id.User, requisitions []id.Requisition) (map[id.Requisition]id.Application, error)
	// Evidence answers one piece of the person's evidence, or applications.ErrNoEvidence.
	Evidence(ctx context.Context, user id.User, application id.Application, evidence id.Evidence) (applications.Evidence, error)
}
