package ui

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// AssetPrefix is where AssetHandler must be mounted: a GET route for everything below it.
const AssetPrefix = "/assets/"

//go:embed assets/dist
var embedded embed.FS

// asset is one embedded file as it is sent.
type asset struct {
	kind    string // Content-Type
	plain   []byte
	zipped  []byte // gzip form; nil where that is no shorter
	etagSum string
}

// assetSet reads and compresses the embedded files once. Its hash covers all of
// them, so relative addresses within the style sheet stay within one version.
var assetSet = sync.OnceValue(func() (set struct {
	hash  string
	files map[string]asset
},
) {
	set.files = map[string]asset{}
	sum := sha256.New()
	err := fs.WalkDir(embedded, "assets/dist", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		plain, err := embedded.ReadFile(name)
		if err != nil {
			return err
		}
		base := path.Base(name)
		fmt.Fprintf(sum, "%s %d\n", base, len(plain))
		sum.Write(plain)
		one := sha256.Sum256(plain)
		set.files[base] = asset{kind: contentType(base), plain: plain, zipped: shorter(base, plain), etagSum: hex.EncodeToString(one[:8])}
		return nil
	})
	if err != nil {
		panic("ui: embedded assets cannot be read: " + err.Error()) // a build without its own files
	}
	set.hash = hex.EncodeToString(sum.Sum(nil)[:6])
	return set
})

// Asset gives the address of an embedded file by its name, e.g. "app.css". The
// address changes whenever any asset does, so it may be cached for ever. It
// panics on a name that does not exist: that is a mistake in a template.
func Asset(name string) string {
	set := assetSet()
	if _, ok := set.files[name]; !ok {
		panic("ui: no such asset: " + name)
	}
	return AssetPrefix + set.hash + "/" + name
}

// AssetHandler serves the embedded files below AssetPrefix. An address of another
// version (a page of the release before) gets the present file, to be asked for again.
func AssetHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		set := assetSet()
		hash, name, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, AssetPrefix), "/")
		file, found := set.files[name]
		if !ok || !found {
			http.NotFound(w, r)
			return
		}
		header := w.Header()
		header.Set("Content-Type", file.kind)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Vary", "Accept-Encoding")
		header.Set("Cache-Control", "no-cache")
		if hash == set.hash {
			header.Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		body, etag := file.plain, file.etagSum
		if file.zipped != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			body, etag = file.zipped, file.etagSum+"-gz"
			header.Set("Content-Encoding", "gzip")
		}
		header.Set("ETag", strconv.Quote(etag))
		if strings.Contains(r.Header.Get("If-None-Match"), strconv.Quote(etag)) {
			header.Del("Content-Encoding")
			w.WriteHeader(http.StatusNotModified)
			return
		}
		header.Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method != http.MethodHead {
			_, _ = w.Write(body) // the reader is gone: nobody is left to tell
		}
	})
}

// contentType is fixed here: the machine's own table may lack or bend an entry.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	}
	return "application/octet-stream"
}

func shorter(name string, plain []byte) []byte {
	if path.Ext(name) == ".woff2" { // compressed in itself
		return nil
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil
	}
	if _, err := z.Write(plain); err != nil || z.Close() != nil || b.Len() >= len(plain) {
		return nil
	}
	return b.Bytes()
}
