package ui_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/apps/internal/ui"
)

func get(path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	ui.AssetHandler().ServeHTTP(w, r)
	return w
}

func TestAssetsAreServedForEver(t *testing.T) {
	t.Parallel()
	for name, kind := range map[string]string{
		"app.css": "text/css; charset=utf-8", "app.js": "text/javascript; charset=utf-8", "boot.js": "text/javascript; charset=utf-8",
		"htmx.min.js": "text/javascript; charset=utf-8", "inter-latin.woff2": "font/woff2", "favicon.svg": "image/svg+xml",
	} {
		w := get(ui.Asset(name))
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != kind || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Body.Len() == 0 {
			t.Errorf("%s: %d %v", name, w.Code, w.Header())
		}
	}
}

func TestAssetsOfAnotherVersionAreNotKept(t *testing.T) {
	t.Parallel()
	w := get("/assets/000000000000/app.css")
	if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "no-cache" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if again := get("/assets/000000000000/app.css", "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("asked again: %d", again.Code)
	}
	for _, path := range []string{"/assets/", "/assets/x", "/assets/x/none.css", "/assets/x/../ui.go", "/assets/x/dist/app.css"} {
		if w := get(path); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestAssetsAreCompressed(t *testing.T) {
	t.Parallel()
	w := get(ui.Asset("app.css"), "Accept-Encoding", "gzip, br")
	if w.Header().Get("Content-Encoding") != "gzip" {
		t.Fatal("not compressed")
	}
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	css, err := io.ReadAll(z)
	if err != nil || string(css) != get(ui.Asset("app.css")).Body.String() {
		t.Errorf("compressed and plain differ: %v", err)
	}
	if get(ui.Asset("inter-latin.woff2"), "Accept-Encoding", "gzip").Header().Get("Content-Encoding") != "" {
		t.Error("a font is compressed twice")
	}
}

// The binary must not fetch anything from elsewhere.
func TestAssetsNameNoOtherOrigin(t *testing.T) {
	t.Parallel()
	css := get(ui.Asset("app.css")).Body.String()
	for _, other := range []string{"@import", "url(http", "url(//", "url(data:", `url("data:`} {
		if strings.Contains(css, other) {
			t.Errorf("the style sheet holds %s", other)
		}
	}
}
