package resumesweb

import (
	"io"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/resumes"
)

// readUpload reads the file of a form or an operation.
func readUpload(body io.Reader, contentType string) (api.Upload, error) {
	return api.ReadUpload(body, contentType, resumes.MaxFileSize, resumes.ErrNoFile)
}

// uploadInput reads the file before the operation runs.
type uploadInput struct{ upload api.Upload }

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
