package mail_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/applyforus/applyforus/adapters/mail"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func capture(t *testing.T, folder string) *mail.Capture {
	t.Helper()
	kept, err := mail.NewCapture(folder)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func list(t *testing.T, kept *mail.Capture, limit int) []ports.KeptMail {
	t.Helper()
	found, err := kept.List(limit)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestCapture(t *testing.T) {
	t.Parallel()
	porttest.Mailer(t, func(t *testing.T) (ports.Mailer, func() []ports.Mail) {
		// A person may call their folder as they like.
		kept := capture(t, filepath.Join(t.TempDir(), "mail [of *]"))
		return kept, func() []ports.Mail {
			var mails []ports.Mail
			for _, m := range list(t, kept, 100) {
				mails = append([]ports.Mail{m.Mail}, mails...) // the newest is listed first
			}
			return mails
		}
	})
}

func TestCaptureListsTheNewestFirst(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	kept := capture(t, folder)
	for i := range 5 {
		if err := kept.Send(t.Context(), ports.Mail{Subject: strconv.Itoa(i), DedupeID: strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "zz.json"), []byte("not ours"), 0o600); err != nil {
		t.Fatal(err)
	}
	found := list(t, capture(t, folder), 3)
	if len(found) != 3 || found[0].Subject != "4" || found[2].Subject != "2" {
		t.Errorf("listed %+v, want the subjects 4, 3, 2", found)
	}
	for _, m := range found {
		if m.ID == "" || m.At.IsZero() {
			t.Errorf("%+v has no id or no time", m)
		}
	}
}

func TestCaptureIsForItsOwnerOnly(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "mail")
	if err := capture(t, folder).Send(t.Context(), ports.Mail{Subject: "secret link"}); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Fatalf("the folder holds %v, %v", entries, err)
	}
	for _, path := range []string{folder, filepath.Join(folder, entries[0].Name())} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v, %v", path, info.Mode(), err)
		}
	}
}

func TestCaptureSaysThatItCannotWrite(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "mail")
	kept := capture(t, folder)
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	if err := kept.Send(t.Context(), ports.Mail{Subject: "x"}); err == nil {
		t.Error("a mail was taken that is kept nowhere")
	}
}
