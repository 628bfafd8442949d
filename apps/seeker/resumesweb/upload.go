package resumesweb

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/upload"
	"github.com/applyforus/applyforus/core/resumes"
)

// uploadInput reads the file before the operation runs.
type uploadInput struct{ file upload.File }

// Resolve implements huma.Resolver. Nobody's file is read who is not signed in.
func (in *uploadInput) Resolve(ctx huma.Context) []error {
	err := auth.Actor(ctx.Context()).Require()
	if err == nil {
		in.file, err = upload.Read(ctx.BodyReader(), ctx.Header("Content-Type"), resumes.MaxFileSize)
	}
	if err != nil {
		return []error{err}
	}
	return nil
}
