package profileweb

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

// photoCaching lets the person's own browser keep the photo; it asks anew for another one.
const photoCaching = "private, max-age=300"

// ProfilePhoto names the photo that the profile shows now.
type ProfilePhoto struct {
	ID    id.Photo `json:"id" format:"uuid"`
	Sizes []int    `json:"sizes" doc:"Widths in pixels that it can be asked for in."`
}

type photoUploadInput struct {
	api.UserPath
	upload api.Upload
}

// Resolve implements huma.Resolver. Nobody's file is read for somebody else's profile.
func (in *photoUploadInput) Resolve(ctx huma.Context) (wrong []error) {
	in.upload, wrong = resolveUpload(ctx, &in.UserPath, profile.MaxPhotoSize, profile.ErrPhotoEmpty)
	return wrong
}

func resolveUpload(ctx huma.Context, of *api.UserPath, limit int64, none *fault.Error) (api.Upload, []error) {
	of.ID = ctx.Param("id")
	if wrong := of.Resolve(ctx); wrong != nil {
		return api.Upload{}, wrong
	}
	upload, err := api.ReadUpload(ctx.BodyReader(), ctx.Header("Content-Type"), limit, none)
	if err != nil {
		return api.Upload{}, []error{api.FromError(err)}
	}
	return upload, nil
}

type photoInput struct {
	api.UserPath

	Width int `query:"width" minimum:"0" maximum:"2000" doc:"The least width in pixels; 0 stands for the largest."`
}

type bytesOutput struct {
	ContentType  string `header:"Content-Type"`
	Disposition  string `header:"Content-Disposition"`
	CacheControl string `header:"Cache-Control"`
	Policy       string `header:"Content-Security-Policy"`
	Body         []byte
}

func binary(mediaType string) map[string]*huma.Response {
	return map[string]*huma.Response{"200": {
		Description: "The bytes.",
		Content:     map[string]*huma.MediaType{mediaType: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
}

func registerPhoto(a huma.API, h operations) {
	upload := operation("uploadPhoto", http.MethodPost, "/photo", "Upload a photo", http.StatusCreated,
		"A JPEG, PNG or WebP picture of up to 5 MB. It is turned upright, cropped to a square, kept in some sizes, and nothing else of the file is kept: "+
			"no place, no camera, no date. Only the person sees it.")
	upload.Errors = append(upload.Errors, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusServiceUnavailable)
	api.Handle(a, upload, func(ctx context.Context, in *photoUploadInput) (ProfilePhoto, error) {
		photo, err := h.svc.SetPhoto(ctx, auth.Actor(ctx), in.upload.Content)
		return ProfilePhoto{ID: photo, Sizes: profile.PhotoSizes}, err
	})
	api.DescribeUpload(a, upload, "A JPEG, PNG or WebP picture of up to 5 MB.")

	show := operation("getPhoto", http.MethodGet, "/photo", "See the photo", http.StatusOK, "")
	show.Responses = binary(profile.PhotoType)
	huma.Register(a, show, func(ctx context.Context, in *photoInput) (*bytesOutput, error) {
		content, err := h.svc.Photo(ctx, auth.Actor(ctx), in.Width)
		if err != nil {
			return nil, api.Failed(ctx, err)
		}
		return &bytesOutput{ContentType: profile.PhotoType, Disposition: "inline", CacheControl: photoCaching, Policy: web.InertPolicy, Body: content}, nil
	})
	api.HandleNothing(a, operation("deletePhoto", http.MethodDelete, "/photo", "Remove the photo", http.StatusNoContent, ""),
		func(ctx context.Context, _ *api.UserPath) error { return h.svc.RemovePhoto(ctx, auth.Actor(ctx)) })

	export := operation("exportJSONResume", http.MethodGet, "/json-resume", "Download the profile as JSON Resume", http.StatusOK,
		"Schema 1.0.0. Work authorisations and preferences are not part of it.")
	export.Responses = map[string]*huma.Response{"200": {
		Description: "The file.",
		Content:     map[string]*huma.MediaType{"application/json": {Schema: &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true}}},
	}}
	huma.Register(a, export, func(ctx context.Context, _ *api.UserPath) (*bytesOutput, error) {
		content, err := h.svc.JSONResume(ctx, auth.Actor(ctx))
		if err != nil {
			return nil, api.Failed(ctx, err)
		}
		return &bytesOutput{ContentType: "application/json", Disposition: exportName, CacheControl: "no-store", Policy: web.InertPolicy, Body: content}, nil
	})
}

const exportName = `attachment; filename="resume.json"`
