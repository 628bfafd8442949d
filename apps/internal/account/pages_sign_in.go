package account

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// entrance is what the sign-in and registration pages need besides the form.
type entrance struct {
	Next     string // a path of this site
	Query    string // carries Next over to the other one of the two pages
	Register bool   // people can make accounts for themselves here
	Passkey  *identitysvc.Question
	// Providers are whom people may sign in with instead.
	Providers []identity.Provider
}

func (h pages) entrance(next string) (entrance, error) {
	e := entrance{Next: next, Register: h.site.App != identity.AppAdmin, Providers: h.Providers.Available()}
	if next != h.home {
		e.Query = withNext("", next)
	}
	question, err := h.Factors.AskSignIn(h.site.App)
	if errors.Is(err, identity.ErrPasskeyFailed) { // the address of this site cannot have passkeys
		return e, nil
	}
	e.Passkey = &question
	return e, err
}

func (h pages) login(w http.ResponseWriter, r *http.Request) error {
	next := h.next(r.URL.Query().Get("next"))
	if auth.Actor(r.Context()).SignedIn() {
		web.Redirect(w, r, next)
		return nil
	}
	e, err := h.entrance(next)
	if err != nil {
		return err
	}
	return Render(w, r, http.StatusOK, loginPage(h.site.Page(w, r, "Sign in"), ui.Form{}, e))
}

func (h pages) signIn(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	in, err := h.Identity.SignIn(r.Context(), identitysvc.CredentialsInput{
		Email: r.PostForm.Get("email"), Password: r.PostForm.Get("password"), App: h.site.App, Client: Client(r), Browser: true,
	})
	return h.entered(w, r, in, err)
}

func (h pages) passkey(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	in, err := h.Factors.SignIn(r.Context(), identitysvc.PasskeySignInInput{
		Question: r.PostForm.Get("question"), Answer: []byte(r.PostForm.Get("answer")), App: h.site.App, Client: Client(r), Browser: true,
	})
	return h.entered(w, r, in, err)
}

// entered lets a browser in, or shows the sign-in page once more.
func (h pages) entered(w http.ResponseWriter, r *http.Request, in identity.Welcome, err error) error {
	next := h.next(r.PostForm.Get("next"))
	if err == nil {
		return h.enter(w, r, in, next)
	}
	e, askErr := h.entrance(next)
	if askErr != nil {
		return askErr
	}
	return Again(w, r, err, func(f ui.Form) templ.Component { return loginPage(h.site.Page(w, r, "Sign in"), f, e) })
}

func (h pages) logout(w http.ResponseWriter, r *http.Request) error {
	err := h.Identity.Logout(r.Context(), identitysvc.LogoutInput{Actor: auth.Actor(r.Context()), App: h.site.App})
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
	e, err := h.entrance(next)
	if err != nil {
		return err
	}
	return Render(w, r, http.StatusOK, registerPage(h.site.Page(w, r, "Create an account"), ui.Form{}, e))
}

func (h pages) create(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	err := h.Identity.Register(r.Context(), identitysvc.RegisterInput{
		Email: r.PostForm.Get("email"), Password: r.PostForm.Get("password"), Name: r.PostForm.Get("name"), App: h.site.App, Client: Client(r),
	})
	if err != nil {
		e, askErr := h.entrance(h.next(r.PostForm.Get("next")))
		if askErr != nil {
			return askErr
		}
		return Again(w, r, err, func(f ui.Form) templ.Component {
			return registerPage(h.site.Page(w, r, "Create an account"), f, e)
		})
	}
	web.Redirect(w, r, "/verify-email")
	return nil
}
