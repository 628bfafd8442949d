package applicationspg

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/applicationsdb"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/page"
)

// Reader implements ports.ApplicationReader.
type Reader struct {
	db postgres.Queryer
	q  *applicationsdb.Queries
}

// NewReader makes a reader over the pool.
func NewReader(db postgres.Queryer) Reader { return Reader{db: db, q: applicationsdb.New()} }

// Get implements ports.ApplicationReader.
func (r Reader) Get(ctx context.Context, user id.User, application id.Application) (applications.File, error) {
	row, err := r.q.Get(ctx, r.db, applicationsdb.GetParams{UserID: user, ID: application})
	if err != nil {
		return applications.File{}, wrap("get", postgres.Missing(err, applications.ErrNotFound))
	}
	answers, err1 := listAnswers(ctx, r.q, r.db, application)
	entries, err2 := r.q.ListEntries(ctx, r.db, application)
	notes, err3 := r.q.ListNotes(ctx, r.db, application)
	evidence, err4 := r.q.ListEvidence(ctx, r.db, application)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return applications.File{}, wrap("get", err)
	}
	file := applications.File{Application: fromRow(row), Answers: answers}
	for _, e := range entries {
		file.Timeline = append(file.Timeline, applications.Entry{Application: e.ApplicationID, Kind: e.Kind, Text: e.Text, At: e.At})
	}
	for _, n := range notes {
		file.Notes = append(file.Notes, applications.Note{ID: n.ID, Application: n.ApplicationID, Text: n.Text, CreatedAt: n.CreatedAt})
	}
	for _, e := range evidence {
		file.Evidence = append(file.Evidence, fromEvidence(e))
	}
	return file, nil
}

// List implements ports.ApplicationReader.
func (r Reader) List(ctx context.Context, user id.User, stages []applications.Stage, request page.Request) (page.Page[applications.Application], error) {
	names := make([]string, len(stages))
	for i, stage := range stages {
		names[i] = string(stage)
	}
	total, err := r.q.Count(ctx, r.db, applicationsdb.CountParams{UserID: user, Stages: names})
	if err != nil {
		return page.Page[applications.Application]{}, wrap("count", err)
	}
	rows, err := r.q.List(ctx, r.db, applicationsdb.ListParams{
		UserID: user, Stages: names, Max: int32(request.Normal().Limit), Skip: int32(request.Offset()),
	})
	if err != nil {
		return page.Page[applications.Application]{}, wrap("list", err)
	}
	items := make([]applications.Application, len(rows))
	for i, row := range rows {
		items[i] = fromRow(row)
	}
	return page.Of(request, items, int(total)), nil
}

// Counts implements ports.ApplicationReader.
func (r Reader) Counts(ctx context.Context, user id.User) (map[applications.Stage]int, error) {
	rows, err := r.q.CountByStage(ctx, r.db, user)
	if err != nil {
		return nil, wrap("count by stage", err)
	}
	counts := make(map[applications.Stage]int, len(rows))
	for _, row := range rows {
		counts[row.Stage] = int(row.Count)
	}
	return counts, nil
}

// ByRequisition implements ports.ApplicationReader.
func (r Reader) ByRequisition(ctx context.Context, user id.User, requisitions []id.Requisition) (map[id.Requisition]id.Application, error) {
	texts := make([]string, len(requisitions))
	for i, requisition := range requisitions {
		texts[i] = requisition.String()
	}
	rows, err := r.q.ByRequisition(ctx, r.db, applicationsdb.ByRequisitionParams{UserID: user, Requisitions: texts})
	if err != nil {
		return nil, wrap("by requisition", err)
	}
	found := make(map[id.Requisition]id.Application, len(rows))
	for _, row := range rows {
		found[row.RequisitionID] = row.ID
	}
	return found, nil
}

// Evidence implements ports.ApplicationReader.
func (r Reader) Evidence(ctx context.Context, user id.User, application id.Application, evidence id.Evidence) (applications.Evidence, error) {
	row, err := r.q.GetEvidence(ctx, r.db, applicationsdb.GetEvidenceParams{UserID: user, ApplicationID: application, ID: evidence})
	return fromEvidence(row), wrap("evidence", postgres.Missing(err, applications.ErrNoEvidence))
}

func listAnswers(ctx context.Context, q *applicationsdb.Queries, db postgres.Queryer, application id.Application) ([]applications.Answer, error) {
	rows, err := q.ListAnswers(ctx, db, application)
	if err != nil {
		return nil, err
	}
	answers := make([]applications.Answer, len(rows))
	for i, row := range rows {
		if answers[i], err = fromAnswer(row); err != nil {
			return nil, err
		}
	}
	return answers, nil
}

func fromAnswer(r applicationsdb.Answer) (applications.Answer, error) {
	a := applications.Answer{
		FieldKey: r.FieldKey, Label: r.Label, Topic: r.Topic, Kind: r.Kind, Section: r.Section, Description: r.Description,
		Required: r.Required, Values: r.Answer, Origin: r.Origin, OriginText: r.OriginText, PersonOnly: r.PersonOnly,
	}
	return a, errors.Join(json.Unmarshal(r.Options, &a.Options), json.Unmarshal(r.File, &a.File))
}

func fromEvidence(r applicationsdb.Evidence) applications.Evidence {
	return applications.Evidence{
		ID: r.ID, Application: r.ApplicationID, Attempt: r.AttemptID, Kind: r.Kind, Name: r.Name, MediaType: r.MediaType,
		Size: r.Size, SHA256: r.Sha256, BlobKey: r.BlobKey, CreatedAt: r.CreatedAt,
	}
}
