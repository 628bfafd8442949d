package account_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/identity"
)

// client is a program that is signed in with tokens.
func (a *app) client() string {
	a.t.Helper()
	a.call(http.MethodPost, "/register", "", map[string]string{"email": adaEmail, "password": adaPassword, "name": "Ada Berg"})
	status, _, in := a.call(http.MethodPost, "/login", "", map[string]string{"email": adaEmail, "password": adaPassword})
	access, _ := in.Data["accessToken"].(string)
	if status != http.StatusOK || access == "" {
		a.t.Fatalf("%d %+v", status, in)
	}
	return access
}

func (a *app) want(status int, code, method, path, bearer string, body any) envelope {
	a.t.Helper()
	got, _, answer := a.call(method, path, bearer, body)
	if got != status || answer.Error.Code != code {
		a.t.Fatalf("%s %s: %d %+v, want %d %s", method, path, got, answer, status, code)
	}
	return answer
}

type object = map[string]any

func TestAPIMFA(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	access := a.client()
	enrolment := a.want(200, "", http.MethodPost, "/mfa/enable", access, nil)
	secret, _ := enrolment.Data["secret"].(string)
	if picture, _ := enrolment.Data["qrCode"].(string); !strings.HasPrefix(picture, "<svg ") {
		t.Errorf("picture %q", picture)
	}
	p := newPhone(t, secret)
	a.want(422, "identity.wrong_code", http.MethodPost, "/mfa/verify", access, object{"code": "000000"})
	verified := a.want(200, "", http.MethodPost, "/mfa/verify", access, object{"code": p.code(-1)})
	codes, _ := verified.Data["recoveryCodes"].([]any)
	if len(codes) != 10 || verified.Data["accessToken"] != nil {
		t.Fatalf("%+v", verified.Data)
	}
	a.want(409, "identity.factor_on", http.MethodPost, "/mfa/enable", access, nil)

	login := a.want(200, "", http.MethodPost, "/login", "", object{"email": adaEmail, "password": adaPassword})
	mfa, _ := login.Data["mfa"].(object)
	challenge, _ := mfa["challenge"].(string)
	if challenge == "" || login.Data["accessToken"] != nil || login.Data["user"] != nil {
		t.Fatalf("a password alone answers %+v", login.Data)
	}
	a.want(401, "identity.challenge_invalid", http.MethodPost, "/mfa/verify", "", object{"challenge": "x", "code": p.code(0)})
	a.want(422, "identity.wrong_code", http.MethodPost, "/mfa/verify", "", object{"challenge": challenge, "method": "recovery_code", "code": "x"})
	in := a.want(200, "", http.MethodPost, "/mfa/verify", "", object{"challenge": challenge, "code": p.code(0)})
	access, _ = in.Data["accessToken"].(string)
	if access == "" || in.Data["user"] == nil {
		t.Fatalf("%+v", in.Data)
	}
	status := a.want(200, "", http.MethodGet, "/mfa", access, nil)
	if status.Data["totp"] != true || status.Data["recoveryCodes"] != 10.0 || status.Data["password"] != true {
		t.Errorf("%+v", status.Data)
	}
	fresh := a.want(200, "", http.MethodPost, "/mfa/recovery-codes", access, nil)
	if list, _ := fresh.Data["recoveryCodes"].([]any); len(list) != 10 || list[0] == codes[0] {
		t.Errorf("%+v", fresh.Data)
	}
	a.want(200, "", http.MethodPost, "/mfa/disable", access, nil)
	a.want(409, "identity.no_factor", http.MethodPost, "/mfa/disable", access, nil)
}

func TestAPIStepUp(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	access := a.client()
	if err := a.AgeClients(adaEmail, identity.ProofWindow); err != nil {
		t.Fatal(err)
	}
	for _, call := range [][2]string{{"POST", "/mfa/enable"}, {"POST", "/mfa/disable"}, {"POST", "/mfa/recovery-codes"}, {"POST", "/passkeys/options"}} {
		a.want(403, "identity.proof_needed", call[0], call[1], access, nil)
	}
	a.want(403, "identity.proof_needed", http.MethodPost, "/email", access, object{"email": "new@example.org"})
	a.want(403, "identity.proof_needed", http.MethodPost, "/password", access, object{"password": otherPassword})
	options := a.want(200, "", http.MethodPost, "/step-up/options", access, nil)
	if methods, _ := options.Data["methods"].([]any); len(methods) != 1 || methods[0] != "password" {
		t.Errorf("%+v", options.Data)
	}
	a.want(422, "identity.wrong_password", http.MethodPost, "/step-up", access, object{"method": "password", "password": "x"})
	a.want(200, "", http.MethodPost, "/step-up", access, object{"method": "password", "password": adaPassword})
	a.want(200, "", http.MethodPost, "/email", access, object{"email": "new@example.org"})
	a.want(200, "", http.MethodPost, "/email/confirm", "", object{"token": a.Link("/email/confirm")})
	if me := a.want(200, "", http.MethodGet, "/me", access, nil); me.Data["email"] != "new@example.org" {
		t.Errorf("%+v", me.Data)
	}
	undo := a.Link("/email/undo")
	a.want(200, "", http.MethodPost, "/email/undo", "", object{"token": undo})
	a.want(409, "identity.link_invalid", http.MethodPost, "/email/undo", "", object{"token": undo})
	a.want(401, "unauthenticated", http.MethodGet, "/me", access, nil)
}

func TestAPIPasskeys(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	access := a.client()
	device := &memory.Authenticator{}
	answer := func(question envelope, ask func([]byte) ([]byte, error)) object {
		t.Helper()
		options, err := json.Marshal(question.Data["publicKey"])
		if err != nil {
			t.Fatal(err)
		}
		text, err := ask(options)
		if err != nil {
			t.Fatal(err)
		}
		var credential object
		if err := json.Unmarshal(text, &credential); err != nil {
			t.Fatal(err)
		}
		return object{"question": question.Data["question"], "credential": credential}
	}
	body := answer(a.want(200, "", http.MethodPost, "/passkeys/options", access, nil), device.Create)
	body["name"] = "Phone"
	added := a.want(201, "", http.MethodPost, "/passkeys", access, body)
	if codes, _ := added.Data["recoveryCodes"].([]any); len(codes) != 10 {
		t.Errorf("%+v", added.Data)
	}
	list := a.want(200, "", http.MethodGet, "/passkeys", access, nil)
	keys, _ := list.Data["passkeys"].([]any)
	if len(keys) != 1 || keys[0].(object)["name"] != "Phone" {
		t.Fatalf("%+v", list.Data)
	}
	path := "/passkeys/" + keys[0].(object)["id"].(string)
	a.want(200, "", http.MethodPatch, path, access, object{"name": "Laptop"})
	a.want(422, "validation_failed", http.MethodPatch, path, access, object{"name": " "})

	signIn := answer(a.want(200, "", http.MethodPost, "/passkeys/sign-in/options", "", nil), device.Get)
	in := a.want(200, "", http.MethodPost, "/passkeys/sign-in", "", signIn)
	if in.Data["accessToken"] == nil || in.Data["mfa"] != nil {
		t.Errorf("%+v", in.Data)
	}
	a.want(422, "identity.passkey_failed", http.MethodPost, "/passkeys/sign-in", "", signIn)

	login := a.want(200, "", http.MethodPost, "/login", "", object{"email": adaEmail, "password": adaPassword})
	challenge := login.Data["mfa"].(object)["challenge"]
	second := answer(a.want(200, "", http.MethodPost, "/mfa/passkey", "", object{"challenge": challenge}), device.Get)
	second["challenge"], second["method"] = challenge, "passkey"
	if in := a.want(200, "", http.MethodPost, "/mfa/verify", "", second); in.Data["accessToken"] == nil {
		t.Errorf("%+v", in.Data)
	}
	options := a.want(200, "", http.MethodPost, "/step-up/options", access, nil)
	proof := answer(envelope{Data: options.Data["passkey"].(object)}, device.Get)
	proof["method"] = "passkey"
	a.want(200, "", http.MethodPost, "/step-up", access, proof)
	if status, _, _ := a.call(http.MethodDelete, path, access, nil); status != http.StatusNoContent {
		t.Errorf("status %d", status)
	}
	a.want(404, "not_found", http.MethodDelete, path, access, nil)
}

func TestAPILostFactor(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	access := a.client()
	secret, _ := a.want(200, "", http.MethodPost, "/mfa/enable", access, nil).Data["secret"].(string)
	a.want(200, "", http.MethodPost, "/mfa/verify", access, object{"code": newPhone(t, secret).code(-1)})
	login := a.want(200, "", http.MethodPost, "/login", "", object{"email": adaEmail, "password": adaPassword})
	a.want(200, "", http.MethodPost, "/mfa/lost", "", object{"challenge": login.Data["mfa"].(object)["challenge"]})
	if due := a.want(200, "", http.MethodPost, "/mfa/lost/confirm", "", object{"token": a.Link("/login/lost-factor/confirm")}); due.Data["dueAt"] == nil {
		t.Errorf("%+v", due.Data)
	}
	if status := a.want(200, "", http.MethodGet, "/mfa", access, nil); status.Data["removalDueAt"] == nil {
		t.Errorf("%+v", status.Data)
	}
	warning := object{"token": a.Link("/login/lost-factor/stop")}
	a.want(401, "unauthenticated", http.MethodPost, "/mfa/lost/stop", "", object{})
	a.want(200, "", http.MethodPost, "/mfa/lost/stop", access, object{})
	a.want(409, "identity.link_invalid", http.MethodPost, "/mfa/lost/stop", "", warning)
}

func TestAPIPasswords(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	access := a.client()
	var answers []envelope
	for _, email := range []string{adaEmail, "nobody@example.org"} {
		answers = append(answers, a.want(200, "", http.MethodPost, "/forgot-password", "", object{"email": email}))
	}
	if answers[0].Message != answers[1].Message || answers[0].Data["next"] != answers[1].Data["next"] {
		t.Error("the answer tells who has an account")
	}
	a.want(422, "validation_failed", http.MethodPost, "/password", access, object{"currentPassword": "x", "password": otherPassword})
	a.want(200, "", http.MethodPost, "/password", access, object{"currentPassword": adaPassword, "password": otherPassword})
	a.want(200, "", http.MethodGet, "/me", access, nil) // one's own client stays signed in
	a.want(200, "", http.MethodPost, "/forgot-password", "", object{"email": adaEmail})
	token := a.Link("/reset-password")
	a.want(422, "validation_failed", http.MethodPost, "/reset-password", "", object{"token": token, "password": "short"})
	a.want(200, "", http.MethodPost, "/reset-password", "", object{"token": token, "password": adaPassword})
	a.want(409, "identity.link_invalid", http.MethodPost, "/reset-password", "", object{"token": token, "password": adaPassword})
	a.want(401, "unauthenticated", http.MethodGet, "/me", access, nil)
}

func TestAPISessionsAndSettings(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	access := a.client()
	other := a.client()
	list := a.want(200, "", http.MethodGet, "/sessions", access, nil)
	sessions, _ := list.Data["sessions"].([]any)
	if len(sessions) != 2 || sessions[0].(object)["current"] != true || sessions[1].(object)["kind"] != "client" {
		t.Fatalf("%+v", list.Data)
	}
	if status, _, _ := a.call(http.MethodDelete, "/sessions/"+sessions[1].(object)["id"].(string), access, nil); status != http.StatusNoContent {
		t.Errorf("status %d", status)
	}
	a.want(401, "unauthenticated", http.MethodGet, "/me", other, nil)
	other = a.client()
	if status, _, _ := a.call(http.MethodDelete, "/sessions", access, nil); status != http.StatusNoContent {
		t.Errorf("status %d", status)
	}
	a.want(401, "unauthenticated", http.MethodGet, "/me", other, nil)
	a.want(404, "not_found", http.MethodDelete, "/sessions/0190a0b0-0000-7000-8000-000000000000", access, nil)
	saved := a.want(200, "", http.MethodPut, "/settings", access, object{"language": "en", "timeZone": "Europe/Oslo"})
	if saved.Data["timeZone"] != "Europe/Oslo" {
		t.Errorf("%+v", saved.Data)
	}
	a.want(422, "validation_failed", http.MethodPut, "/settings", access, object{"language": "en", "timeZone": "Mars"})
}
