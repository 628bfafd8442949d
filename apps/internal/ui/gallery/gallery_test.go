package gallery_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/ui/gallery"
)

// dir is where the pages are written for looking at them (assets/gallery.mjs does so).
var dir = flag.String("gallery", "", "write the gallery's pages to this directory")

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(templ.WithNonce(context.Background(), "n0nce"), &b); err != nil {
		t.Fatalf("render: %v", err)
	}
	return b.String()
}

func TestGalleryRenders(t *testing.T) {
	t.Parallel()
	for name, component := range gallery.Pages() {
		html := render(t, component)
		if *dir == "" {
			continue
		}
		if err := os.WriteFile(filepath.Join(*dir, name+".html"), []byte(html), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
