package porttest

import (
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// ErrExcluded is what an authenticator answers that holds a passkey of the account already.
var ErrExcluded = errors.New("the authenticator holds one of the excluded credentials")

// Authenticator is a person's device with the browser around it. It answers as the seeker
// site's pages would be answered.
type Authenticator interface {
	Create(options []byte) (answer []byte, err error)
	// Get answers with the first passkey, asked for or not.
	Get(options []byte) (answer []byte, err error)
	// Rewind sets the counter of the first passkey back, as a copy of the device would have it.
	Rewind()
}

func someOwner(n byte) identity.User {
	return identity.User{ID: id.User{n, 1}, Email: "ada@example.org", Name: "Ada Berg"}
}

// SomePasskey registers a passkey on the device for somebody.
func SomePasskey(t *testing.T, passkeys ports.Passkeys, device Authenticator) identity.Passkey {
	t.Helper()
	return register(t, passkeys, device, someOwner(1), nil)
}

func register(t *testing.T, passkeys ports.Passkeys, device Authenticator, owner identity.User, have []identity.Passkey) identity.Passkey {
	t.Helper()
	offer, err := passkeys.Offer(identity.AppSeeker, owner, have)
	must(t, err)
	answer, err := device.Create(offer.Options)
	must(t, err)
	passkey, err := passkeys.Register(identity.AppSeeker, owner, offer.State, answer)
	must(t, err)
	if passkey.User != owner.ID || passkey.Site == "" || len(passkey.Credential) == 0 || len(passkey.Public) == 0 || passkey.Name != "" {
		t.Fatalf("passkey = %+v", passkey)
	}
	passkey.ID = id.Make[id.Passkey](time.Now())
	return passkey
}

// Passkeys runs the suite of ports.Passkeys. The apps must be sites of their own, and the
// admin app one that cannot have passkeys.
func Passkeys(t *testing.T, passkeys ports.Passkeys, newDevice func() Authenticator) {
	t.Helper()
	ask := func(t *testing.T, of ...identity.Passkey) identity.Ceremony {
		t.Helper()
		question, err := passkeys.Ask(identity.AppSeeker, of)
		must(t, err)
		return question
	}
	get := func(t *testing.T, device Authenticator, question identity.Ceremony) []byte {
		t.Helper()
		answer, err := device.Get(question.Options)
		must(t, err)
		return answer
	}
	t.Run("sign in, and as a second factor", func(t *testing.T) {
		t.Parallel()
		device := newDevice()
		passkey := SomePasskey(t, passkeys, device)
		for _, question := range []identity.Ceremony{ask(t), ask(t, passkey)} {
			answer := get(t, device, question)
			claim, err := passkeys.Claim(answer)
			if err != nil || claim.User != passkey.User || string(claim.Credential) != string(passkey.Credential) || len(claim.Challenge) < 16 {
				t.Errorf("Claim = %+v, %v", claim, err)
			}
			used, err := passkeys.Check(identity.AppSeeker, []identity.Passkey{passkey}, question.State, answer)
			if err != nil || used.ID != passkey.ID || used.SignCount <= passkey.SignCount {
				t.Fatalf("Check = %+v, %v", used, err)
			}
			passkey = used
		}
	})
	t.Run("a device takes one passkey of an account", func(t *testing.T) {
		t.Parallel()
		device := newDevice()
		passkey := SomePasskey(t, passkeys, device)
		offer, err := passkeys.Offer(identity.AppSeeker, someOwner(1), []identity.Passkey{passkey})
		must(t, err)
		if _, err := device.Create(offer.Options); !errors.Is(err, ErrExcluded) {
			t.Errorf("err = %v", err)
		}
		register(t, passkeys, newDevice(), someOwner(1), []identity.Passkey{passkey})
	})
	t.Run("refused", func(t *testing.T) {
		t.Parallel()
		device, other := newDevice(), newDevice()
		mine := SomePasskey(t, passkeys, device)
		theirs := register(t, passkeys, other, someOwner(2), nil)
		open, named := ask(t), ask(t, mine)
		late := get(t, device, open)
		device.Rewind()
		copied := get(t, device, open)
		for name, tt := range map[string]struct {
			app    identity.App
			have   []identity.Passkey
			state  []byte
			answer []byte
		}{
			"another question":          {identity.AppSeeker, []identity.Passkey{mine}, ask(t).State, late},
			"another site":              {identity.AppEmployer, []identity.Passkey{mine}, open.State, late},
			"a site without passkeys":   {identity.AppAdmin, []identity.Passkey{mine}, open.State, late},
			"another person's passkeys": {identity.AppSeeker, []identity.Passkey{theirs}, open.State, late},
			"no passkeys":               {identity.AppSeeker, nil, open.State, late},
			"not the one asked for":     {identity.AppSeeker, []identity.Passkey{mine}, named.State, get(t, other, named)},
			"a copy of the device":      {identity.AppSeeker, []identity.Passkey{mine}, open.State, copied},
			"no answer":                 {identity.AppSeeker, []identity.Passkey{mine}, open.State, []byte("{}")},
			"garbage":                   {identity.AppSeeker, []identity.Passkey{mine}, open.State, []byte("\x00")},
			"no state":                  {identity.AppSeeker, []identity.Passkey{mine}, nil, late},
		} {
			if _, err := passkeys.Check(tt.app, tt.have, tt.state, tt.answer); !errors.Is(err, identity.ErrPasskeyFailed) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := passkeys.Check(identity.AppSeeker, []identity.Passkey{mine}, open.State, late); err != nil {
			t.Errorf("the right answer: %v", err)
		}
		for _, answer := range [][]byte{nil, []byte("{}"), []byte("[1]")} {
			if _, err := passkeys.Claim(answer); !errors.Is(err, identity.ErrPasskeyFailed) {
				t.Errorf("Claim(%q): %v", answer, err)
			}
		}
		offer, err := passkeys.Offer(identity.AppSeeker, someOwner(1), nil)
		must(t, err)
		answer, err := newDevice().Create(offer.Options)
		must(t, err)
		second, err := passkeys.Offer(identity.AppSeeker, someOwner(1), nil)
		must(t, err)
		for name, tt := range map[string]struct {
			app           identity.App
			state, answer []byte
		}{
			"another offer": {identity.AppSeeker, second.State, answer}, "another site": {identity.AppEmployer, offer.State, answer},
			"no answer": {identity.AppSeeker, offer.State, []byte("{}")},
		} {
			if _, err := passkeys.Register(tt.app, someOwner(1), tt.state, tt.answer); !errors.Is(err, identity.ErrPasskeyFailed) {
				t.Errorf("registering with %s: %v", name, err)
			}
		}
	})
	t.Run("where there are none", func(t *testing.T) {
		t.Parallel()
		passkey := SomePasskey(t, passkeys, newDevice())
		_, err := passkeys.Ask(identity.AppEmployer, []identity.Passkey{passkey})
		wantErr(t, err, identity.ErrPasskeyFailed)
		_, err = passkeys.Ask(identity.AppAdmin, nil)
		wantErr(t, err, identity.ErrPasskeyFailed)
		_, err = passkeys.Offer(identity.AppAdmin, someOwner(1), nil)
		wantErr(t, err, identity.ErrPasskeyFailed)
	})
}
