package seeker

import (
	"bytes"
	"context"
	"mime/multipart"
)

// UploadFile uploads a resume, a PDF or DOCX file of up to 10 MB. It is read in the
// background: ask for it until its status is no longer "uploaded".
func (a *API) UploadFile(ctx context.Context, name string, content []byte, editors ...RequestEditorFn) (Resume, error) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		return Resume{}, err
	}
	if _, err := part.Write(content); err != nil {
		return Resume{}, err
	}
	if err := form.Close(); err != nil {
		return Resume{}, err
	}
	return Data[Resume](a.UploadResumeWithBodyWithResponse(ctx, form.FormDataContentType(), &body, editors...))
}
