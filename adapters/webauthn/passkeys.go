// Package webauthn speaks with browsers about passkeys (Web Authentication, level 3). It must
// not know where passkeys are kept or what they open.
package webauthn

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Passkeys implements ports.Passkeys.
type Passkeys struct {
	// sites are the relying parties; an app whose address cannot have passkeys has none.
	sites map[identity.App]*webauthn.WebAuthn
}

var _ ports.Passkeys = (*Passkeys)(nil)

// New makes the speaker for the apps, each of which is reached at its address, e.g.
// "https://jobs.example.org". Apps that share a domain share passkeys.
func New(addresses map[identity.App]string) (*Passkeys, error) {
	domains, err := domainsOf(addresses)
	if err != nil {
		return nil, err
	}
	p := &Passkeys{sites: map[identity.App]*webauthn.WebAuthn{}}
	for app, domain := range domains {
		if domain == "" {
			continue
		}
		p.sites[app], err = webauthn.New(&webauthn.Config{
			RPID: domain, RPDisplayName: "ApplyForUs", RPOrigins: []string{addresses[app]},
			AttestationPreference: protocol.PreferNoAttestation,
			AuthenticatorSelection: protocol.AuthenticatorSelection{
				ResidentKey: protocol.ResidentKeyRequirementPreferred, UserVerification: protocol.VerificationPreferred,
			},
		})
		if err != nil {
			return nil, fmt.Errorf("webauthn: %s: %w", app, err)
		}
	}
	return p, nil
}

var errNoSite = errors.New("webauthn: passkeys need a domain; an address of numbers cannot have them")

func (p *Passkeys) site(app identity.App) (*webauthn.WebAuthn, error) {
	site, ok := p.sites[app]
	if !ok {
		return nil, identity.ErrPasskeyFailed.Wrap(errNoSite)
	}
	return site, nil
}

// Offer implements ports.Passkeys.
func (p *Passkeys) Offer(app identity.App, user identity.User, have []identity.Passkey) (identity.Ceremony, error) {
	site, err := p.site(app)
	if err != nil {
		return identity.Ceremony{}, err
	}
	owner := p.owner(site, user, have)
	offer, session, err := site.BeginRegistration(owner, webauthn.WithExclusions(owner.descriptors()))
	if err != nil {
		return identity.Ceremony{}, fmt.Errorf("webauthn: offer: %w", err)
	}
	return ceremony(offer.Response, session)
}

// Register implements ports.Passkeys.
func (p *Passkeys) Register(app identity.App, user identity.User, state, answer []byte) (identity.Passkey, error) {
	site, session, err := p.resume(app, state)
	if err != nil {
		return identity.Passkey{}, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return identity.Passkey{}, failed(err)
	}
	made, err := site.CreateCredential(p.owner(site, user, nil), session, parsed)
	if err != nil {
		return identity.Passkey{}, failed(err)
	}
	transports := make([]string, len(made.Transport))
	for i, transport := range made.Transport {
		transports[i] = string(transport)
	}
	return identity.Passkey{
		User: user.ID, Site: site.Config.RPID, Credential: made.ID, Public: made.PublicKey, SignCount: made.Authenticator.SignCount,
		Transports: strings.Join(transports, " "), Model: hex.EncodeToString(made.Authenticator.AAGUID),
		BackupEligible: made.Flags.BackupEligible, BackedUp: made.Flags.BackupState,
	}, nil
}

// Ask implements ports.Passkeys. Of somebody who is not known yet the device must have asked
// for a fingerprint or a PIN, because nothing else stands between the account and a thief;
// as a second factor, holding the device is enough.
func (p *Passkeys) Ask(app identity.App, of []identity.Passkey) (identity.Ceremony, error) {
	site, err := p.site(app)
	if err != nil {
		return identity.Ceremony{}, err
	}
	if len(of) == 0 {
		question, session, err := site.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
		if err != nil {
			return identity.Ceremony{}, fmt.Errorf("webauthn: ask: %w", err)
		}
		return ceremony(question.Response, session)
	}
	owner := p.owner(site, identity.User{ID: of[0].User}, of)
	if len(owner.keys) == 0 {
		return identity.Ceremony{}, identity.ErrPasskeyFailed
	}
	question, session, err := site.BeginLogin(owner)
	if err != nil {
		return identity.Ceremony{}, fmt.Errorf("webauthn: ask: %w", err)
	}
	return ceremony(question.Response, session)
}

// Claim implements ports.Passkeys.
func (p *Passkeys) Claim(answer []byte) (identity.Claim, error) {
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return identity.Claim{}, failed(err)
	}
	claim := identity.Claim{Credential: parsed.RawID, Challenge: []byte(parsed.Response.CollectedClientData.Challenge)}
	if handle := parsed.Response.UserHandle; len(handle) == len(claim.User) {
		claim.User = id.User(handle)
	}
	return claim, nil
}

// Check implements ports.Passkeys.
func (p *Passkeys) Check(app identity.App, have []identity.Passkey, state, answer []byte) (identity.Passkey, error) {
	site, session, err := p.resume(app, state)
	if err != nil {
		return identity.Passkey{}, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return identity.Passkey{}, failed(err)
	}
	used, err := verify(site, session, p.claimed(site, have), parsed)
	if err != nil {
		return identity.Passkey{}, failed(err)
	}
	if used.Authenticator.CloneWarning { // the counter went backwards: somebody may have copied the key
		return identity.Passkey{}, failed(errors.New("webauthn: the counter of the key went backwards"))
	}
	for _, passkey := range have {
		if bytes.Equal(passkey.Credential, used.ID) {
			passkey.SignCount, passkey.BackedUp = used.Authenticator.SignCount, used.Flags.BackupState
			return passkey, nil
		}
	}
	return identity.Passkey{}, identity.ErrPasskeyFailed
}

// verify checks an answer to a question that was put to the owner, or to nobody in particular.
func verify(site *webauthn.WebAuthn, session webauthn.SessionData, who owner, parsed *protocol.ParsedCredentialAssertionData) (*webauthn.Credential, error) {
	if len(session.UserID) > 0 {
		return site.ValidateLogin(who, session, parsed)
	}
	return site.ValidateDiscoverableLogin(func(_, handle []byte) (webauthn.User, error) {
		if !bytes.Equal(handle, who.WebAuthnID()) {
			return nil, errors.New("webauthn: the answer is another person's")
		}
		return who, nil
	}, session, parsed)
}

func (p *Passkeys) resume(app identity.App, state []byte) (*webauthn.WebAuthn, webauthn.SessionData, error) {
	var session webauthn.SessionData
	site, err := p.site(app)
	if err != nil {
		return nil, session, err
	}
	if err := json.Unmarshal(state, &session); err != nil {
		return nil, session, failed(err)
	}
	return site, session, nil
}

func ceremony(options any, session *webauthn.SessionData) (identity.Ceremony, error) {
	asked, err1 := json.Marshal(options)
	state, err2 := json.Marshal(session)
	return identity.Ceremony{Options: asked, State: state}, errors.Join(err1, err2)
}

func failed(err error) error { return identity.ErrPasskeyFailed.Wrap(err) }

// owner is a person as the library sees them, with their passkeys of one site.
type owner struct {
	user identity.User
	keys []webauthn.Credential
}

func (p *Passkeys) owner(site *webauthn.WebAuthn, user identity.User, have []identity.Passkey) owner {
	o := owner{user: user}
	for _, passkey := range have {
		if passkey.Site != site.Config.RPID {
			continue
		}
		credential := webauthn.Credential{
			ID: passkey.Credential, PublicKey: passkey.Public,
			Flags:         webauthn.CredentialFlags{BackupEligible: passkey.BackupEligible, BackupState: passkey.BackedUp},
			Authenticator: webauthn.Authenticator{SignCount: passkey.SignCount},
		}
		for _, transport := range strings.Fields(passkey.Transports) {
			credential.Transport = append(credential.Transport, protocol.AuthenticatorTransport(transport))
		}
		o.keys = append(o.keys, credential)
	}
	return o
}

// claimed is the owner of the passkeys; nobody if there are none.
func (p *Passkeys) claimed(site *webauthn.WebAuthn, have []identity.Passkey) owner {
	if len(have) == 0 {
		return owner{}
	}
	return p.owner(site, identity.User{ID: have[0].User}, have)
}

func (o owner) descriptors() []protocol.CredentialDescriptor {
	list := make([]protocol.CredentialDescriptor, len(o.keys))
	for i := range o.keys {
		list[i] = o.keys[i].Descriptor()
	}
	return list
}

// WebAuthnID implements webauthn.User.
func (o owner) WebAuthnID() []byte { return o.user.ID[:] }

// WebAuthnName implements webauthn.User.
func (o owner) WebAuthnName() string { return o.user.Email }

// WebAuthnDisplayName implements webauthn.User.
func (o owner) WebAuthnDisplayName() string { return o.user.Name }

// WebAuthnCredentials implements webauthn.User.
func (o owner) WebAuthnCredentials() []webauthn.Credential { return o.keys }
