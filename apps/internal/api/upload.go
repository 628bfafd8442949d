package api

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/core/fault"
)

// UploadField is the name of the file in every form that uploads one.
const UploadField = "file"

// maxDrained is how much of a request is read and thrown away after a file that is too
// large, so that the browser gets to see the answer instead of a cut connection.
const maxDrained = 64 << 20

// Upload is a file as it came in. One that is too large is one byte longer than allowed:
// the rest of it is never held.
type Upload struct {
	Name    string
	Content []byte
}

// ReadUpload reads the file of a multipart form as it streams in, without touching a
// disk. It answers none when there is no file in it.
func ReadUpload(body io.Reader, contentType string, limit int64, none *fault.Error) (Upload, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" || params["boundary"] == "" {
		return Upload{}, none
	}
	body = io.LimitReader(body, limit+maxDrained)
	form := multipart.NewReader(body, params["boundary"])
	for {
		part, err := form.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return Upload{}, none
		case err != nil:
			return Upload{}, fault.ErrMalformed.Wrap(err)
		case part.FormName() != UploadField:
			continue
		}
		content, err := io.ReadAll(io.LimitReader(part, limit+1))
		if err != nil {
			return Upload{}, fault.ErrMalformed.Wrap(err)
		}
		if len(content) == 0 && part.FileName() == "" {
			return Upload{}, none
		}
		_, _ = io.Copy(io.Discard, body) // what is wrong with the rest does not matter
		return Upload{Name: part.FileName(), Content: content}, nil
	}
}

// AtUpload puts what is wrong with a file at the place where it is chosen.
func AtUpload(err error) error {
	known := fault.As(err)
	if known == nil || len(known.Violations) > 0 {
		return err
	}
	placed := *known
	placed.Violations = []fault.Violation{{Field: UploadField, Code: known.Code, Message: known.Message}}
	return &placed
}

// DescribeUpload publishes the form that a POST operation takes its file in. It is for
// after the registration: Huma holds a body in memory that it knows of; an upload streams.
func DescribeUpload(a huma.API, op huma.Operation, what string) {
	a.OpenAPI().Paths[op.Path].Post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {
		Schema: &huma.Schema{
			Type: huma.TypeObject, Required: []string{UploadField},
			Properties: map[string]*huma.Schema{UploadField: {Type: huma.TypeString, Format: "binary", Description: what}},
		},
	}}}
}
