package memory

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// PasskeyService asks and checks without any cryptography: it believes whatever names the
// right question, site and credential. Each app in it is a site of its own.
type PasskeyService struct{ sites map[identity.App]string }

var _ ports.Passkeys = PasskeyService{}

// NewPasskeyService makes a service for the apps, each on its domain.
func NewPasskeyService(domains map[identity.App]string) PasskeyService {
	return PasskeyService{domains}
}

// question is both what a device is asked and what is needed to check its answer.
type question struct {
	Site      string
	Challenge string
	User      id.User  // zero: anybody
	Named     []string // credentials: those to leave out of an offer, or those to choose from
}

// answered is what a device says.
type answered struct {
	Site, Challenge, Credential string
	User                        id.User
	Count                       uint32
}

func (p PasskeyService) ask(app identity.App, user id.User, named []identity.Passkey) (identity.Ceremony, error) {
	site, ok := p.sites[app]
	if !ok {
		return identity.Ceremony{}, identity.ErrPasskeyFailed
	}
	q := question{Site: site, Challenge: rand.Text(), User: user}
	for _, passkey := range named {
		if passkey.Site == site {
			q.Named = append(q.Named, hex.EncodeToString(passkey.Credential))
		}
	}
	text, err := json.Marshal(q)
	return identity.Ceremony{Options: text, State: text}, err
}

// Offer implements ports.Passkeys.
func (p PasskeyService) Offer(app identity.App, user identity.User, have []identity.Passkey) (identity.Ceremony, error) {
	return p.ask(app, user.ID, have)
}

// Register implements ports.Passkeys.
func (p PasskeyService) Register(app identity.App, user identity.User, state, answer []byte) (identity.Passkey, error) {
	q, a, err := p.read(app, state, answer)
	if err != nil || a.User != user.ID || q.User != user.ID {
		return identity.Passkey{}, identity.ErrPasskeyFailed.Wrap(err)
	}
	credential, err := hex.DecodeString(a.Credential)
	if err != nil {
		return identity.Passkey{}, identity.ErrPasskeyFailed.Wrap(err)
	}
	return identity.Passkey{User: user.ID, Site: q.Site, Credential: credential, Public: credential, SignCount: a.Count}, nil
}

// Ask implements ports.Passkeys.
func (p PasskeyService) Ask(app identity.App, of []identity.Passkey) (identity.Ceremony, error) {
	if len(of) == 0 {
		return p.ask(app, id.User{}, nil)
	}
	if !slices.ContainsFunc(of, func(passkey identity.Passkey) bool { return passkey.Site == p.sites[app] }) {
		return identity.Ceremony{}, identity.ErrPasskeyFailed
	}
	return p.ask(app, of[0].User, of)
}

// Claim implements ports.Passkeys.
func (PasskeyService) Claim(answer []byte) (identity.Claim, error) {
	var a answered
	if err := json.Unmarshal(answer, &a); err != nil || a.Credential == "" {
		return identity.Claim{}, identity.ErrPasskeyFailed.Wrap(err)
	}
	credential, err := hex.DecodeString(a.Credential)
	if err != nil {
		return identity.Claim{}, identity.ErrPasskeyFailed.Wrap(err)
	}
	return identity.Claim{User: a.User, Credential: credential, Challenge: []byte(a.Challenge)}, nil
}

// Check implements ports.Passkeys.
func (p PasskeyService) Check(app identity.App, have []identity.Passkey, state, answer []byte) (identity.Passkey, error) {
	q, a, err := p.read(app, state, answer)
	if err != nil {
		return identity.Passkey{}, identity.ErrPasskeyFailed.Wrap(err)
	}
	credential, err := hex.DecodeString(a.Credential)
	if err != nil || len(q.Named) > 0 && !slices.Contains(q.Named, a.Credential) {
		return identity.Passkey{}, identity.ErrPasskeyFailed.Wrap(err)
	}
	for _, passkey := range have {
		if bytes.Equal(passkey.Credential, credential) && passkey.User == a.User && passkey.Site == q.Site && a.Count > passkey.SignCount {
			passkey.SignCount = a.Count
			return passkey, nil
		}
	}
	return identity.Passkey{}, identity.ErrPasskeyFailed
}

var errOtherQuestion = errors.New("memory: the answer is to another question")

func (p PasskeyService) read(app identity.App, state, answer []byte) (q question, a answered, err error) {
	if err := errors.Join(json.Unmarshal(state, &q), json.Unmarshal(answer, &a)); err != nil {
		return q, a, err
	}
	if q.Challenge == "" || a.Challenge != q.Challenge || a.Site != q.Site || q.Site != p.sites[app] {
		return q, a, errOtherQuestion
	}
	return q, a, nil
}

// Authenticator is a device that holds one passkey of a PasskeyService.
type Authenticator struct{ answered }

// ErrExcluded is what a device answers that holds one of the passkeys to leave out.
var ErrExcluded = errors.New("memory: the device holds a passkey of the account already")

// Create makes the device's passkey.
func (d *Authenticator) Create(options []byte) ([]byte, error) {
	var q question
	if err := json.Unmarshal(options, &q); err != nil {
		return nil, err
	}
	if slices.Contains(q.Named, d.Credential) {
		return nil, ErrExcluded
	}
	d.answered = answered{Site: q.Site, Challenge: q.Challenge, Credential: hex.EncodeToString([]byte(rand.Text())), User: q.User, Count: 1}
	return json.Marshal(d.answered)
}

// Get answers with the device's passkey, asked for or not.
func (d *Authenticator) Get(options []byte) ([]byte, error) {
	var q question
	if err := json.Unmarshal(options, &q); err != nil {
		return nil, err
	}
	d.Challenge, d.Count = q.Challenge, d.Count+1
	return json.Marshal(d.answered)
}

// Rewind sets the device's counter back, as that of a copy would be.
func (d *Authenticator) Rewind() { d.Count = 0 }
