// Package upload reads one file of a multipart form as it streams in, without touching a
// disk. It must not know what the file is for.
package upload

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/core/fault"
)

// Field is the name of the form's file.
const Field = "file"

// maxDrained is how much of a request is read and thrown away after a file that is too
// large, so that the browser gets to see the answer instead of a cut connection.
const maxDrained = 64 << 20

// ErrNone says that a form came without its file.
var ErrNone = fault.New(fault.Invalid, "upload.no_file", "No file was chosen. Choose a file, then upload it.")

// File is a file as it came in. One that is larger than the limit is one byte longer
// than allowed: the rest of it is never held.
type File struct {
	Name    string
	Content []byte
}

// Read reads the file of a multipart form, of at most limit bytes and one more. It
// answers ErrNone where there is none.
func Read(body io.Reader, contentType string, limit int64) (File, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" || params["boundary"] == "" {
		return File{}, ErrNone
	}
	body = io.LimitReader(body, limit+maxDrained)
	form := multipart.NewReader(body, params["boundary"])
	for {
		part, err := form.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return File{}, ErrNone
		case err != nil:
			return File{}, fault.ErrMalformed.Wrap(err)
		case part.FormName() != Field:
			continue
		}
		content, err := io.ReadAll(io.LimitReader(part, limit+1))
		if err != nil {
			return File{}, fault.ErrMalformed.Wrap(err)
		}
		if len(content) == 0 && part.FileName() == "" {
			return File{}, ErrNone
		}
		_, _ = io.Copy(io.Discard, body) // what is wrong with the rest does not matter
		return File{Name: part.FileName(), Content: content}, nil
	}
}

// Body describes a form with the file in the published specification.
func Body(description string) *huma.RequestBody {
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {
		Schema: &huma.Schema{
			Type: huma.TypeObject, Required: []string{Field},
			Properties: map[string]*huma.Schema{Field: {Type: huma.TypeString, Format: "binary", Description: description}},
		},
	}}}
}
