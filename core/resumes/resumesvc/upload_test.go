package resumesvc_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/core/resumes/resumesvc"
)

func TestUploadIsReadInTheBackground(t *testing.T) {
	t.Parallel()
	w := setup(t)
	r := w.upload(ada, "cv")
	if r.Status != resumes.Uploaded || !r.IsDefault || r.Name != "cv" || w.documents.Reads() != 0 {
		t.Fatalf("after the upload: %+v, %d reads", r, w.documents.Reads())
	}
	if got, want := w.blobs.Keys(), []string{r.BlobKey}; !equal(got, want) {
		t.Errorf("files %v, want %v", got, want)
	}
	w.work()
	r = w.get(ada, r.ID)
	if r.Status != resumes.Read || r.Pages != 1 || r.Draft.Email.Text != "ada@example.org" || !r.IsDefault {
		t.Errorf("after reading: %+v", r)
	}
	if w.documents.Reads() != 1 {
		t.Errorf("the file was read %d times, want once", w.documents.Reads())
	}
	reading, err := w.Review(t.Context(), ada, r.ID)
	if err != nil || len(reading.Document.Pages) != 1 {
		t.Errorf("review: %+v, %v", reading.Document, err)
	}
	_, content, err := w.File(t.Context(), ada, r.ID)
	if err != nil || !bytes.Equal(content, pdf("cv")) {
		t.Errorf("file: %q, %v", content, err)
	}
}

func TestTheSameFileIsTheSameResume(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first := w.upload(ada, "cv")
	if again := w.upload(ada, "cv"); again.ID != first.ID {
		t.Errorf("a second resume %s was made", again.ID)
	}
	if len(w.db.Tasks()) != 1 || len(w.blobs.Keys()) != 1 {
		t.Errorf("tasks %v, files %v: want one of each", w.db.Tasks(), w.blobs.Keys())
	}
	if other := w.upload(eve, "cv"); other.ID == first.ID || other.BlobKey == first.BlobKey {
		t.Error("two people share a resume")
	}
}

func TestAnUnreadableFileIsTriedAgainWhenUploadedAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.documents.Says(resumes.Document{}, resumes.ErrUnreadable)
	first := w.upload(ada, "cv")
	w.work()
	if r := w.get(ada, first.ID); r.Status != resumes.Unreadable || r.Problem != resumes.ErrUnreadable.Code || r.Remedy != resumes.ErrUnreadable.Message {
		t.Fatalf("%+v", r)
	}
	w.documents.Says(text("Ada Berg"), nil)
	if again := w.upload(ada, "cv"); again.ID != first.ID || again.Status != resumes.Uploaded {
		t.Fatalf("%+v", again)
	}
	w.work()
	if r := w.get(ada, first.ID); r.Status != resumes.Read || r.Problem != "" || r.Remedy != "" {
		t.Errorf("%+v", r)
	}
}

func TestWhatIsRefusedLeavesNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		content []byte
		want    *fault.Error
	}{
		"0 byte":     {nil, resumes.ErrEmptyFile},
		"30 MB":      {append([]byte("%PDF-1.7\n"), make([]byte, 30<<20)...), resumes.ErrTooLarge},
		"picture":    {[]byte("\x89PNG\r\n\x1a\n"), resumes.ErrWrongType},
		"cut off":    {pdf("cv")[:12], resumes.ErrDamagedPDF},
		"other type": {[]byte("Ada Berg, engineer"), resumes.ErrWrongType},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			_, err := w.Upload(t.Context(), resumesvc.UploadInput{Actor: ada, FileName: "cv.pdf", Content: c.content})
			wantErr(t, err, c.want)
			w.nothingKept()
		})
	}
	t.Run("a storage that fails", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		broken := errors.New("disk full")
		w.blobs.Fail(broken)
		_, err := w.Upload(t.Context(), resumesvc.UploadInput{Actor: ada, FileName: "cv.pdf", Content: pdf("cv")})
		wantErr(t, err, broken)
		w.nothingKept()
	})
	t.Run("a visitor", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		_, err := w.Upload(t.Context(), resumesvc.UploadInput{Actor: identity.Actor{}, Content: pdf("cv")})
		wantErr(t, err, fault.ErrUnauthenticated)
		w.nothingKept()
	})
	t.Run("one too many", func(t *testing.T) {
		t.Parallel()
		w := setup(t)
		for n := range resumes.MaxResumes {
			w.upload(ada, fmt.Sprint(n))
		}
		_, err := w.Upload(t.Context(), resumesvc.UploadInput{Actor: ada, FileName: "cv.pdf", Content: pdf("last")})
		wantErr(t, err, resumes.ErrTooMany)
		if got := len(w.blobs.Keys()); got != resumes.MaxResumes {
			t.Errorf("%d files are kept", got)
		}
		w.upload(ada, "0") // one that is there already is no new one
	})
}

func (w *world) nothingKept() {
	w.t.Helper()
	all, err := w.List(w.t.Context(), ada)
	if err != nil || len(all) != 0 || len(w.blobs.Keys()) != 0 || len(w.db.Tasks()) != 0 {
		w.t.Errorf("kept: %v, files %v, tasks %v, %v", all, w.blobs.Keys(), w.db.Tasks(), err)
	}
}

func TestTroubleThatMayPassIsTriedAgain(t *testing.T) {
	t.Parallel()
	w := setup(t)
	r := w.upload(ada, "cv")
	w.documents.Says(resumes.Document{}, resumes.ErrReaderBusy)
	wantErr(t, w.Parse(t.Context(), resumes.ParseTask{Resume: r.ID}), resumes.ErrReaderBusy)
	if got := w.get(ada, r.ID); got.Status != resumes.Uploaded {
		t.Errorf("status %s: the resume was given up", got.Status)
	}
}

func TestALostFileIsSaid(t *testing.T) {
	t.Parallel()
	w := setup(t)
	r := w.upload(ada, "cv")
	if err := w.blobs.Delete(t.Context(), r.BlobKey); err != nil {
		t.Fatal(err)
	}
	w.work()
	if got := w.get(ada, r.ID); got.Problem != resumes.ErrFileGone.Code {
		t.Errorf("%+v", got)
	}
	w.upload(ada, "cv")
	w.work()
	if got := w.get(ada, r.ID); got.Status != resumes.Read {
		t.Errorf("uploading it again did not bring it back: %+v", got)
	}
}

func TestALateReadingChangesNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	r := w.upload(ada, "cv")
	w.documents.OnRead = func() { // it is deleted while it is being read
		w.documents.OnRead = nil
		if err := w.Delete(t.Context(), ada, r.ID); err != nil {
			t.Error(err)
		}
	}
	if err := w.Parse(t.Context(), resumes.ParseTask{Resume: r.ID}); err != nil {
		t.Fatal(err)
	}
	_, err := w.Get(t.Context(), ada, r.ID)
	wantErr(t, err, resumes.ErrNotFound)
	w.work()
	if keys := w.blobs.Keys(); len(keys) != 0 {
		t.Errorf("the file stays: %v", keys)
	}
}

func TestTheDefaultIsOneThatCanBeUsed(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.documents.Says(resumes.Document{}, resumes.ErrNoText)
	scan := w.upload(ada, "scan")
	w.work()
	w.documents.Says(text("Ada Berg"), nil)
	good := w.upload(ada, "good")
	if w.get(ada, scan.ID).IsDefault || !w.get(ada, good.ID).IsDefault {
		t.Fatal("the scan stays the default")
	}
	w.work()
	third := w.upload(ada, "third")
	if _, err := w.Edit(t.Context(), resumesvc.EditInput{Actor: ada, Resume: third.ID, Default: true}); err != nil {
		t.Fatal(err)
	}
	if w.get(ada, good.ID).IsDefault || !w.get(ada, third.ID).IsDefault {
		t.Error("the default did not move")
	}
	_, err := w.Edit(t.Context(), resumesvc.EditInput{Actor: ada, Resume: scan.ID, Default: true})
	wantErr(t, err, resumes.ErrWrongStatus)
	if err := w.Delete(t.Context(), ada, third.ID); err != nil {
		t.Fatal(err)
	}
	if !w.get(ada, good.ID).IsDefault {
		t.Error("nobody follows a deleted default")
	}
}

func TestEditAndDelete(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first, second := w.upload(ada, "first"), w.upload(ada, "second")
	name := "For banks"
	got, err := w.Edit(t.Context(), resumesvc.EditInput{Actor: ada, Resume: second.ID, Name: &name, Default: true})
	if err != nil || got.Name != name || !got.IsDefault || w.get(ada, first.ID).IsDefault {
		t.Fatalf("%+v, %v", got, err)
	}
	blank := " "
	_, err = w.Edit(t.Context(), resumesvc.EditInput{Actor: ada, Resume: first.ID, Name: &blank, Default: true})
	if fault.As(err) == nil || w.get(ada, first.ID).IsDefault {
		t.Errorf("half an edit: %v", err)
	}
	w.applied[first.ID] = true
	wantErr(t, w.Delete(t.Context(), ada, first.ID), resumes.ErrInUse)
	if err := w.Delete(t.Context(), ada, second.ID); err != nil {
		t.Fatal(err)
	}
	if !w.get(ada, first.ID).IsDefault {
		t.Error("the remaining one is not the default")
	}
	w.work()
	if got, want := w.blobs.Keys(), []string{first.BlobKey}; !equal(got, want) {
		t.Errorf("files %v, want %v", got, want)
	}
}

func TestNobodyElsesResume(t *testing.T) {
	t.Parallel()
	w := setup(t)
	r := w.upload(ada, "cv")
	w.work()
	name := "mine"
	for what, try := range map[string]func(identity.Actor) error{
		"get":     func(who identity.Actor) error { _, err := w.Get(t.Context(), who, r.ID); return err },
		"review":  func(who identity.Actor) error { _, err := w.Review(t.Context(), who, r.ID); return err },
		"file":    func(who identity.Actor) error { _, _, err := w.File(t.Context(), who, r.ID); return err },
		"picture": func(who identity.Actor) error { _, err := w.PageImage(t.Context(), who, r.ID, 1, 600); return err },
		"edit": func(who identity.Actor) error {
			_, err := w.Edit(t.Context(), resumesvc.EditInput{Actor: who, Resume: r.ID, Name: &name})
			return err
		},
		"reread": func(who identity.Actor) error { _, err := w.Reread(t.Context(), who, r.ID); return err },
		"confirm": func(who identity.Actor) error {
			_, err := w.Confirm(t.Context(), resumesvc.ConfirmInput{Actor: who, Resume: r.ID, Version: r.Version})
			return err
		},
		"delete": func(who identity.Actor) error { return w.Delete(t.Context(), who, r.ID) },
	} {
		t.Run(what, func(t *testing.T) {
			wantErr(t, try(eve), resumes.ErrNotFound)
			wantErr(t, try(identity.Actor{}), fault.ErrUnauthenticated)
		})
	}
}

func TestPageImage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	r := w.upload(ada, "cv")
	w.work()
	if png, err := w.PageImage(t.Context(), ada, r.ID, 1, 600); err != nil || !bytes.HasPrefix(png, []byte("\x89PNG")) {
		t.Errorf("%q, %v", png, err)
	}
	_, err := w.PageImage(t.Context(), ada, r.ID, 2, 600)
	wantErr(t, err, resumes.ErrNoSuchPage)
}

func equal(a, b []string) bool { return fmt.Sprint(a) == fmt.Sprint(b) }
