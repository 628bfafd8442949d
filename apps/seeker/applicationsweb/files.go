package applicationsweb

import (
	"net/http"
	"net/url"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// fieldParam names the question in the address of an upload, whose body is the file.
const fieldParam = "field"

func filesAddress(application id.Application, field string) string {
	return address(application) + "/files?" + url.Values{fieldParam: {field}}.Encode()
}

func (h pages) attach(w http.ResponseWriter, r *http.Request) error {
	app, err := application(r)
	if err != nil {
		return err
	}
	field := r.URL.Query().Get(fieldParam)
	file, err := api.ReadUpload(r.Body, r.Header.Get("Content-Type"), applications.MaxAttachment, applications.ErrAttachmentEmpty)
	if err == nil {
		_, err = h.Apply.Attach(r.Context(), autoapplysvc.AttachInput{
			Actor: auth.Actor(r.Context()), Application: app, Field: field, Name: file.Name, Content: file.Content,
		})
	}
	switch {
	case moved(err):
		return outdated(w, r, app, err)
	case err != nil:
		return h.attachAgain(w, r, app, field, api.AtUpload(err))
	}
	return back(w, r, address(app)+"/review#files", "Attached. It is sent with the form, to this employer only.")
}

// attachAgain shows the review with what is wrong at the file that was chosen.
func (h pages) attachAgain(w http.ResponseWriter, r *http.Request, app id.Application, field string, err error) error {
	if known := fault.As(err); known == nil || known.Kind == fault.NotFound || known.Kind == fault.Internal {
		return err
	}
	found, failed := h.Applications.Get(r.Context(), auth.Actor(r.Context()), app)
	if failed != nil {
		return failed
	}
	view := newReview(found, auth.Actor(r.Context()))
	view.Refused = refusedFile{Field: field, Form: ui.FormFrom(err, nil)}
	return web.Render(w, r, api.Status(err), reviewPage(h.site.Page(w, r, reviewTitle(found)), ui.Form{}, view))
}

func (h pages) detach(w http.ResponseWriter, r *http.Request) error {
	in, form, err := h.decision(w, r)
	if err != nil {
		return err
	}
	_, err = h.Apply.Detach(r.Context(), autoapplysvc.DetachInput{Actor: in.Actor, Application: in.Application, Field: form.Get(fieldParam)})
	switch {
	case moved(err):
		return outdated(w, r, in.Application, err)
	case err != nil:
		return err
	}
	return back(w, r, address(in.Application)+"/review#files", "The file is taken off.")
}
