package resumesweb

import (
	"context"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/core/resumes/resumesvc"
)

// maxBody is far above what the facts of the longest resume need.
const maxBody = 2 << 20

// RegisterAPI mounts the operations below /api/v1/resumes.
func RegisterAPI(a huma.API, svc *resumesvc.Service) {
	h := operations{svc}
	registerUpload(a, h)
	api.HandleList(a, operation("listResumes", http.MethodGet, "", "List resumes", http.StatusOK,
		"The default one first, then the newest."), h.list)
	api.Handle(a, operation("getResume", http.MethodGet, "/{id}", "Read a resume", http.StatusOK, ""), h.get)
	api.Handle(a, operation("updateResume", http.MethodPatch, "/{id}", "Change a resume", http.StatusOK,
		"Renames it, makes it the default, or both; what is left out stays."), h.update)
	api.HandleNothing(a, operation("deleteResume", http.MethodDelete, "/{id}", "Delete a resume", http.StatusNoContent,
		"Removes it and its file. One that an application was made with is refused with resumes.in_use. Facts taken over from it stay."), h.remove)
	api.Handle(a, operation("readResumeAgain", http.MethodPost, "/{id}/read", "Have a resume read again", http.StatusOK,
		"Discards its draft. Facts that were taken over stay until the new draft is confirmed."), h.reread)
	api.Handle(a, operation("getResumeDraft", http.MethodGet, "/{id}/draft", "Read what was found in a resume", http.StatusOK,
		"Every value with how sure the reading is and where in the file it stands. Empty until the resume was read."), h.draft)
	api.Handle(a, operation("confirmResume", http.MethodPost, "/{id}/confirm", "Confirm what a resume holds", http.StatusOK,
		"Takes the checked facts over into the profile. Texts that equal the draft keep their place in the file as their origin; the "+
			"others count as typed. What is left out is removed from the draft and from what this resume gave to the profile."), h.confirm)
	registerFiles(a, h)
}

var group = api.Group{Path: "/api/v1/resumes", Tag: "Resumes", MaxBody: maxBody, Errors: []int{http.StatusUnprocessableEntity}}

func operation(operationID, method, path, summary string, status int, description string) huma.Operation {
	op := group.Operation(operationID, method, path, summary, status, description)
	if path != "" && path != "/parse" {
		op.Errors = append(op.Errors, http.StatusNotFound)
	}
	if method != http.MethodGet {
		op.Errors = append(op.Errors, http.StatusConflict)
	}
	return op
}

func registerUpload(a huma.API, h operations) {
	op := operation("uploadResume", http.MethodPost, "/parse", "Upload a resume and have it read", http.StatusCreated,
		"Takes a PDF or DOCX file of up to 10 MB. What cannot be a resume is refused at once and nothing is kept. The file is then read "+
			"in the background: ask for the resume until its status is no longer `uploaded`. The same file again answers the same resume.")
	op.Errors = append(op.Errors, http.StatusBadRequest)
	api.Handle(a, op, h.upload)
	api.DescribeUpload(a, op, "A PDF or DOCX file of up to 10 MB.")
}

// ResumePath names a resume in an address. It is exported because Huma passes over
// embedded structs that are not.
type ResumePath struct {
	ID id.Resume `path:"id" format:"uuid"`
}

type updateResumeInput struct {
	ResumePath

	Body struct {
		Name      *string `json:"name,omitempty" doc:"Up to 120 characters."`
		IsDefault bool    `json:"isDefault,omitempty" doc:"true makes it the default. To undo that, make another one the default."`
	}
}

type confirmInput struct {
	ResumePath

	Body ResumeFacts
}

type operations struct{ svc *resumesvc.Service }

func (h operations) upload(ctx context.Context, in *uploadInput) (Resume, error) {
	r, err := h.svc.Upload(ctx, resumesvc.UploadInput{Actor: auth.Actor(ctx), FileName: in.upload.Name, Content: in.upload.Content})
	return present(r), err
}

func (h operations) list(ctx context.Context, in *api.PageQuery) (page.Page[Resume], error) {
	all, err := h.svc.List(ctx, auth.Actor(ctx))
	if err != nil {
		return page.Page[Resume]{}, err
	}
	from := min(in.Request().Offset(), len(all))
	shown := all[from:min(from+in.Request().Normal().Limit, len(all))]
	return page.Of(in.Request(), each(shown, func(_ int, r resumes.Resume) Resume { return present(r) }), len(all)), nil
}

func (h operations) get(ctx context.Context, in *ResumePath) (Resume, error) {
	r, err := h.svc.Get(ctx, auth.Actor(ctx), in.ID)
	return present(r), err
}

func (h operations) update(ctx context.Context, in *updateResumeInput) (Resume, error) {
	r, err := h.svc.Edit(ctx, resumesvc.EditInput{Actor: auth.Actor(ctx), Resume: in.ID, Name: in.Body.Name, Default: in.Body.IsDefault})
	return present(r), err
}

func (h operations) remove(ctx context.Context, in *ResumePath) error {
	return h.svc.Delete(ctx, auth.Actor(ctx), in.ID)
}

func (h operations) reread(ctx context.Context, in *ResumePath) (Resume, error) {
	r, err := h.svc.Reread(ctx, auth.Actor(ctx), in.ID)
	return present(r), err
}

func (h operations) draft(ctx context.Context, in *ResumePath) (ResumeDraft, error) {
	reading, err := h.svc.Review(ctx, auth.Actor(ctx), in.ID)
	return presentDraft(reading), err
}

func (h operations) confirm(ctx context.Context, in *confirmInput) (Resume, error) {
	r, err := h.svc.Confirm(ctx, resumesvc.ConfirmInput{
		Actor: auth.Actor(ctx), Resume: in.ID, Version: in.Body.Version, Facts: in.Body.facts(),
	})
	return present(r), err
}

type bytesOutput struct {
	ContentType  string `header:"Content-Type"`
	Disposition  string `header:"Content-Disposition"`
	CacheControl string `header:"Cache-Control"`
	Policy       string `header:"Content-Security-Policy"`
	Body         []byte
}

// attachment names the file in whatever alphabet its name has.
func attachment(r resumes.Resume) string {
	return mime.FormatMediaType("attachment", map[string]string{"filename": r.FileName})
}

type pageInput struct {
	ResumePath

	Page  int `path:"page" minimum:"1" doc:"From 1."`
	Width int `query:"width" minimum:"200" maximum:"2400" default:"1000" doc:"Pixels."`
}

func registerFiles(a huma.API, h operations) {
	file := operation("getResumeFile", http.MethodGet, "/{id}/file", "Download a resume", http.StatusOK, "The bytes as they were uploaded.")
	file.Responses = binary("*/*")
	huma.Register(a, file, func(ctx context.Context, in *ResumePath) (*bytesOutput, error) {
		r, content, err := h.svc.File(ctx, auth.Actor(ctx), in.ID)
		if err != nil {
			return nil, api.Failed(ctx, err)
		}
		return &bytesOutput{ContentType: r.MediaType, Disposition: attachment(r), CacheControl: "no-store", Policy: web.InertPolicy, Body: content}, nil
	})
	picture := operation("getResumePage", http.MethodGet, "/{id}/pages/{page}", "See a page of a resume", http.StatusOK,
		"A picture of one page. A Word document has no fixed pages and so no pictures.")
	picture.Responses = binary("image/png")
	huma.Register(a, picture, func(ctx context.Context, in *pageInput) (*bytesOutput, error) {
		png, err := h.svc.PageImage(ctx, auth.Actor(ctx), in.ID, in.Page, in.Width)
		if err != nil {
			return nil, api.Failed(ctx, err)
		}
		return &bytesOutput{ContentType: "image/png", Disposition: "inline", CacheControl: pictureCaching, Policy: web.InertPolicy, Body: png}, nil
	})
}

// pictureCaching lets the person's own browser keep a page's picture: the file never changes.
const pictureCaching = "private, max-age=3600, immutable"

func binary(mediaType string) map[string]*huma.Response {
	return map[string]*huma.Response{"200": {
		Description: "The bytes.",
		Content:     map[string]*huma.MediaType{mediaType: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
}
