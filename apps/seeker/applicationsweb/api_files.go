package applicationsweb

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
)

func registerFiles(a huma.API, h operations) {
	attach := operation("attachApplicationFile", http.MethodPost, "/{id}/files", "Attach a file to a question", http.StatusOK,
		"For questions of kind file other than the resume's; another file replaces the first. PDF, DOCX, plain text, PNG or JPEG up to 10 MB, "+
			"judged by content. It is sent as it is, with this application only.")
	attach.MaxBodyBytes = applications.MaxAttachment + maxBody
	api.Handle(a, attach, h.attach)
	api.DescribeUpload(a, attach, "The file as it shall be sent.")
	api.Handle(a, operation("detachApplicationFile", http.MethodDelete, "/{id}/files", "Take an attached file off", http.StatusOK, ""), h.detach)
}

// FieldQuery names a question in the address of an operation. It is exported because Huma
// passes over embedded structs that are not.
type FieldQuery struct {
	Field string `query:"field" required:"true" doc:"The question's fieldKey."`
}

type attachInput struct {
	Path
	FieldQuery

	upload api.Upload
}

// Resolve implements huma.Resolver. Nobody's file is read who is not signed in.
func (in *attachInput) Resolve(ctx huma.Context) []error {
	err := auth.Actor(ctx.Context()).Require()
	if err == nil {
		in.upload, err = api.ReadUpload(ctx.BodyReader(), ctx.Header("Content-Type"), applications.MaxAttachment, applications.ErrAttachmentEmpty)
	}
	if err != nil {
		return []error{err}
	}
	return nil
}

type detachInput struct {
	Path
	FieldQuery
}

func (h operations) attach(ctx context.Context, in *attachInput) (ApplicationDetail, error) {
	return draft(h.Apply.Attach(ctx, autoapplysvc.AttachInput{
		Actor: auth.Actor(ctx), Application: in.ID, Field: in.Field, Name: in.upload.Name, Content: in.upload.Content,
	}))
}

func (h operations) detach(ctx context.Context, in *detachInput) (ApplicationDetail, error) {
	return draft(h.Apply.Detach(ctx, autoapplysvc.DetachInput{Actor: auth.Actor(ctx), Application: in.ID, Field: in.Field}))
}
