package resumesweb_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/adapters/documents"
	"github.com/applyforus/applyforus/apps/internal/upload"
	"github.com/applyforus/applyforus/apps/seeker/resumesweb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/resumes"
)

// reader is the real one; its compiled code is kept between runs, as compiling takes seconds.
func reader(t testing.TB) *documents.Reader {
	t.Helper()
	folder, err := os.UserCacheDir()
	if err != nil {
		folder = os.TempDir()
	}
	r := documents.New(documents.Options{CacheDir: filepath.Join(folder, "applyforus", "pdfium")})
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "..", "adapters", "documents", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range parts {
		part, err := w.Create(name)
		if err == nil {
			_, err = part.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func docx(t testing.TB, text string) []byte {
	t.Helper()
	return zipped(t, map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` +
			text + `</w:t></w:r></w:p></w:body></w:document>`,
	})
}

// TestBadFiles sends what people and attackers send, over the page and over the API,
// with the real reader behind them: each gets its own message.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	documents := reader(t)
	whole := docx(t, "Ada Berg")
	for name, c := range map[string]struct {
		content []byte
		want    *fault.Error
		later   bool // found only by reading: the resume is there, and says why it is of no use
	}{
		"0 byte":                 {nil, resumes.ErrEmptyFile, false},
		"30 MB":                  {append([]byte("%PDF-1.7\n"), make([]byte, 30<<20)...), resumes.ErrTooLarge, false},
		"one byte over":          {append(pdf("cv"), make([]byte, resumes.MaxFileSize)...), resumes.ErrTooLarge, false},
		"picture named .pdf":     {[]byte("\x89PNG\r\n\x1a\n0000"), resumes.ErrWrongType, false},
		"text":                   {[]byte("Ada Berg, engineer"), resumes.ErrWrongType, false},
		"page of a web site":     {[]byte("<!doctype html><script>alert(1)</script>"), resumes.ErrWrongType, false},
		"ZIP of something else":  {zipped(t, map[string]string{"a.txt": "hello"}), resumes.ErrWrongType, false},
		"truncated PDF":          {sample(t, "truncated.pdf"), resumes.ErrDamagedPDF, false},
		"encrypted PDF":          {sample(t, "encrypted.pdf"), resumes.ErrEncrypted, true},
		"scanned PDF":            {sample(t, "scanned.pdf"), resumes.ErrNoText, true},
		"PDF of noise":           {pdf("nothing"), resumes.ErrDamagedPDF, true},
		"truncated DOCX":         {whole[:len(whole)-40], resumes.ErrDamagedDOCX, true},
		"DOCX without text":      {docx(t, ""), resumes.ErrNoText, true},
		"zip bomb":               {zipped(t, map[string]string{"word/document.xml": strings.Repeat("<w:p/>", 12<<20/6)}), resumes.ErrZipBomb, true},
		"ZIP that is full of it": {zipped(t, map[string]string{"word/document.xml": "<w:document>", "word/media/1.png": strings.Repeat("\x00", 200<<20)}), resumes.ErrZipBomb, true},
	} {
		t.Run(name, func(t *testing.T) {
			w := setup(t, documents)
			if c.later {
				address := w.resume("my cv.pdf", c.content)
				w.work()
				shown := w.get(address).status(http.StatusOK).page()
				if text := shown.Find(".note").Text(); !strings.Contains(text, c.want.Message) {
					t.Errorf("the page says %q, want %q", text, c.want.Message)
				}
				if shown.Find(`form[data-upload] input[type="file"]`).Length() != 1 {
					t.Error("the page offers no other upload")
				}
				var got struct{ Data resumesweb.Resume }
				w.get("/api/v1" + address).status(http.StatusOK).into(&got)
				if got.Data.Status != resumes.Unreadable || got.Data.Problem == nil || got.Data.Problem.Code != c.want.Code || got.Data.Pages != 0 {
					t.Errorf("API: %+v", got.Data)
				}
				return
			}
			shown := w.upload("ada", "/resumes", "my cv.pdf", c.content).status(http.StatusUnprocessableEntity).page()
			if text := shown.Find(`[role="alert"]`).Text(); !strings.Contains(text, c.want.Message) {
				t.Errorf("the page says %q, want %q", text, c.want.Message)
			}
			var failure struct {
				Error struct{ Code, Message string }
			}
			w.upload("ada", "/api/v1/resumes/parse", "my cv.pdf", c.content).status(http.StatusUnprocessableEntity).into(&failure)
			if failure.Error.Code != c.want.Code || failure.Error.Message != c.want.Message {
				t.Errorf("API: %+v", failure.Error)
			}
			w.nothingKept()
		})
	}
}

// nothingKept tells that neither a row nor a file nor a task is left of an upload.
func (w *world) nothingKept() {
	w.t.Helper()
	if rows := w.get("/resumes").page().Find(".rows li").Length(); rows != 0 {
		w.t.Errorf("%d resumes are listed", rows)
	}
	if len(w.blobs.Keys()) != 0 || len(w.db.Tasks()) != 0 {
		w.t.Errorf("kept: files %v, tasks %v", w.blobs.Keys(), w.db.Tasks())
	}
}

func TestBadRequests(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	boundary := "multipart/form-data; boundary=x"
	for name, c := range map[string]struct {
		contentType, body, want string
		status                  int
	}{
		"no form":         {"application/json", `{"file":1}`, upload.ErrNone.Code, 422},
		"no boundary":     {"multipart/form-data", "", upload.ErrNone.Code, 422},
		"no file":         {boundary, "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--x--\r\n", upload.ErrNone.Code, 422},
		"nothing chosen":  {boundary, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--x--\r\n", upload.ErrNone.Code, 422},
		"broken off":      {boundary, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cv.pdf\"\r\n\r\n%PDF-", fault.ErrMalformed.Code, 400},
		"cut in its head": {boundary, "--x\r\nContent-Dispo", fault.ErrMalformed.Code, 400},
	} {
		t.Run(name, func(t *testing.T) {
			var failure struct{ Error struct{ Code string } }
			w.as("ada", http.MethodPost, "/api/v1/resumes/parse", c.contentType, strings.NewReader(c.body)).status(c.status).into(&failure)
			if failure.Error.Code != c.want {
				t.Errorf("code %q, want %q", failure.Error.Code, c.want)
			}
			w.as("ada", http.MethodPost, "/resumes", c.contentType, strings.NewReader(c.body)).status(c.status)
		})
	}
	w.upload("", "/api/v1/resumes/parse", "cv.pdf", pdf("cv")).status(http.StatusUnauthorized)
	if got := w.upload("", "/resumes", "cv.pdf", pdf("cv")).status(http.StatusSeeOther).Header().Get("Location"); !strings.HasPrefix(got, "/login") {
		t.Errorf("a visitor is sent to %q", got)
	}
	w.nothingKept()
}

// TestRealFile walks a real PDF through: upload, picture, draft, review.
func TestRealFile(t *testing.T) {
	t.Parallel()
	w := setup(t, reader(t))
	address := w.resume("two_pages.pdf", sample(t, "two_pages.pdf"))
	w.work()
	shown := w.get(address).status(http.StatusOK).page()
	pictures := shown.Find("#pages img")
	if pictures.Length() != 2 || shown.Find("[data-box]").Length() < 5 {
		t.Fatalf("%d pictures and %d places", pictures.Length(), shown.Find("[data-box]").Length())
	}
	src, _ := pictures.First().Attr("src")
	drawn := w.get(src).status(http.StatusOK)
	if !bytes.HasPrefix(drawn.Body.Bytes(), []byte("\x89PNG")) || drawn.Header().Get("Content-Type") != "image/png" {
		t.Errorf("the picture is %s", drawn.Header().Get("Content-Type"))
	}
	w.get(address + "/pages/3.png").status(http.StatusNotFound)
	w.as("eve", http.MethodGet, src, "", nil).status(http.StatusNotFound)
	file := w.get(address + "/file").status(http.StatusOK)
	if !bytes.Equal(file.Body.Bytes(), sample(t, "two_pages.pdf")) || file.Header().Get("Content-Disposition") != `attachment; filename=two_pages.pdf` {
		t.Errorf("the file came as %v", file.Header())
	}
	var draft struct{ Data resumesweb.ResumeDraft }
	w.get("/api/v1" + address + "/draft").status(http.StatusOK).into(&draft)
	if draft.Data.Name == nil || draft.Data.Name.Source == nil || draft.Data.Name.Source.Box == nil || len(draft.Data.Pages) != 2 {
		t.Errorf("draft %+v", draft.Data)
	}
	if got := fmt.Sprint(draft.Data.Resume.Status); got != "read" {
		t.Errorf("status %s", got)
	}
	w.get("/api/v1" + address + "/pages/1?width=300").status(http.StatusOK)
}
