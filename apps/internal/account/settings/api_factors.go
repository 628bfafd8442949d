package settings

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

func (h operations) registerFactors(a huma.API) {
	api.Handle(a, group.Operation("getMfa", http.MethodGet, "/mfa", "Read how the account is protected", http.StatusOK, ""), h.mfa)
	api.Handle(a, write("enableMfa", http.MethodPost, "/mfa/enable", "Begin to set up an authenticator app",
		"Answers the secret as text and as a picture. Nothing counts until POST /api/v1/auth/mfa/verify has seen a first code. "+needsProof,
		fresh403, http.StatusConflict), h.enable)
	api.Handle(a, write("disableMfa", http.MethodPost, "/mfa/disable", "Remove the authenticator app",
		"Other sign-ins end. With the last second factor the recovery codes go too. "+needsProof, fresh403, http.StatusConflict), h.disable)
	api.Handle(a, write("renewRecoveryCodes", http.MethodPost, "/mfa/recovery-codes", "Make new recovery codes",
		"The old ones stop working; the new ones are shown once. "+needsProof, fresh403, http.StatusConflict), h.renewCodes)

	api.Handle(a, group.Operation("askStepUp", http.MethodPost, "/step-up/options", "Ask how to prove who one is", http.StatusOK,
		"Answers the methods that count, and what navigator.credentials.get is called with where a passkey works on this site."), h.askStepUp)
	api.Handle(a, write("stepUp", http.MethodPost, "/step-up", "Prove once more who one is",
		"For the next 15 minutes the caller may change how they sign in. A browser's session gets a new cookie.",
		fresh403, http.StatusConflict, http.StatusTooManyRequests), h.stepUp)

	api.Handle(a, group.Operation("listPasskeys", http.MethodGet, "/passkeys", "List passkeys", http.StatusOK, ""), h.passkeys)
	api.Handle(a, write("offerPasskey", http.MethodPost, "/passkeys/options", "Begin to add a passkey",
		"Answers what navigator.credentials.create is called with. "+needsProof, fresh403, http.StatusPaymentRequired), h.offer)
	add := write("addPasskey", http.MethodPost, "/passkeys", "Add a passkey", "Takes what the browser answered. "+needsProof, fresh403, http.StatusConflict, http.StatusPaymentRequired)
	add.DefaultStatus = http.StatusCreated
	api.Handle(a, add, h.add)
	api.Handle(a, write("renamePasskey", http.MethodPatch, "/passkeys/{id}", "Rename a passkey", "", http.StatusNotFound), h.rename)
	remove := group.Operation("removePasskey", http.MethodDelete, "/passkeys/{id}", "Remove a passkey", http.StatusNoContent, "Other sign-ins end. "+needsProof)
	remove.Errors = append(remove.Errors, fresh403, http.StatusNotFound, http.StatusConflict)
	api.HandleNothing(a, remove, h.remove)
}

// MFA is how an account is protected.
type MFA struct {
	TOTP          bool       `json:"totp" doc:"An authenticator app is set up."`
	Passkeys      int        `json:"passkeys"`
	RecoveryCodes int        `json:"recoveryCodes" doc:"That were not used yet."`
	Password      bool       `json:"password"`
	RemovalDueAt  *time.Time `json:"removalDueAt,omitempty" doc:"When the second factor goes, if it was reported as lost."`
}

func (h operations) mfa(ctx context.Context, _ *struct{}) (MFA, error) {
	security, err := h.Factors.Security(ctx, auth.Actor(ctx))
	if err != nil {
		return MFA{}, err
	}
	out := MFA{TOTP: security.TOTP, Passkeys: security.Passkeys, RecoveryCodes: security.RecoveryCodes, Password: security.Password}
	if security.Removal != nil {
		due := security.Removal.DueAt()
		out.RemovalDueAt = &due
	}
	return out, nil
}

// Enrolment is what an authenticator app has to know.
type Enrolment struct {
	Secret string `json:"secret" doc:"To type, in base32."`
	URI    string `json:"uri" doc:"For the app: otpauth://totp/…"`
	QRCode string `json:"qrCode" doc:"The address as a picture (SVG)."`
}

func (h operations) enable(ctx context.Context, _ *struct{}) (Enrolment, error) {
	enrolment, err := h.Factors.EnableTOTP(ctx, auth.Actor(ctx))
	if err != nil {
		return Enrolment{}, err
	}
	code, err := qrPath(enrolment.URI)
	return Enrolment{Secret: enrolment.Secret, URI: enrolment.URI, QRCode: code.SVG()}, err
}

func (h operations) disable(ctx context.Context, _ *struct{}) (account.Done, error) {
	return account.Done{}, h.Factors.DisableTOTP(ctx, auth.Actor(ctx))
}

// Codes are recovery codes, shown once.
type Codes struct {
	RecoveryCodes []string `json:"recoveryCodes" doc:"Each works once in the place of a lost factor."`
}

func (h operations) renewCodes(ctx context.Context, _ *struct{}) (Codes, error) {
	codes, err := h.Factors.RenewCodes(ctx, auth.Actor(ctx))
	return Codes{RecoveryCodes: codes}, err
}

// StepUp is how one can prove who one is.
type StepUp struct {
	Methods []string          `json:"methods" enum:"totp,passkey,recovery_code,password" doc:"None: only by signing in again."`
	Passkey *account.Question `json:"passkey,omitempty"`
}

func (h operations) askStepUp(ctx context.Context, _ *struct{}) (StepUp, error) {
	can, err := h.Factors.Confirmable(ctx, auth.Actor(ctx))
	if err != nil {
		return StepUp{}, err
	}
	out := StepUp{Methods: make([]string, len(can.Methods))}
	for i, method := range can.Methods {
		out.Methods[i] = string(method)
	}
	if can.Passkey != nil {
		question, err := account.PresentQuestion(*can.Passkey)
		if err != nil {
			return StepUp{}, err
		}
		out.Passkey = &question
	}
	return out, nil
}

type stepUpInput struct {
	account.Caller

	Body account.Proof
}

func (h operations) stepUp(ctx context.Context, in *stepUpInput) (account.Done, error) {
	proof, err := in.Body.Input()
	if err != nil {
		return account.Done{}, err
	}
	token, err := h.Factors.StepUp(ctx, identitysvc.StepUpInput{Actor: auth.Actor(ctx), Proof: proof})
	if err != nil {
		return account.Done{}, err
	}
	in.Renew(h.app, token)
	return account.Done{}, nil
}

// Passkey is one passkey of an account.
type Passkey struct {
	ID        string     `json:"id" format:"uuid"`
	Name      string     `json:"name"`
	Site      string     `json:"site" doc:"The domain that it works on."`
	Synced    bool       `json:"synced" doc:"It is copied to the person's other devices."`
	CreatedAt time.Time  `json:"createdAt"`
	LastUsed  *time.Time `json:"lastUsedAt,omitempty"`
}

// Passkeys are the passkeys of an account.
type Passkeys struct {
	Passkeys []Passkey `json:"passkeys"`
}

func (h operations) passkeys(ctx context.Context, _ *struct{}) (Passkeys, error) {
	security, err := h.Factors.Security(ctx, auth.Actor(ctx))
	if err != nil {
		return Passkeys{}, err
	}
	out := Passkeys{Passkeys: make([]Passkey, len(security.Keys))}
	for i, k := range security.Keys {
		out.Passkeys[i] = Passkey{ID: k.ID.String(), Name: k.Name, Site: k.Site, Synced: k.BackedUp, CreatedAt: k.CreatedAt}
		if used := k.LastUsedAt; !used.IsZero() {
			out.Passkeys[i].LastUsed = &used
		}
	}
	return out, nil
}

func (h operations) offer(ctx context.Context, _ *struct{}) (account.Question, error) {
	question, err := h.Factors.OfferPasskey(ctx, auth.Actor(ctx))
	if err != nil {
		return account.Question{}, err
	}
	return account.PresentQuestion(question)
}

type addInput struct {
	account.Caller

	Body struct {
		Question   string         `json:"question"`
		Credential map[string]any `json:"credential" doc:"What the browser answered, in the JSON form of Web Authentication level 3."`
		Name       string         `json:"name,omitempty" doc:"Left out: after the device."`
	}
}

// Added is what adding a factor leaves to show.
type Added struct {
	RecoveryCodes []string `json:"recoveryCodes,omitempty" doc:"Shown once, with the first second factor."`
}

func (h operations) add(ctx context.Context, in *addInput) (Added, error) {
	answer, err := account.Answer(in.Body.Credential)
	if err != nil {
		return Added{}, err
	}
	changed, err := h.Factors.AddPasskey(ctx, identitysvc.AddPasskeyInput{
		Actor: auth.Actor(ctx), Question: in.Body.Question, Answer: answer, Name: in.Body.Name, Client: in.Client(),
	})
	if err != nil {
		return Added{}, err
	}
	in.Renew(h.app, changed.Session)
	return Added{RecoveryCodes: changed.Codes}, nil
}

type renameInput struct {
	ID   string `path:"id" format:"uuid"`
	Body struct {
		Name string `json:"name"`
	}
}

func (h operations) rename(ctx context.Context, in *renameInput) (account.Done, error) {
	passkey, err := passkeyOf(in.ID)
	if err != nil {
		return account.Done{}, err
	}
	return account.Done{}, h.Factors.RenamePasskey(ctx, identitysvc.RenamePasskeyInput{Actor: auth.Actor(ctx), Passkey: passkey, Name: in.Body.Name})
}

type removeInput struct {
	ID string `path:"id" format:"uuid"`
}

func (h operations) remove(ctx context.Context, in *removeInput) error {
	passkey, err := passkeyOf(in.ID)
	if err != nil {
		return err
	}
	return h.Factors.RemovePasskey(ctx, identitysvc.RemovePasskeyInput{Actor: auth.Actor(ctx), Passkey: passkey})
}
