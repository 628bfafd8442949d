package applicationsvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// MoveInput puts an application into another stage.
type MoveInput struct {
	Actor       identity.Actor
	Application id.Application
	Stage       applications.Stage
}

// Move puts the application into another stage by the person's hand.
func (s *Service) Move(ctx context.Context, in MoveInput) (applications.File, error) {
	return s.change(ctx, in.Actor, in.Application, func(ctx context.Context, tx Tx, app *applications.Application) error {
		if app.Stage == in.Stage {
			return nil
		}
		now := s.now()
		if err := app.Move(in.Stage, now); err != nil {
			return err
		}
		return tx.Records.AddEntry(ctx, applications.Entry{
			Application: app.ID, Kind: applications.HistoryMoved, Text: "You moved this to " + in.Stage.Label() + ".", At: now,
		})
	})
}

// PlanInput sets the next step.
type PlanInput struct {
	Actor       identity.Actor
	Application id.Application
	NextStep    string    // "" clears it
	On          time.Time // a date; zero = no date
}

// Plan sets what the person wants to do next.
func (s *Service) Plan(ctx context.Context, in PlanInput) (applications.File, error) {
	return s.change(ctx, in.Actor, in.Application, func(_ context.Context, _ Tx, app *applications.Application) error {
		return app.Plan(in.NextStep, in.On, s.now())
	})
}

// NoteInput adds a note.
type NoteInput struct {
	Actor       identity.Actor
	Application id.Application
	Text        string
}

// AddNote adds the person's own note.
func (s *Service) AddNote(ctx context.Context, in NoteInput) (applications.File, error) {
	return s.change(ctx, in.Actor, in.Application, func(ctx context.Context, tx Tx, app *applications.Application) error {
		now := s.now()
		note, err := applications.NewNote(id.Make[id.Note](now), app.ID, in.Text, now)
		if err != nil {
			return err
		}
		app.UpdatedAt = now
		return tx.Records.AddNote(ctx, note)
	})
}

// DeleteNote removes one of the application's notes.
func (s *Service) DeleteNote(ctx context.Context, actor identity.Actor, application id.Application, note id.Note) (applications.File, error) {
	return s.change(ctx, actor, application, func(ctx context.Context, tx Tx, app *applications.Application) error {
		app.UpdatedAt = s.now()
		return tx.Records.DeleteNote(ctx, app.ID, note)
	})
}
