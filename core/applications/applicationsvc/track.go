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

// Move puts the application into another stage by the person's hand. It answers
// applications.ErrWithdrawInstead for withdrawing one that is not sent, because its
// attempt must be stopped too.
func (s *Service) Move(ctx context.Context, in MoveInput) (Detail, error) {
	return s.Edit(ctx, EditInput{Actor: in.Actor, Application: in.Application, Stage: in.Stage})
}

// PlanInput sets the next step.
type PlanInput struct {
	Actor       identity.Actor
	Application id.Application
	NextStep    string    // "" clears it
	On          time.Time // a date; zero = no date
}

// Plan sets what the person wants to do next.
func (s *Service) Plan(ctx context.Context, in PlanInput) (Detail, error) {
	return s.Edit(ctx, EditInput{Actor: in.Actor, Application: in.Application, NextStep: &in.NextStep, NextStepOn: &in.On})
}

// EditInput changes what the person keeps about an application; what is left out stays.
type EditInput struct {
	Actor       identity.Actor
	Application id.Application
	Stage       applications.Stage // "" = as it is
	NextStep    *string            // "" clears it, and its date
	NextStepOn  *time.Time         // a date; zero clears it
}

// Edit moves and plans at once; all of it or nothing is done.
func (s *Service) Edit(ctx context.Context, in EditInput) (Detail, error) {
	return s.change(ctx, in.Actor, in.Application, func(ctx context.Context, tx Tx, app *applications.Application) error {
		now := s.now()
		if in.NextStep != nil || in.NextStepOn != nil {
			step, on := app.NextStep, app.NextStepOn
			if in.NextStep != nil {
				step = *in.NextStep
			}
			if in.NextStepOn != nil {
				on = *in.NextStepOn
			}
			if err := app.Plan(step, on, now); err != nil {
				return err
			}
		}
		if in.Stage == "" || in.Stage == app.Stage {
			return nil
		}
		if in.Stage == applications.StageWithdrawn && app.AppliedAt.IsZero() {
			return applications.ErrWithdrawInstead
		}
		if err := app.Move(in.Stage, now); err != nil {
			return err
		}
		return tx.Records.AddEntry(ctx, applications.Entry{
			Application: app.ID, Kind: applications.HistoryMoved, Text: "You moved this to " + in.Stage.Label() + ".", At: now,
		})
	})
}

// NoteInput adds a note.
type NoteInput struct {
	Actor       identity.Actor
	Application id.Application
	Text        string
}

// AddNote adds the person's own note.
func (s *Service) AddNote(ctx context.Context, in NoteInput) (Detail, error) {
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
func (s *Service) DeleteNote(ctx context.Context, actor identity.Actor, application id.Application, note id.Note) (Detail, error) {
	return s.change(ctx, actor, application, func(ctx context.Context, tx Tx, app *applications.Application) error {
		app.UpdatedAt = s.now()
		return tx.Records.DeleteNote(ctx, app.ID, note)
	})
}
