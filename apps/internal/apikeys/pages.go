package apikeys

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/apikeysvc"
)

// Routes mounts the page and the targets of its forms.
func Routes(site *web.Site, svc *apikeysvc.Service, now func() time.Time) {
	h := pages{site, svc, now}
	site.Get(Path, web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		return h.show(w, r, view{}, nil)
	})
	site.Post(Path, web.SignedIn, h.create)
	site.Post(Path+"/{id}/rotate", web.SignedIn, h.rotate)
	site.Post(Path+"/{id}/revoke", web.SignedIn, h.revoke)
}

type pages struct {
	site *web.Site
	svc  *apikeysvc.Service
	now  func() time.Time
}

// view is what the page shows.
type view struct {
	Page  ui.Page
	Form  ui.Form
	Keys  []identity.APIKey
	Made  *apikeysvc.Made // just made: its text is shown this once
	Now   time.Time
	Scope []ui.Option
}

// show writes the page, with what went wrong where something did.
func (h pages) show(w http.ResponseWriter, r *http.Request, v view, wrong error) error {
	actor := auth.Actor(r.Context())
	keys, err := h.svc.List(r.Context(), actor)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if wrong != nil {
		if fault.As(wrong) == nil {
			return wrong
		}
		failure := api.FromError(wrong)
		for name, values := range failure.GetHeaders() {
			w.Header()[name] = values
		}
		status, v.Form = failure.StatusCode, ui.FormFrom(wrong, r.PostForm)
	}
	v.Page, v.Keys, v.Now = h.site.Page(w, r, "API keys"), keys, h.now()
	for _, scope := range identity.ScopesFor(actor.App) {
		v.Scope = append(v.Scope, ui.Option{Value: string(scope), Label: words[scope], Hint: string(scope)})
	}
	return web.Render(w, r, status, keysPage(v))
}

func (h pages) create(w http.ResponseWriter, r *http.Request) error {
	form, err := read(w, r)
	if err != nil {
		return err
	}
	input := apikeysvc.CreateInput{Actor: auth.Actor(r.Context()), Name: form.Get("name")}
	for _, scope := range form["scopes"] {
		input.Scopes = append(input.Scopes, identity.Scope(scope))
	}
	if input.Days, err = strconv.Atoi(form.Get("days")); err != nil {
		input.Days = 0 // refused by the use-case, in words
	}
	made, err := h.svc.Create(r.Context(), input)
	return h.showMade(w, r, made, err)
}

func (h pages) rotate(w http.ResponseWriter, r *http.Request) error {
	key, err := keyOf(r)
	if err != nil {
		return err
	}
	made, err := h.svc.Rotate(r.Context(), apikeysvc.RotateInput{Actor: auth.Actor(r.Context()), Key: key, Overlap: identity.APIKeyOverlap})
	return h.showMade(w, r, made, err)
}

// showMade shows the text of a new key in the answer itself: a redirect would have to
// keep it somewhere.
func (h pages) showMade(w http.ResponseWriter, r *http.Request, made apikeysvc.Made, err error) error {
	if err != nil {
		if f := fault.As(err); f != nil && f.Kind == fault.NotFound {
			return err
		}
		return h.show(w, r, view{}, err)
	}
	return h.show(w, r, view{Made: &made}, nil)
}

func (h pages) revoke(w http.ResponseWriter, r *http.Request) error {
	key, err := keyOf(r)
	if err != nil {
		return err
	}
	if err := h.svc.Revoke(r.Context(), auth.Actor(r.Context()), key); err != nil {
		return err
	}
	web.SetFlash(w, ui.OK, "The key is revoked. Programs that use it are refused from now on.")
	web.Redirect(w, r, Path)
	return nil
}

func read(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return nil, fault.ErrMalformed.Wrap(err)
	}
	return r.PostForm, nil
}
