package apply_test

import (
	"bytes"
	"errors"
	"strconv"
	"testing"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/tests/apply/rig"
)

var letter = []byte("%PDF-1.7\nDear all, I make instruments.")

func (w *world) attach(t *testing.T, draft autoapplysvc.Draft, field string, content []byte) (autoapplysvc.Draft, error) {
	t.Helper()
	return w.Service.Attach(t.Context(), autoapplysvc.AttachInput{
		Actor: w.person.Actor, Application: draft.File.Application.ID, Field: field, Name: "letter.PDF", Content: content,
	})
}

func question(t *testing.T, draft autoapplysvc.Draft, field string) applications.Answer {
	t.Helper()
	for _, a := range draft.File.Answers {
		if a.FieldKey == field {
			return a
		}
	}
	t.Fatalf("no question %q", field)
	return applications.Answer{}
}

func TestAttachedFileIsSentAndKept(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.start(t)
	draft, err := w.attach(t, draft, "cover_letter", letter)
	must(t, err)
	if a := question(t, draft, "cover_letter"); a.File.Name != "letter.pdf" || a.File.Size != int64(len(letter)) || a.Origin != applications.OriginTyped {
		t.Errorf("%+v", a)
	}
	draft, err = w.Approve(t.Context(), w.person, draft, rig.Missing)
	must(t, err)
	w.browser.AddPage(formURL, page(draft))
	if _, err := w.attach(t, draft, "cover_letter", []byte("late")); !errors.Is(err, autoapplysvc.ErrUnderWay) {
		t.Errorf("while it is sent: %v", err)
	}
	w.run(t, draft)
	wantState(t, w.now(t, draft), autoapply.StateConfirmed, "")
	var sent []byte
	for _, f := range w.browser.Sent(formURL)[0] {
		if f.Key == "cover_letter" && f.File != nil {
			sent = f.File.Bytes
		}
	}
	if !bytes.Equal(sent, letter) {
		t.Errorf("sent %q", sent)
	}
	for _, e := range w.now(t, draft).File.Evidence {
		if e.Kind == applications.EvidenceAttachment {
			kept, err := w.Blobs.Get(t.Context(), e.BlobKey)
			must(t, err)
			if !bytes.Equal(kept, letter) || e.Name != "letter.pdf" {
				t.Errorf("%s: %q", e.Name, kept)
			}
			return
		}
	}
	t.Error("the attached file is not kept as evidence")
}

func TestFilesThatAreNotTaken(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.start(t)
	for name, c := range map[string]struct {
		field   string
		content []byte
		want    *fault.Error
	}{
		"empty":      {"cover_letter", nil, applications.ErrAttachmentEmpty},
		"a program":  {"cover_letter", []byte("MZ\x00\x01"), applications.ErrAttachmentType},
		"too large":  {"cover_letter", append([]byte("%PDF-"), make([]byte, applications.MaxAttachment)...), applications.ErrAttachmentTooLarge},
		"the resume": {"resume", letter, applications.ErrNoFileQuestion},
		"a text":     {"first_name", letter, applications.ErrNoFileQuestion},
		"none":       {"nowhere", letter, applications.ErrNoFileQuestion},
	} {
		if _, err := w.attach(t, draft, c.field, c.content); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	eve := w.add(t, "eve@example.org")
	_, err := w.Service.Attach(t.Context(), autoapplysvc.AttachInput{
		Actor: eve.Actor, Application: draft.File.Application.ID, Field: "cover_letter", Name: "a.pdf", Content: letter,
	})
	if !errors.Is(err, applications.ErrNotFound) {
		t.Errorf("a stranger: %v", err)
	}
	if a := question(t, w.now(t, draft), "cover_letter"); a.Answered() {
		t.Errorf("%+v", a)
	}
}

func TestFileIsTakenOffAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft, err := w.attach(t, w.start(t), "cover_letter", letter)
	must(t, err)
	off := autoapplysvc.DetachInput{Actor: w.person.Actor, Application: draft.File.Application.ID, Field: "cover_letter"}
	for range 2 { // twice is no error
		draft, err = w.Service.Detach(t.Context(), off)
		must(t, err)
	}
	if a := question(t, draft, "cover_letter"); a.Answered() || a.File != (applications.Attachment{}) {
		t.Errorf("%+v", a)
	}
	if question(t, draft, "email").Values == nil {
		t.Error("other answers went with it")
	}
}

func TestDamagedFileIsNotSent(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft, err := w.attach(t, w.start(t), "cover_letter", letter)
	must(t, err)
	draft, err = w.Approve(t.Context(), w.person, draft, rig.Missing)
	must(t, err)
	w.browser.AddPage(formURL, page(draft))
	file := question(t, draft, "cover_letter").File
	must(t, w.Blobs.Put(t.Context(), file.BlobKey(draft.File.Application.ID), file.MediaType, []byte("%PDF-1.7\nanother")))
	w.run(t, draft)
	if got := w.now(t, draft); w.sent() != 0 || got.Attempt.Detail != autoapplysvc.ErrAttachmentDamaged.Message {
		t.Errorf("sent %d, %s: %s", w.sent(), got.Attempt.State, got.Attempt.Detail)
	}
}

// TestChromiumUploadsTheAttachedFile sends a demo form that requires a file besides the
// resume.
func TestChromiumUploadsTheAttachedFile(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	const board, posting = "saltmarrow-demo", 4008005
	job, err := s.Job(t.Context(), board, strconv.Itoa(posting))
	must(t, err)
	draft, err := s.Service.Start(t.Context(), autoapplysvc.StartInput{Actor: s.person.Actor, Job: job})
	must(t, err)
	var field string
	for _, a := range draft.File.Answers {
		if a.Required && autoapply.Attachable(autoapply.Kind(a.Kind), autoapply.Topic(a.Topic)) {
			field = a.FieldKey
		}
	}
	approve := autoapplysvc.DecideInput{Actor: s.person.Actor, Application: draft.File.Application.ID}
	draft, err = s.Service.Answer(t.Context(), autoapplysvc.AnswerInput{
		Actor: s.person.Actor, Application: draft.File.Application.ID, Values: rig.Missing(draft.File.Answers),
	})
	must(t, err)
	if _, err := s.Service.Approve(t.Context(), approve); err == nil {
		t.Fatal("approved without the file")
	}
	draft, err = s.Service.Attach(t.Context(), autoapplysvc.AttachInput{
		Actor: s.person.Actor, Application: draft.File.Application.ID, Field: field, Name: "Case study.pdf", Content: letter,
	})
	must(t, err)
	_, err = s.Service.Approve(t.Context(), approve)
	must(t, err)
	must(t, s.Engine.Run(t.Context(), autoapply.RunAttempt{AttemptID: draft.Attempt.ID}))
	got := look(t, s.Rig, s.person, draft.File.Application.ID)
	wantState(t, got, autoapply.StateConfirmed, "")
	received := s.received(t, posting)
	file := question(t, got, field).File
	if len(received) != 1 || received[0].Files[field].SHA256 != file.SHA256 || received[0].Files[field].Name != "Case study.pdf" {
		t.Errorf("received %+v, attached %+v", received, file)
	}
}
