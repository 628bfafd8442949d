package webauthn_test

import (
	"errors"
	"testing"

	"github.com/descope/virtualwebauthn"

	"github.com/applyforus/applyforus/adapters/webauthn"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

// device is an authenticator with a browser around it, on one origin.
type device struct {
	party virtualwebauthn.RelyingParty
	virtualwebauthn.Authenticator
}

func (d *device) Create(options []byte) ([]byte, error) {
	asked, err := virtualwebauthn.ParseAttestationOptions(string(options))
	if err != nil {
		return nil, err
	}
	for _, credential := range d.Credentials {
		if credential.IsExcludedForAttestation(*asked) {
			return nil, porttest.ErrExcluded
		}
	}
	credential := virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2)
	credential.Counter = 1
	d.Options.UserHandle = []byte(asked.UserID)
	d.AddCredential(credential)
	d.party.ID = asked.RelyingPartyID
	return []byte(virtualwebauthn.CreateAttestationResponse(d.party, d.Authenticator, credential, *asked)), nil
}

func (d *device) Get(options []byte) ([]byte, error) {
	asked, err := virtualwebauthn.ParseAssertionOptions(string(options))
	if err != nil {
		return nil, err
	}
	credential := &d.Credentials[0] // it answers whatever it is asked; refusing is for the other side
	credential.Counter++
	d.party.ID = asked.RelyingPartyID
	return []byte(virtualwebauthn.CreateAssertionResponse(d.party, d.Authenticator, *credential, *asked)), nil
}

func (d *device) Rewind() { d.Credentials[0].Counter = 0 }

func TestPort(t *testing.T) {
	t.Parallel()
	passkeys, err := webauthn.New(map[identity.App]string{
		identity.AppSeeker: "https://jobs.example.org", identity.AppEmployer: "https://hire.example.net", identity.AppAdmin: "http://192.0.2.1:3001",
	})
	if err != nil {
		t.Fatal(err)
	}
	porttest.Passkeys(t, passkeys, func() porttest.Authenticator {
		return &device{party: virtualwebauthn.RelyingParty{Name: "ApplyForUs", Origin: "https://jobs.example.org"}, Authenticator: virtualwebauthn.NewAuthenticator()}
	})
}

// TestSignInWithoutVerification holds that holding a device is not enough to sign in with it
// alone: it must have asked for a fingerprint or a PIN.
func TestSignInWithoutVerification(t *testing.T) {
	t.Parallel()
	passkeys, err := webauthn.New(map[identity.App]string{identity.AppSeeker: "https://jobs.example.org"})
	if err != nil {
		t.Fatal(err)
	}
	held := &device{
		party:         virtualwebauthn.RelyingParty{Origin: "https://jobs.example.org"},
		Authenticator: virtualwebauthn.NewAuthenticatorWithOptions(virtualwebauthn.AuthenticatorOptions{UserNotVerified: true}),
	}
	passkey := porttest.SomePasskey(t, passkeys, held)
	for name, tt := range map[string]struct {
		of []identity.Passkey
		ok bool
	}{"alone": {nil, false}, "as a second factor": {[]identity.Passkey{passkey}, true}} {
		question, err := passkeys.Ask(identity.AppSeeker, tt.of)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := held.Get(question.Options)
		if err != nil {
			t.Fatal(err)
		}
		_, err = passkeys.Check(identity.AppSeeker, []identity.Passkey{passkey}, question.State, answer)
		if (err == nil) != tt.ok || err != nil && !errors.Is(err, identity.ErrPasskeyFailed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestForeignOrigin holds that an answer that was given to another page is worth nothing.
func TestForeignOrigin(t *testing.T) {
	t.Parallel()
	var passkeys ports.Passkeys
	passkeys, err := webauthn.New(map[identity.App]string{identity.AppSeeker: "https://jobs.example.org"})
	if err != nil {
		t.Fatal(err)
	}
	held := &device{party: virtualwebauthn.RelyingParty{Origin: "https://jobs.example.org"}, Authenticator: virtualwebauthn.NewAuthenticator()}
	passkey := porttest.SomePasskey(t, passkeys, held)
	held.party.Origin = "https://jobs.example.org.evil.example"
	question, err := passkeys.Ask(identity.AppSeeker, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := held.Get(question.Options)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := passkeys.Check(identity.AppSeeker, []identity.Passkey{passkey}, question.State, answer); !errors.Is(err, identity.ErrPasskeyFailed) {
		t.Errorf("err = %v", err)
	}
}
