package autoapplysvc

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/notifications"
)

// progress tells the person which step begins, and keeps the lease.
func (r *run) progress(ctx context.Context, step autoapply.Step, text string) error {
	return r.change(ctx, r.attempt.ID, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := attempt.Extend(r.name, now, lease); err != nil {
			return err
		}
		return tx.Events.Append(ctx, autoapply.StepEvent(*attempt, step, text, now))
	})
}

// park stops before the click for a reason the person can act on. It answers errStopped
// when that is recorded.
func (r *run) park(ctx context.Context, issue autoapply.Issue) error {
	return r.finish(ctx, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := attempt.Park(issue, now); err != nil {
			return err
		}
		return r.tell(ctx, tx, *attempt, applications.HistoryStopped, "Stopped: "+r.file.Application.JobTitle, issue.Message, now)
	})
}

// expire records that the posting is gone. It answers errStopped when that succeeded.
func (r *run) expire(ctx context.Context, text string) error {
	return r.finish(ctx, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := attempt.Expire(now); err != nil {
			return err
		}
		app, err := tx.Applications.Get(ctx, attempt.UserID, attempt.ApplicationID)
		if err != nil {
			return err
		}
		app.MarkClosed(now)
		if err := tx.Applications.Update(ctx, app); err != nil {
			return err
		}
		return r.tell(ctx, tx, *attempt, applications.HistoryStopped, "The posting is closed: "+app.JobTitle, text, now)
	})
}

// ask hands the form back with the fields that need the person.
func (r *run) ask(ctx context.Context, answers []applications.Answer, keys []string, detail string) error {
	return r.finish(ctx, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := attempt.Ask(keys, detail, now); err != nil {
			return err
		}
		if err := tx.Records.PutAnswers(ctx, attempt.ApplicationID, answers); err != nil {
			return err
		}
		return r.tell(ctx, tx, *attempt, applications.HistoryStopped, "Your answer is needed: "+r.file.Application.JobTitle, detail, now)
	})
}

// finish records an end, unless the attempt is no longer this run's: a run that hung
// until another one took over must not end that one. It answers errStopped.
func (r *run) finish(ctx context.Context, record func(context.Context, Tx, *autoapply.Attempt, time.Time) error) error {
	err := r.change(ctx, r.attempt.ID, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := r.holds(attempt, now); err != nil {
			return err
		}
		return record(ctx, tx, attempt, now)
	})
	if err != nil {
		return err
	}
	return errStopped
}

// holds refuses a run whose attempt has moved on without it.
func (r *run) holds(attempt *autoapply.Attempt, now time.Time) error {
	if r.name != "" {
		return attempt.Extend(r.name, now, lease)
	}
	if attempt.State != autoapply.StatePreparing {
		return autoapply.ErrWrongState
	}
	return nil
}

// tell writes the timeline, the event and a notice about an end.
func (r *run) tell(ctx context.Context, tx Tx, attempt autoapply.Attempt, kind applications.HistoryKind, title, text string, now time.Time) error {
	if err := note(ctx, tx, r.file.Application, attempt, kind, text, now); err != nil {
		return err
	}
	return notify(ctx, tx, attempt, title, text, now)
}

// notify leaves a notice and asks for it to be mailed; one per attempt and state.
func notify(ctx context.Context, tx Tx, attempt autoapply.Attempt, title, text string, now time.Time) error {
	notice := notifications.Notification{
		ID: id.Make[id.Notification](now), User: attempt.UserID, Category: notifications.CategoryApplication,
		Title: title, Message: text, Link: "/applications/" + attempt.ApplicationID.String(), CreatedAt: now,
		DedupeKey: fmt.Sprintf("attempt:%s:%s:%d", attempt.ID, attempt.State, attempt.Version),
	}
	added, err := tx.Notices.Add(ctx, notice)
	if err != nil || !added {
		return err
	}
	return tx.Outbox.Enqueue(ctx, notifications.MailNotice{Notification: notice.ID})
}

// unconfirmed tells the person that a sent form was never confirmed.
func unconfirmed(ctx context.Context, tx Tx, attempt autoapply.Attempt, now time.Time) error {
	err := tx.Records.AddEntry(ctx, applications.Entry{
		Application: attempt.ApplicationID, Kind: applications.HistoryUnconfirmed, Text: attempt.Detail, At: now,
	})
	if err != nil {
		return err
	}
	if err := tx.Events.Append(ctx, autoapply.StepEvent(attempt, autoapply.StepEnd, attempt.Detail, now)); err != nil {
		return err
	}
	return notify(ctx, tx, attempt, "Sent, but not confirmed", attempt.Detail, now)
}

// verified keeps what is about to be sent as evidence and records that every field
// holds its answer.
func (r *run) verified(ctx context.Context) error {
	step, cancel := context.WithTimeout(ctx, stepTimeout)
	defer cancel()
	screenshot, err := r.session.Screenshot(step)
	if err != nil {
		return err
	}
	answers, err := json.MarshalIndent(r.file.Answers, "", "  ")
	if err != nil {
		return err
	}
	pieces := []piece{
		{applications.EvidenceResume, r.said.resume.FileName, r.said.resume.MediaType, r.resume},
		{applications.EvidenceAnswers, "answers.json", "application/json", answers},
		{applications.EvidenceFilled, "filled-form.png", "image/png", screenshot},
	}
	kept, err := r.keep(ctx, append(pieces, r.attachments()...)...)
	if err != nil {
		return err
	}
	return r.change(ctx, r.attempt.ID, func(ctx context.Context, tx Tx, attempt *autoapply.Attempt, now time.Time) error {
		if err := attempt.MarkVerified(r.name, now); err != nil {
			return err
		}
		if err := attempt.Extend(r.name, now, lease); err != nil {
			return err
		}
		if err := tx.Records.PutAnswers(ctx, attempt.ApplicationID, r.file.Answers); err != nil {
			return err
		}
		return addEvidence(ctx, tx, kept)
	})
}

// attachments are the further files, each under a name of its own.
func (r *run) attachments() (pieces []piece) {
	named := map[string]int{}
	for _, a := range r.file.Answers {
		if !attachable(a) || !a.Answered() {
			continue
		}
		name := a.File.Name
		if named[name]++; named[name] > 1 {
			name = fmt.Sprintf("%d %s", named[name], name)
		}
		pieces = append(pieces, piece{applications.EvidenceAttachment, name, a.File.MediaType, r.attached[a.File.SHA256]})
	}
	return pieces
}

type piece struct {
	kind            applications.EvidenceKind
	name, mediaType string
	content         []byte
}

// keep stores the bytes first and describes them; the rows follow in a transaction,
// so a row never points at missing bytes.
func (r *run) keep(ctx context.Context, pieces ...piece) ([]applications.Evidence, error) {
	now := r.Now()
	kept := make([]applications.Evidence, len(pieces))
	for i, p := range pieces {
		kept[i] = applications.NewEvidence(id.Make[id.Evidence](now), r.attempt.ApplicationID, r.attempt.ID, p.kind, p.name, p.mediaType, p.content, now)
		if err := r.Blobs.Put(ctx, kept[i].BlobKey, p.mediaType, p.content); err != nil {
			return nil, err
		}
	}
	return kept, nil
}

func addEvidence(ctx context.Context, tx Tx, kept []applications.Evidence) error {
	for _, e := range kept {
		if err := tx.Records.AddEvidence(ctx, e); err != nil {
			return err
		}
	}
	return nil
}
