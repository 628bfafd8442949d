package resumesweb

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/resumes"
)

// uploadField is the name of the form's file.
const uploadField = "file"

// maxDrained is how much of a request is read and thrown away after a file that is too
// large, so that the browser gets to see the answer instead of a cut connection.
const maxDrained = 64 << 20

// upload is a file as it came in. One that is too large is one byte longer than allowed:
// the rest of it is never held.
type upload struct {
	name    string
	content []byte
}

// readUpload reads the file of a multipart form as it streams in, without touching a disk.
func readUpload(body io.Reader, contentType string) (upload, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" || params["boundary"] == "" {
		return upload{}, resumes.ErrNoFile
	}
	body = io.LimitReader(body, resumes.MaxFileSize+maxDrained)
	form := multipart.NewReader(body, params["boundary"])
	for {
		part, err := form.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return upload{}, resumes.ErrNoFile
		case err != nil:
			return upload{}, fault.ErrMalformed.Wrap(err)
		case part.FormName() != uploadField:
			continue
		}
		content, err := io.ReadAll(io.LimitReader(part, resumes.MaxFileSize+1))
		if err != nil {
			return upload{}, fault.ErrMalformed.Wrap(err)
		}
		if len(content) == 0 && part.FileName() == "" {
			return upload{}, resumes.ErrNoFile
		}
		_, _ = io.Copy(io.Discard, body) // what is wrong with the rest does not matter
		return upload{name: part.FileName(), content: content}, nil
	}
}

// uploadInput reads the file before the operation runs.
type uploadInput struct{ upload upload }

// Resolve implements huma.Resolver. Nobody's file is read who is not signed in.
func (in *uploadInput) Resolve(ctx huma.Context) []error {
	err := auth.Actor(ctx.Context()).Require()
	if err == nil {
		in.upload, err = readUpload(ctx.BodyReader(), ctx.Header("Content-Type"))
	}
	if err != nil {
		return []error{err}
	}
	return nil
}
