package account

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// registerFactors mounts what proves who somebody is beside a password.
func (h operations) registerFactors(a huma.API) {
	api.Handle(a, operation("verifyMfa", "/mfa/verify", "Verify a second proof", http.StatusOK,
		"With a challenge, finishes the sign-in that it belongs to and answers its tokens. Without one, a signed-in person confirms the "+
			"authenticator app that POST /api/v1/auth/mfa/enable began to set up; the recovery codes in the answer are shown once."), h.verifyMFA)
	api.Handle(a, operation("askSecondPasskey", "/mfa/passkey", "Ask for a passkey as the second proof", http.StatusOK,
		"Answers what navigator.credentials.get is called with, for the sign-in that the challenge belongs to."), h.askSecondPasskey)
	api.Handle(a, operation("askPasskeySignIn", "/passkeys/sign-in/options", "Ask for a passkey to sign in", http.StatusOK,
		"Answers what navigator.credentials.get is called with, whoever sits before the device."), h.askPasskeySignIn)
	api.Handle(a, operation("signInWithPasskey", "/passkeys/sign-in", "Sign in with a passkey", http.StatusOK,
		"Answers tokens for one client. The device must have asked for a fingerprint or a PIN."), h.signInWithPasskey)
	lost := operation("reportLostFactor", "/mfa/lost", "Report a lost second factor", http.StatusOK,
		"For somebody who has shown everything else: the challenge stands for that. Mails a link that starts the removal; the factor goes three days later unless it is stopped.")
	lost.Errors = append(lost.Errors, http.StatusConflict)
	api.Handle(a, lost, h.reportLost)
	confirm := operation("confirmFactorRemoval", "/mfa/lost/confirm", "Start the removal of a lost second factor", http.StatusOK, "Takes the token of the mailed link.")
	confirm.Errors = append(confirm.Errors, http.StatusConflict)
	api.Handle(a, confirm, h.confirmRemoval)
	stop := operation("stopFactorRemoval", "/mfa/lost/stop", "Stop the removal of a second factor", http.StatusOK,
		"Takes the token of a mailed warning; a signed-in person may leave it out to stop the removal of their own.")
	stop.Errors = append(stop.Errors, http.StatusConflict)
	api.Handle(a, stop, h.stopRemoval)
}

// Question is what a browser is asked about a passkey.
type Question struct {
	Question  string         `json:"question" doc:"Comes back with the answer."`
	PublicKey map[string]any `json:"publicKey" doc:"What navigator.credentials is called with, in the JSON form of Web Authentication level 3."`
}

// PresentQuestion shows a question about a passkey.
func PresentQuestion(q identitysvc.Question) (Question, error) {
	out := Question{Question: q.Token}
	return out, json.Unmarshal(q.Options, &out.PublicKey)
}

// Proof is one proof of who somebody is.
type Proof struct {
	Method     string         `json:"method" enum:"totp,passkey,recovery_code,password" doc:"Which of the following is set."`
	Code       string         `json:"code,omitempty" doc:"Of the authenticator app, or a recovery code."`
	Question   string         `json:"question,omitempty" doc:"Of the passkey question that is answered."`
	Credential map[string]any `json:"credential,omitempty" doc:"What the browser answered, in the JSON form of Web Authentication level 3."`
	Password   string         `json:"password,omitempty"`
}

// Input decodes the proof.
func (p Proof) Input() (identitysvc.ProofInput, error) {
	answer, err := Answer(p.Credential)
	return identitysvc.ProofInput{
		Method: identity.Method(p.Method), Code: p.Code, Question: p.Question, Answer: answer, Password: p.Password,
	}, err
}

// Answer gives what a browser answered as it came.
func Answer(credential map[string]any) ([]byte, error) {
	if credential == nil {
		return nil, nil
	}
	return json.Marshal(credential)
}

// Verified is what a second proof leads to.
type Verified struct {
	Login

	RecoveryCodes []string `json:"recoveryCodes,omitempty" doc:"Shown once, when the first second factor is set up. Each works once in the place of a lost factor."`
}

type verifyInput struct {
	Caller

	Body struct {
		Challenge  string         `json:"challenge,omitempty" doc:"Of the sign-in to finish. Left out by a signed-in person who confirms an authenticator app."`
		Method     string         `json:"method,omitempty" enum:"totp,passkey,recovery_code" default:"totp"`
		Code       string         `json:"code,omitempty" example:"123456"`
		Question   string         `json:"question,omitempty"`
		Credential map[string]any `json:"credential,omitempty"`
	}
}

func (h operations) verifyMFA(ctx context.Context, in *verifyInput) (Verified, error) {
	if in.Body.Challenge == "" {
		changed, err := h.Factors.ConfirmTOTP(ctx, identitysvc.ConfirmTOTPInput{Actor: auth.Actor(ctx), Code: in.Body.Code})
		if err != nil {
			return Verified{}, err
		}
		in.Renew(h.app, changed.Session)
		return Verified{RecoveryCodes: changed.Codes}, nil
	}
	proof, err := Proof{Method: in.Body.Method, Code: in.Body.Code, Question: in.Body.Question, Credential: in.Body.Credential}.Input()
	if err != nil {
		return Verified{}, err
	}
	out, err := h.Factors.Answer(ctx, identitysvc.AnswerInput{Challenge: h.challenge(in.Body.Challenge, in.Client()), Proof: proof})
	if err != nil {
		return Verified{}, err
	}
	return Verified{Login: presentLogin(out)}, nil
}

func (h operations) challenge(token string, client identity.Client) identitysvc.ChallengeInput {
	return identitysvc.ChallengeInput{Token: token, App: h.app, Client: client}
}

type challengeInput struct {
	Caller

	Body struct {
		Challenge string `json:"challenge"`
	}
}

func (h operations) askSecondPasskey(ctx context.Context, in *challengeInput) (Question, error) {
	pending, err := h.Factors.Challenge(ctx, h.challenge(in.Body.Challenge, in.Client()))
	if err != nil {
		return Question{}, err
	}
	if pending.Passkey == nil {
		return Question{}, identity.ErrPasskeyFailed.With("No passkey of the account works on this site.")
	}
	return PresentQuestion(*pending.Passkey)
}

func (h operations) askPasskeySignIn(_ context.Context, _ *struct{}) (Question, error) {
	question, err := h.Factors.AskSignIn(h.app)
	if err != nil {
		return Question{}, err
	}
	return PresentQuestion(question)
}

type passkeySignInInput struct {
	Caller

	Body struct {
		Question   string         `json:"question"`
		Credential map[string]any `json:"credential" doc:"What the browser answered, in the JSON form of Web Authentication level 3."`
	}
}

func (h operations) signInWithPasskey(ctx context.Context, in *passkeySignInInput) (Login, error) {
	answer, err := Answer(in.Body.Credential)
	if err != nil {
		return Login{}, err
	}
	out, err := h.Factors.SignIn(ctx, identitysvc.PasskeySignInInput{
		Question: in.Body.Question, Answer: answer, App: h.app, Client: in.Client(),
	})
	if err != nil {
		return Login{}, err
	}
	return presentLogin(out), nil
}

func (h operations) reportLost(ctx context.Context, in *challengeInput) (Registered, error) {
	return Registered{Next: "check_mail"}, h.Factors.LostFactor(ctx, h.challenge(in.Body.Challenge, in.Client()))
}

// Removal is the removal of a lost second factor.
type Removal struct {
	DueAt time.Time `json:"dueAt" doc:"When the second factor goes, unless it is stopped."`
}

func (h operations) confirmRemoval(ctx context.Context, in *linkInput) (Removal, error) {
	due, err := h.Factors.ConfirmRemoval(ctx, identitysvc.RemovalLinkInput{Token: in.Body.Token})
	return Removal{DueAt: due}, err
}

type stopInput struct {
	Body *struct {
		Token string `json:"token,omitempty" doc:"The token parameter of a mailed warning."`
	}
}

func (h operations) stopRemoval(ctx context.Context, in *stopInput) (Done, error) {
	actor := auth.Actor(ctx)
	if in.Body != nil && in.Body.Token != "" {
		return Done{}, h.Factors.StopRemoval(ctx, identitysvc.RemovalLinkInput{Token: in.Body.Token})
	}
	if !actor.SignedIn() {
		return Done{}, fault.ErrUnauthenticated
	}
	return Done{}, h.Factors.CallOffRemoval(ctx, actor)
}
