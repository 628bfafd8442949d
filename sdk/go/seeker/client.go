package seeker

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// API is the client of the seeker app. It keeps the tokens of one sign-in and refreshes
// them in time. It is safe for use by several goroutines.
type API struct {
	*ClientWithResponses

	mu      sync.Mutex
	access  string
	refresh string
	until   time.Time
}

// refreshBefore is how long before its end an access token is exchanged.
const refreshBefore = 30 * time.Second

// New makes a client of the app at baseURL, e.g. "https://jobs.example.org". Without
// SignIn or WithToken it calls as a visitor.
func New(baseURL string, options ...ClientOption) (*API, error) {
	a := &API{}
	client, err := NewClientWithResponses(strings.TrimRight(baseURL, "/"), append([]ClientOption{WithRequestEditorFn(a.authorise)}, options...)...)
	a.ClientWithResponses = client
	return a, err
}

// WithToken sends an access token of your own with every request.
func WithToken(token string) ClientOption {
	return WithRequestEditorFn(func(_ context.Context, r *http.Request) error {
		r.Header.Set("Authorization", "Bearer "+token)
		return nil
	})
}

// SecondProofNeeded says that the account has a second factor: go on with Confirm.
type SecondProofNeeded struct{ Challenge }

// Error implements error.
func (e *SecondProofNeeded) Error() string {
	return "the account has a second factor: confirm the sign-in"
}

// SignIn signs in and uses the tokens for all later requests. It answers a
// *SecondProofNeeded where the account has a second factor.
func (a *API) SignIn(ctx context.Context, email, password string) (Account, error) {
	login, err := Data[Login](a.LoginWithResponse(ctx, LoginInputBody{Email: email, Password: password}))
	if err != nil {
		return Account{}, err
	}
	return a.signedIn(login)
}

// Confirm finishes a sign-in with a code of the authenticator app, or a recovery code.
func (a *API) Confirm(ctx context.Context, needed *SecondProofNeeded, method VerifyInputBodyMethod, code string) (Account, error) {
	login, err := Data[Login](a.VerifyMfaWithResponse(ctx, VerifyInputBody{Challenge: &needed.Challenge.Challenge, Method: &method, Code: &code}))
	if err != nil {
		return Account{}, err
	}
	return a.signedIn(login)
}

func (a *API) signedIn(login Login) (Account, error) {
	if login.Mfa != nil {
		return Account{}, &SecondProofNeeded{*login.Mfa}
	}
	if login.AccessToken == nil || login.RefreshToken == nil || login.ExpiresIn == nil || login.User == nil {
		return Account{}, &Error{Code: "unreadable", Message: "The answer holds neither tokens nor a challenge."}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.keep(*login.AccessToken, *login.RefreshToken, *login.ExpiresIn)
	return *login.User, nil
}

// SignOut ends the sign-in here and on the server.
func (a *API) SignOut(ctx context.Context) error {
	a.mu.Lock()
	refresh := a.refresh
	a.mu.Unlock()
	_, err := Data[json.RawMessage](a.LogoutWithResponse(ctx, LogoutInputBody{RefreshToken: &refresh}))
	a.mu.Lock()
	defer a.mu.Unlock()
	a.access, a.refresh = "", ""
	return err
}

func (a *API) keep(access, refresh string, seconds int64) {
	a.access, a.refresh = access, refresh
	a.until = time.Now().Add(time.Duration(seconds) * time.Second)
}

// authorise puts the access token on a request. Requests about tokens go as they are.
func (a *API) authorise(ctx context.Context, r *http.Request) error {
	if strings.HasSuffix(r.URL.Path, "/auth/login") || strings.HasSuffix(r.URL.Path, "/auth/refresh") {
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.access == "" {
		return nil
	}
	if time.Until(a.until) < refreshBefore {
		// One refresh at a time: a refresh token works once.
		tokens, err := Data[Tokens](a.RefreshWithResponse(ctx, RefreshInputBody{RefreshToken: a.refresh}))
		if err != nil {
			return err
		}
		a.keep(tokens.AccessToken, tokens.RefreshToken, tokens.ExpiresIn)
	}
	r.Header.Set("Authorization", "Bearer "+a.access)
	return nil
}

// Idempotent lets a POST be sent again without a second effect: the same key answers
// the first answer.
func Idempotent(key string) RequestEditorFn {
	return func(_ context.Context, r *http.Request) error {
		r.Header.Set("Idempotency-Key", key)
		return nil
	}
}

// NewKey makes a key for Idempotent. Keep it for as long as the request may be repeated.
func NewKey() string { return rand.Text() }

// Error is a failed answer.
type Error struct {
	Status     int
	Code       string // stable, to switch on
	Message    string // what happened and what to do, for people
	Violations []Violation
}

// Error implements error.
func (e *Error) Error() string {
	return fmt.Sprintf("%s (%d): %s", e.Code, e.Status, e.Message)
}

// Answer is what the generated methods whose names end in WithResponse give.
type Answer interface {
	StatusCode() int
	GetBody() []byte
}

// Data takes the data of type T out of an answer's envelope. A failed answer becomes an *Error.
func Data[T any](answer Answer, err error) (T, error) {
	data, _, err := open[T](answer, err)
	return data, err
}

// List takes one page of a list out of an answer's envelope.
func List[T any](answer Answer, err error) ([]T, Pagination, error) {
	return open[[]T](answer, err)
}

// Bytes gives the body of an answer that is a file.
func Bytes(answer Answer, err error) ([]byte, error) {
	if err == nil {
		err = failure(answer)
	}
	if err != nil {
		return nil, err
	}
	return answer.GetBody(), nil
}

func open[T any](answer Answer, err error) (T, Pagination, error) {
	var envelope struct {
		Data       T          `json:"data"`
		Pagination Pagination `json:"pagination"`
	}
	if err == nil {
		err = failure(answer)
	}
	if err == nil && answer.StatusCode() != http.StatusNoContent {
		err = json.Unmarshal(answer.GetBody(), &envelope)
	}
	return envelope.Data, envelope.Pagination, err
}

func failure(answer Answer) error {
	if answer.StatusCode() < http.StatusMultipleChoices {
		return nil
	}
	var failed Failure
	if err := json.Unmarshal(answer.GetBody(), &failed); err != nil {
		return &Error{Status: answer.StatusCode(), Code: "unreadable", Message: "The answer is none of this API. Check the address."}
	}
	e := &Error{Status: answer.StatusCode(), Code: failed.Error.Code, Message: failed.Error.Message}
	if failed.Error.Details.Violations != nil {
		e.Violations = *failed.Error.Details.Violations
	}
	return e
}
