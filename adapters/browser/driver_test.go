package browser_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/adapters/browser"
)

func TestDriverIsFetchedOnce(t *testing.T) {
	t.Parallel()
	cache := filepath.Join(t.TempDir(), "cache")
	told := 0
	for range 2 {
		dir, err := browser.EnsureDriver(t.Context(), cache, func(string) { told++ })
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(dir, "package", "cli.js")); err != nil {
			t.Error(err)
		}
	}
	if entries, err := os.ReadDir(cache); err != nil || len(entries) != 1 || told != 1 {
		t.Errorf("%d entries, told %d times, error %v", len(entries), told, err)
	}
}

func TestDriverThatCannotBeFetchedNamesTheRemedy(t *testing.T) {
	t.Parallel()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	cache := filepath.Join(t.TempDir(), "cache")
	_, err := browser.EnsureDriver(ended, cache, func(string) {})
	if err == nil || !strings.Contains(err.Error(), "unpack it as "+cache) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(cache); !os.IsNotExist(err) {
		t.Errorf("something was left behind: %v", err)
	}
}

func TestChromiumThatIsNotThere(t *testing.T) {
	t.Parallel()
	if _, err := browser.FindChromium("/nowhere/chromium"); err == nil || !strings.Contains(err.Error(), "/nowhere/chromium") {
		t.Errorf("got %v", err)
	}
}
