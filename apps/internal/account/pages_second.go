package account

import (
	"errors"
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// proofs is what somebody can prove with on a page, and where it is sent.
type proofs struct {
	Action  string
	Next    string
	CSRF    string
	Methods []identity.Method
	Passkey *identitysvc.Question
}

func (p proofs) has(method identity.Method) bool { return slices.Contains(p.Methods, method) }

// proof reads the proof that a form carries.
func proof(r *http.Request) identitysvc.ProofInput {
	in := identitysvc.ProofInput{
		Method: identity.Method(r.PostForm.Get("method")), Code: r.PostForm.Get("code"), Password: r.PostForm.Get("password"),
	}
	if question := r.PostForm.Get("question"); question != "" {
		in.Method, in.Question, in.Answer = identity.MethodPasskey, question, []byte(r.PostForm.Get("answer"))
	}
	return in
}

// second asks for the second proof of a sign-in.
func (h pages) second(w http.ResponseWriter, r *http.Request) error {
	return h.ask(w, r, nil, h.next(r.URL.Query().Get("next")))
}

func (h pages) ask(w http.ResponseWriter, r *http.Request, problem error, next string) error {
	pending, err := h.Factors.Challenge(r.Context(), h.challenge(r))
	if err != nil {
		return h.startAgain(w, r, err, next)
	}
	page := func(f ui.Form) templ.Component {
		frame := h.site.Page(w, r, "Confirm that it is you")
		return secondPage(frame, f, proofs{
			Action: "/login/verify", Next: next, CSRF: frame.CSRF, Methods: pending.Methods, Passkey: pending.Passkey,
		})
	}
	if problem != nil {
		return Again(w, r, problem, page)
	}
	return Render(w, r, http.StatusOK, page(ui.Form{}))
}

// startAgain leads back to the sign-in page when a half-finished sign-in cannot go on.
func (h pages) startAgain(w http.ResponseWriter, r *http.Request, err error, next string) error {
	if !errors.Is(err, identity.ErrChallengeInvalid) {
		return err
	}
	auth.ClearChallenge(w, h.site.App)
	if auth.Challenge(r, h.site.App) != "" {
		web.SetFlash(w, ui.Warn, identity.ErrChallengeInvalid.Message)
	}
	web.Redirect(w, r, withNext("/login", next))
	return nil
}

func (h pages) answer(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	next := h.next(r.PostForm.Get("next"))
	in, err := h.Factors.Answer(r.Context(), identitysvc.AnswerInput{Challenge: h.challenge(r), Proof: proof(r)})
	switch {
	case errors.Is(err, identity.ErrChallengeInvalid):
		return h.startAgain(w, r, err, next)
	case fault.As(err) != nil:
		return h.ask(w, r, err, next)
	case err != nil:
		return err
	}
	auth.ClearChallenge(w, h.site.App)
	return h.enter(w, r, in, next)
}

// lost tells somebody without their second factor what they can do.
func (h pages) lost(w http.ResponseWriter, r *http.Request) error {
	return h.explainLost(w, r, nil)
}

func (h pages) explainLost(w http.ResponseWriter, r *http.Request, problem error) error {
	if _, err := h.Factors.Challenge(r.Context(), h.challenge(r)); err != nil {
		return h.startAgain(w, r, err, h.home)
	}
	page := func(f ui.Form) templ.Component { return lostPage(h.site.Page(w, r, "Lost your second factor"), f) }
	if problem != nil {
		return Again(w, r, problem, page)
	}
	return Render(w, r, http.StatusOK, page(ui.Form{}))
}

func (h pages) reportLost(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	err := h.Factors.LostFactor(r.Context(), h.challenge(r))
	switch {
	case errors.Is(err, identity.ErrChallengeInvalid):
		return h.startAgain(w, r, err, h.home)
	case fault.As(err) != nil:
		return h.explainLost(w, r, err)
	case err != nil:
		return err
	}
	return Render(w, r, http.StatusOK, lostMailedPage(h.site.Page(w, r, "Look into your mail")))
}

var (
	dropLink = mailedLink{
		Title: "Remove your second factor", Action: "/login/lost-factor/confirm", Verb: "Start the removal",
		Said: "Your authenticator app, passkeys and recovery codes are removed in three days. Until then you can stop it, and we remind you by mail. After that your password alone lets you in.",
	}
	keepLink = mailedLink{
		Title: "Keep your second factor", Action: "/login/lost-factor/stop", Verb: "Stop the removal",
		Said: "Nothing is removed. If somebody else asked for it, they know your password: set a new one afterwards.",
	}
)

func (h pages) removal(w http.ResponseWriter, r *http.Request) error { return h.link(w, r, dropLink) }

func (h pages) confirmRemoval(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	due, err := h.Factors.ConfirmRemoval(r.Context(), identitysvc.RemovalLinkInput{Token: r.PostForm.Get("token")})
	return h.followed(w, r, err, dropLink,
		"The removal has started. It happens on "+ui.Exact(due)+". We remind you by mail, and each mail can stop it.", "/login")
}

func (h pages) keep(w http.ResponseWriter, r *http.Request) error { return h.link(w, r, keepLink) }

func (h pages) stopRemoval(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	err := h.Factors.StopRemoval(r.Context(), identitysvc.RemovalLinkInput{Token: r.PostForm.Get("token")})
	return h.followed(w, r, err, keepLink,
		"Your second factor stays. If it was not you who asked, set a new password now.", "/forgot-password")
}

// confirmable asks somebody who is signed in to show once more who they are.
func (h pages) confirmable(w http.ResponseWriter, r *http.Request) error {
	return h.reconfirm(w, r, nil, h.next(r.URL.Query().Get("next")))
}

func (h pages) reconfirm(w http.ResponseWriter, r *http.Request, problem error, next string) error {
	can, err := h.Factors.Confirmable(r.Context(), auth.Actor(r.Context()))
	if err != nil {
		return err
	}
	page := func(f ui.Form) templ.Component {
		frame := h.site.Page(w, r, "Confirm that it is you")
		return confirmYouPage(frame, f, proofs{
			Action: "/confirm", Next: next, CSRF: frame.CSRF, Methods: can.Methods, Passkey: can.Passkey,
		})
	}
	if problem != nil {
		return Again(w, r, problem, page)
	}
	return Render(w, r, http.StatusOK, page(ui.Form{}))
}

func (h pages) stepUp(w http.ResponseWriter, r *http.Request) error {
	if err := Read(w, r); err != nil {
		return err
	}
	next := h.next(r.PostForm.Get("next"))
	token, err := h.Factors.StepUp(r.Context(), identitysvc.StepUpInput{Actor: auth.Actor(r.Context()), Proof: proof(r)})
	if fault.As(err) != nil && !errors.Is(err, fault.ErrUnauthenticated) {
		return h.reconfirm(w, r, err, next)
	}
	if err != nil {
		return err
	}
	auth.SetCookie(w, h.site.App, token)
	web.Redirect(w, r, next)
	return nil
}
