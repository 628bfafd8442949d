package resumeparse

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/documents"
	"github.com/applyforus/applyforus/core/resumes"
)

const idleAfter = 200 * time.Millisecond

func warm(b *testing.B) (*documents.Reader, []byte) {
	b.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "adapters", "documents", "testdata", "two_pages.pdf"))
	if err != nil {
		b.Fatal(err)
	}
	folder, err := os.UserCacheDir()
	if err != nil {
		folder = os.TempDir()
	}
	reader := documents.New(documents.Options{CacheDir: filepath.Join(folder, "applyforus", "pdfium"), IdleAfter: idleAfter})
	b.Cleanup(func() { _ = reader.Close() })
	if err := reader.Warm(b.Context()); err != nil {
		b.Fatal(err)
	}
	return reader, content
}

func BenchmarkReadAndParse(b *testing.B) {
	reader, content := warm(b)
	for b.Loop() {
		document, err := reader.Read(b.Context(), "", content)
		if err != nil {
			b.Fatal(err)
		}
		if draft := resumes.Parse(document); len(draft.Experience) != 3 {
			b.Fatalf("%d positions", len(draft.Experience))
		}
	}
}

func BenchmarkParse(b *testing.B) {
	reader, content := warm(b)
	document, err := reader.Read(b.Context(), "", content)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		resumes.Parse(document)
	}
}

func BenchmarkPageImage(b *testing.B) {
	reader, content := warm(b)
	for b.Loop() {
		if _, err := reader.PageImage(b.Context(), content, 1, 1000); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMemory reports the proportional set size of this process with a live engine
// and after the idle time ended it.
func BenchmarkMemory(b *testing.B) {
	for b.Loop() {
		reader, content := warm(b)
		if _, err := reader.Read(b.Context(), "", content); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(pss(b), "MB-live")
		time.Sleep(3 * idleAfter)
		debug.FreeOSMemory()
		b.ReportMetric(pss(b), "MB-idle")
	}
}

var rePSS = regexp.MustCompile(`(?m)^Pss:\s+(\d+) kB`)

// pss is the memory in MB that Linux accounts to this process.
func pss(b *testing.B) float64 {
	b.Helper()
	rollup, err := os.ReadFile("/proc/self/smaps_rollup")
	if err != nil {
		b.Skip("only Linux tells the proportional set size")
	}
	m := rePSS.FindSubmatch(rollup)
	if m == nil {
		b.Fatalf("no Pss in %q", rollup)
	}
	kilobytes, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil {
		b.Fatal(err)
	}
	return kilobytes / 1000
}
