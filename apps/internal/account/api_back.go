package account

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// registerBack mounts the ways back into an account by mail.
func (h operations) registerBack(a huma.API) {
	api.Handle(a, operation("forgotPassword", "/forgot-password", "Ask for a password reset", http.StatusOK,
		"Mails a link that sets a new password if the address has an account. The answer is the same if not."), h.forgotPassword)
	reset := operation("resetPassword", "/reset-password", "Set a new password with a mailed link", http.StatusOK,
		"Takes the token of the mailed link. Everybody is signed out, and nobody is signed in: a second factor is asked for at the next sign-in as always.")
	reset.Errors = append(reset.Errors, http.StatusConflict)
	api.Handle(a, reset, h.resetPassword)
	confirm := operation("confirmEmail", "/email/confirm", "Confirm a new e-mail address", http.StatusOK,
		"Takes the token of the link that was mailed to the new address. The old address is told, and can take the change back for seven days.")
	confirm.Errors = append(confirm.Errors, http.StatusConflict)
	api.Handle(a, confirm, h.confirmEmail)
	undo := operation("undoEmail", "/email/undo", "Take a change of address back", http.StatusOK,
		"Takes the token of the link that was mailed to the old address. The account has that address again, and everybody is signed out.")
	undo.Errors = append(undo.Errors, http.StatusConflict)
	api.Handle(a, undo, h.undoEmail)
}

type forgotInput struct {
	caller

	Body struct {
		Email string `json:"email" example:"ada@example.org"`
	}
}

type resetInput struct {
	Body struct {
		Token    string `json:"token" doc:"The token parameter of the mailed link."`
		Password string `json:"password" doc:"8 to 128 characters, taken exactly as sent. Stolen and usual passwords and one's own name are refused."`
	}
}

type linkInput struct {
	Body struct {
		Token string `json:"token" doc:"The token parameter of the mailed link."`
	}
}

func (h operations) forgotPassword(ctx context.Context, in *forgotInput) (Registered, error) {
	err := h.Account.ForgotPassword(ctx, identitysvc.ForgotPasswordInput{Email: in.Body.Email, App: h.app, Client: in.client})
	return Registered{Next: "check_mail"}, err
}

func (h operations) resetPassword(ctx context.Context, in *resetInput) (Done, error) {
	return Done{}, h.Account.ResetPassword(ctx, identitysvc.ResetPasswordInput{Token: in.Body.Token, Password: in.Body.Password, App: h.app})
}

func (h operations) confirmEmail(ctx context.Context, in *linkInput) (Done, error) {
	return Done{}, h.Account.ConfirmEmail(ctx, identitysvc.EmailLinkInput{Token: in.Body.Token})
}

func (h operations) undoEmail(ctx context.Context, in *linkInput) (Done, error) {
	return Done{}, h.Account.UndoEmail(ctx, identitysvc.EmailLinkInput{Token: in.Body.Token})
}
