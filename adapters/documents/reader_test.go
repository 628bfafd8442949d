package documents

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

// compiled keeps PDFium's compiled code between runs: compiling it takes 6 s.
func compiled(t testing.TB) string {
	t.Helper()
	folder, err := os.UserCacheDir()
	if err != nil {
		folder = os.TempDir()
	}
	return filepath.Join(folder, "applyforus", "pdfium")
}

func newReader(t testing.TB, options Options) *Reader {
	t.Helper()
	options.CacheDir = compiled(t)
	reader := New(options)
	t.Cleanup(func() {
		if err := reader.Close(); err != nil {
			t.Error(err)
		}
	})
	return reader
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestReaderKeepsThePort(t *testing.T) {
	t.Parallel()
	porttest.Documents(t, func(t *testing.T) ports.DocumentReader { t.Helper(); return newReader(t, Options{}) })
}

func TestRealFiles(t *testing.T) {
	t.Parallel()
	reader := newReader(t, Options{})
	for name, want := range map[string]error{
		"encrypted.pdf": resumes.ErrEncrypted,
		"truncated.pdf": resumes.ErrDamagedPDF,
		"scanned.pdf":   resumes.ErrNoText,
	} {
		if _, err := reader.Read(t.Context(), name, sample(t, name)); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", name, err, want)
		}
	}
}

func TestColumnsDoNotMix(t *testing.T) {
	t.Parallel()
	document, err := newReader(t, Options{}).Read(t.Context(), "", sample(t, "two_pages.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if len(document.Pages) != 2 {
		t.Fatalf("%d pages", len(document.Pages))
	}
	text := strings.Join(strings.Fields(document.Text()), " ")
	for _, sentence := range []string{
		"Cut the median response of the tide service from 420 ms to 90 ms by moving its forecasts into a columnar store.",
		"Go PostgreSQL Kubernetes",
		"Moved forty harbour sensors from polling to a message queue without losing a reading.",
	} {
		if !strings.Contains(text, sentence) {
			t.Errorf("not in one piece: %q\n%s", sentence, document.Text())
		}
	}
	if len(document.Pages[0].Links) == 0 || document.Pages[0].Links[0].Line < 0 {
		t.Errorf("links %+v", document.Pages[0].Links)
	}
	draft := resumes.Parse(document)
	if draft.Name.Text != "Mirela Quandt" || draft.Email.Text != "mirela.quandt@example.org" || len(draft.Experience) != 3 || len(draft.Education) != 2 {
		t.Errorf("draft %+v", draft)
	}
	span := draft.Experience[0].Title.Span
	if box := document.Pages[span.Page-1].Lines[span.First].Box; span.Box != box {
		t.Errorf("the span's box %+v is not its line's %+v", span.Box, box)
	}
}

func TestIdleEngineEnds(t *testing.T) {
	t.Parallel()
	reader := newReader(t, Options{IdleAfter: 50 * time.Millisecond})
	if err := reader.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	alive := func() bool {
		reader.engines.mu.Lock()
		defer reader.engines.mu.Unlock()
		return reader.engines.current != nil
	}
	if !alive() {
		t.Fatal("the engine did not start")
	}
	for end := time.Now().Add(10 * time.Second); alive(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the engine is still alive")
		}
	}
	if _, err := reader.Read(t.Context(), "", sample(t, "two_pages.pdf")); err != nil {
		t.Errorf("after the idle time: %v", err)
	}
}

func TestSlowFileIsStoppedAndOthersAreRead(t *testing.T) {
	t.Parallel()
	reader := newReader(t, Options{Parallel: 4})
	content := sample(t, "two_pages.pdf")
	if err := reader.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	wait.Go(func() {
		err := reader.engines.use(context.Background(), 30*time.Millisecond, func(file *pdfFile) error {
			for {
				if _, err := file.readPage(1); err != nil {
					return err
				}
			}
		}, content)
		if !errors.Is(err, resumes.ErrUnreadable) {
			t.Errorf("the endless file: %v", err)
		}
	})
	for range 3 {
		wait.Go(func() {
			if _, err := reader.Read(t.Context(), "", content); err != nil {
				t.Errorf("a file beside it: %v", err)
			}
		})
	}
	wait.Wait()
	if _, err := reader.Read(t.Context(), "", content); err != nil {
		t.Errorf("after it: %v", err)
	}
}

func TestBusyReaderSaysSo(t *testing.T) {
	t.Parallel()
	reader := newReader(t, Options{Parallel: 1})
	reader.slots <- struct{}{}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := reader.Read(ctx, "", sample(t, "two_pages.pdf")); !errors.Is(err, resumes.ErrReaderBusy) {
		t.Errorf("got %v", err)
	}
	<-reader.slots
}
