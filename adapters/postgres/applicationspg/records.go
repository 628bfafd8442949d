package applicationspg

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/applyforus/applyforus/adapters/postgres/internal/applicationsdb"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/id"
)

// Answers implements ports.ApplicationRecords.
func (s Store) Answers(ctx context.Context, application id.Application) ([]applications.Answer, error) {
	answers, err := listAnswers(ctx, s.q, s.db, application)
	return answers, wrap("answers", err)
}

// PutAnswers implements ports.ApplicationRecords.
func (s Store) PutAnswers(ctx context.Context, application id.Application, answers []applications.Answer) error {
	if err := s.q.DeleteAnswers(ctx, s.db, application); err != nil {
		return wrap("clear answers", err)
	}
	params := make([]applicationsdb.InsertAnswerParams, len(answers))
	for i, a := range answers {
		options, err := json.Marshal(a.Options)
		if err != nil {
			return wrap("options", err)
		}
		file, err := json.Marshal(a.File)
		if err != nil {
			return wrap("file", err)
		}
		values := a.Values
		if values == nil {
			values = []string{}
		}
		params[i] = applicationsdb.InsertAnswerParams{
			ApplicationID: application, Position: int32(i), FieldKey: a.FieldKey, Label: a.Label, Topic: a.Topic, Kind: a.Kind,
			Required: a.Required, Options: options, Section: a.Section, Description: a.Description, PersonOnly: a.PersonOnly,
			Answer: values, File: file, Origin: a.Origin, OriginText: a.OriginText,
		}
	}
	var failed error
	s.q.InsertAnswer(ctx, s.db, params).Exec(func(_ int, err error) { failed = errors.Join(failed, err) })
	return wrap("put answers", failed)
}

// AddEntry implements ports.ApplicationRecords.
func (s Store) AddEntry(ctx context.Context, e applications.Entry) error {
	return wrap("add entry", s.q.AddEntry(ctx, s.db, applicationsdb.AddEntryParams{
		ApplicationID: e.Application, Kind: e.Kind, Text: e.Text, At: e.At,
	}))
}

// AddNote implements ports.ApplicationRecords.
func (s Store) AddNote(ctx context.Context, n applications.Note) error {
	return wrap("add note", s.q.AddNote(ctx, s.db, applicationsdb.AddNoteParams{
		ID: n.ID, ApplicationID: n.Application, Text: n.Text, CreatedAt: n.CreatedAt,
	}))
}

// DeleteNote implements ports.ApplicationRecords.
func (s Store) DeleteNote(ctx context.Context, application id.Application, note id.Note) error {
	rows, err := s.q.DeleteNote(ctx, s.db, applicationsdb.DeleteNoteParams{ApplicationID: application, ID: note})
	if err == nil && rows == 0 {
		return applications.ErrNotFound
	}
	return wrap("delete note", err)
}

// AddEvidence implements ports.ApplicationRecords.
func (s Store) AddEvidence(ctx context.Context, e applications.Evidence) error {
	return wrap("add evidence", s.q.AddEvidence(ctx, s.db, applicationsdb.AddEvidenceParams{
		ID: e.ID, ApplicationID: e.Application, AttemptID: e.Attempt, Kind: e.Kind, Name: e.Name, MediaType: e.MediaType,
		Size: e.Size, Sha256: e.SHA256, BlobKey: e.BlobKey, CreatedAt: e.CreatedAt,
	}))
}
