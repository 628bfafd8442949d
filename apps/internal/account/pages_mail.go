package account

import (
	"net/http"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// mailedLink is the page that a mailed link leads to.
type mailedLink struct {
	Title, Said  string
	Action, Verb string // the button
	Token        string
}

var (
	verifyLink = mailedLink{
		Title: "Confirm your address", Said: "One press and this e-mail address is yours here.", Action: "/verify-email", Verb: "Confirm address",
	}
	newEmailLink = mailedLink{
		Title: "Confirm your new address", Said: "From then on you sign in with this address, and our mails come here. Your old address is told.",
		Action: "/email/confirm", Verb: "Confirm address",
	}
	undoEmailLink = mailedLink{
		Title: "Take the change back", Said: "Your account gets this address back, and everybody is signed out. Set a new password right after that.",
		Action: "/email/undo", Verb: "Take the change back",
	}
)

// verify is where the link that confirms a first address lands; without a token it is the
// page that says to look into the mail.
func (h pages) verify(w http.ResponseWriter, r *http.Request) error {
	if r.URL.Query().Get("token") != "" {
		return h.link(w, r, verifyLink)
	}
	return Render(w, r, http.StatusOK,
		checkMailPage(h.site.Page(w, r, "Look into your mail"), ui.Form{}, auth.Actor(r.Context())))
}

func (h pages) confirm(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	out, err := h.Identity.VerifyEmail(r.Context(), identitysvc.VerifyEmailInput{Token: r.PostForm.Get("token")})
	if err != nil {
		return Again(w, r, err, func(f ui.Form) templ.Component {
			return checkMailPage(h.site.Page(w, r, "Confirm your address"), f, auth.Actor(r.Context()))
		})
	}
	said := "Your address is confirmed."
	if out.Already {
		said = "Your address was confirmed already."
	}
	web.SetFlash(w, ui.OK, said)
	web.Redirect(w, r, h.landing(r))
	return nil
}

func (h pages) resend(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	err := h.Identity.ResendVerification(r.Context(), identitysvc.ResendVerificationInput{
		Actor: auth.Actor(r.Context()), Email: r.PostForm.Get("email"), App: h.site.App, Client: Client(r),
	})
	if err != nil {
		return Again(w, r, err, func(f ui.Form) templ.Component {
			return checkMailPage(h.site.Page(w, r, "Look into your mail"), f, auth.Actor(r.Context()))
		})
	}
	web.SetFlash(w, ui.OK, "If the address still has to be confirmed, a new link is on its way.")
	web.Redirect(w, r, "/verify-email")
	return nil
}

func (h pages) newEmail(w http.ResponseWriter, r *http.Request) error {
	return h.link(w, r, newEmailLink)
}

func (h pages) confirmEmail(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	err := h.Account.ConfirmEmail(r.Context(), identitysvc.EmailLinkInput{Token: r.PostForm.Get("token")})
	return h.followed(w, r, err, newEmailLink, "Your new address is confirmed. Sign in with it from now on.", h.landing(r))
}

func (h pages) oldEmail(w http.ResponseWriter, r *http.Request) error {
	return h.link(w, r, undoEmailLink)
}

func (h pages) undoEmail(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	err := h.Account.UndoEmail(r.Context(), identitysvc.EmailLinkInput{Token: r.PostForm.Get("token")})
	return h.followed(w, r, err, undoEmailLink, "Your account has this address again. Set a new password now.", "/forgot-password")
}

func (h pages) forgot(w http.ResponseWriter, r *http.Request) error {
	return Render(w, r, http.StatusOK, forgotPage(h.site.Page(w, r, "Forgot your password"), ui.Form{}))
}

func (h pages) mailReset(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	err := h.Account.ForgotPassword(r.Context(), identitysvc.ForgotPasswordInput{
		Email: r.PostForm.Get("email"), App: h.site.App, Client: Client(r),
	})
	if err != nil {
		return Again(w, r, err, func(f ui.Form) templ.Component { return forgotPage(h.site.Page(w, r, "Forgot your password"), f) })
	}
	return Render(w, r, http.StatusOK, resetMailedPage(h.site.Page(w, r, "Look into your mail"), r.PostForm.Get("email")))
}

func (h pages) reset(w http.ResponseWriter, r *http.Request) error {
	if r.URL.Query().Get("token") == "" {
		web.Redirect(w, r, "/forgot-password")
		return nil
	}
	return Render(w, r, http.StatusOK, resetPage(h.site.Page(w, r, "Set a new password"), ui.Form{}, r.URL.Query().Get("token")))
}

func (h pages) setPassword(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	token := r.PostForm.Get("token")
	err := h.Account.ResetPassword(r.Context(), identitysvc.ResetPasswordInput{Token: token, Password: r.PostForm.Get("password"), App: h.site.App})
	if err != nil {
		return Again(w, r, err, func(f ui.Form) templ.Component { return resetPage(h.site.Page(w, r, "Set a new password"), f, token) })
	}
	auth.ClearCookie(w, h.site.App)
	web.SetFlash(w, ui.OK, "Your new password is set, and you are signed out everywhere. Sign in with it now.")
	web.Redirect(w, r, "/login")
	return nil
}
