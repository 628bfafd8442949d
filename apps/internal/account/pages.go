package account

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// RegisterPages mounts the pages of signing in. home is where a person goes who is
// signed in and wanted nothing else, e.g. "/dashboard".
func RegisterPages(site *web.Site, svc *identitysvc.Service, home string) {
	h := pages{site: site, svc: svc, home: home}
	site.Get("/login", web.Public, h.login)
	site.Post("/login", web.Public, h.signIn)
	site.Post("/logout", web.Public, h.logout)
	site.Get("/verify-email", web.Public, h.verify)
	site.Post("/verify-email", web.Public, h.confirm)
	site.Post("/verify-email/resend", web.Public, h.resend)
	if site.App == identity.AppAdmin {
		return // accounts there are made by invitation
	}
	site.Get("/register", web.Public, h.register)
	site.Post("/register", web.Public, h.create)
}

type pages struct {
	site *web.Site
	svc  *identitysvc.Service
	home string
}

func (h pages) next(value string) string { return web.LocalPath(value, h.home) }

func (h pages) login(w http.ResponseWriter, r *http.Request) error {
	next := h.next(r.URL.Query().Get("next"))
	if auth.Actor(r.Context()).SignedIn() {
		web.Redirect(w, r, next)
		return nil
	}
	return h.render(w, r, http.StatusOK, loginPage(h.site.Page(w, r, "Sign in"), ui.Form{}, h.view(next)))
}

func (h pages) signIn(w http.ResponseWriter, r *http.Request) error {
	form, err := read(w, r)
	if err != nil {
		return err
	}
	next := h.next(form.Get("next"))
	in, err := h.svc.SignIn(r.Context(), identitysvc.CredentialsInput{
		Email: form.Get("email"), Password: form.Get("password"), App: h.site.App, Client: client(r), Browser: true,
	})
	if err != nil {
		return h.again(w, r, err, func(f ui.Form) templ.Component {
			return loginPage(h.site.Page(w, r, "Sign in"), f, h.view(next))
		})
	}
	auth.SetCookie(w, h.site.App, in.Session)
	web.Redirect(w, r, next)
	return nil
}

func (h pages) logout(w http.ResponseWriter, r *http.Request) error {
	err := h.svc.Logout(r.Context(), identitysvc.LogoutInput{Actor: auth.Actor(r.Context()), App: h.site.App})
	if err != nil {
		return err
	}
	auth.SignOut(w, h.site.App)
	web.SetFlash(w, ui.OK, "You are signed out.")
	web.Redirect(w, r, "/login")
	return nil
}

func (h pages) register(w http.ResponseWriter, r *http.Request) error {
	next := h.next(r.URL.Query().Get("next"))
	if auth.Actor(r.Context()).SignedIn() {
		web.Redirect(w, r, next)
		return nil
	}
	return h.render(w, r, http.StatusOK, registerPage(h.site.Page(w, r, "Create an account"), ui.Form{}, h.view(next)))
}

func (h pages) create(w http.ResponseWriter, r *http.Request) error {
	form, err := read(w, r)
	if err != nil {
		return err
	}
	err = h.svc.Register(r.Context(), identitysvc.RegisterInput{
		Email: form.Get("email"), Password: form.Get("password"), Name: form.Get("name"), App: h.site.App, Client: client(r),
	})
	if err != nil {
		return h.again(w, r, err, func(f ui.Form) templ.Component {
			return registerPage(h.site.Page(w, r, "Create an account"), f, h.view(h.next(form.Get("next"))))
		})
	}
	web.Redirect(w, r, "/verify-email")
	return nil
}

// verify is where a mailed link lands. Opening it changes nothing, because programs that
// scan mail open links too; the person presses a button. Without a token it is the page
// that says to look into the mail.
func (h pages) verify(w http.ResponseWriter, r *http.Request) error {
	if token := r.URL.Query().Get("token"); token != "" {
		return h.render(w, r, http.StatusOK, confirmPage(h.site.Page(w, r, "Confirm your address"), token))
	}
	return h.render(w, r, http.StatusOK,
		checkMailPage(h.site.Page(w, r, "Look into your mail"), ui.Form{}, auth.Actor(r.Context())))
}

func (h pages) confirm(w http.ResponseWriter, r *http.Request) error {
	form, err := read(w, r)
	if err != nil {
		return err
	}
	out, err := h.svc.VerifyEmail(r.Context(), identitysvc.VerifyEmailInput{Token: form.Get("token")})
	if err != nil {
		return h.again(w, r, err, func(f ui.Form) templ.Component {
			return checkMailPage(h.site.Page(w, r, "Confirm your address"), f, auth.Actor(r.Context()))
		})
	}
	said := "Your address is confirmed."
	if out.Already {
		said = "Your address was confirmed already."
	}
	web.SetFlash(w, ui.OK, said)
	target := "/login"
	if auth.Actor(r.Context()).SignedIn() {
		target = h.home
	}
	web.Redirect(w, r, target)
	return nil
}

func (h pages) resend(w http.ResponseWriter, r *http.Request) error {
	form, err := read(w, r)
	if err != nil {
		return err
	}
	err = h.svc.ResendVerification(r.Context(), identitysvc.ResendVerificationInput{
		Actor: auth.Actor(r.Context()), Email: form.Get("email"), App: h.site.App, Client: client(r),
	})
	if err != nil {
		return h.again(w, r, err, func(f ui.Form) templ.Component {
			return checkMailPage(h.site.Page(w, r, "Look into your mail"), f, auth.Actor(r.Context()))
		})
	}
	web.SetFlash(w, ui.OK, "If the address still has to be confirmed, a new link is on its way.")
	web.Redirect(w, r, "/verify-email")
	return nil
}

// again shows the form once more with what was typed and what is wrong. Our own
// mistakes become the error page, where they are logged.
func (h pages) again(w http.ResponseWriter, r *http.Request, err error, page func(ui.Form) templ.Component) error {
	if fault.As(err) == nil {
		return err
	}
	failure := api.FromError(err)
	for name, values := range failure.GetHeaders() {
		w.Header()[name] = values
	}
	return h.render(w, r, failure.StatusCode, page(ui.FormFrom(err, r.PostForm)))
}

// render writes a page that no cache may keep: it has a token or a person's words in it.
func (h pages) render(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	w.Header().Set("Cache-Control", "no-store")
	return web.Render(w, r, status, page)
}

// view is what the sign-in and registration pages need besides the form.
type view struct {
	Next     string // a path of this site
	Query    string // carries Next over to the other one of the two pages
	Register bool   // people can make accounts for themselves here
}

func (h pages) view(next string) view {
	query := ""
	if next != h.home {
		query = "?" + url.Values{"next": {next}}.Encode()
	}
	return view{Next: next, Query: query, Register: h.site.App != identity.AppAdmin}
}

func read(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return nil, fault.ErrMalformed.Wrap(err)
	}
	return r.PostForm, nil
}

func client(r *http.Request) identity.Client { return clientOf(r.Context(), r.UserAgent()) }
