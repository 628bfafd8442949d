package identitysvc

import (
	"encoding/base64"
	"encoding/json"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// Question is what a browser is asked about a passkey, and the token that must come back
// with its answer.
type Question struct {
	Token   string
	Options []byte // JSON, what navigator.credentials is called with
}

// aim is what a question about a passkey is for; an answer is good for nothing else.
type aim string

const (
	toRegister aim = "register"
	toSignIn   aim = "sign_in"
	toProve    aim = "prove"
)

// pending is a question that waits for its answer. Whoever was asked keeps it sealed, so
// that a sign-in page that is only looked at leaves nothing behind.
type pending struct {
	State   []byte    `json:"s"`
	Expires time.Time `json:"e"`
}

func questionPurpose(a aim, app identity.App, user id.User) string {
	return "identity.question:" + string(a) + ":" + string(app) + ":" + user.String()
}

func (f *Factors) seal(ceremony identity.Ceremony, a aim, app identity.App, user id.User, life time.Duration) (Question, error) {
	plain, err := json.Marshal(pending{ceremony.State, f.now().Add(life)})
	if err != nil {
		return Question{}, err
	}
	sealed, err := f.sealer.Seal(plain, questionPurpose(a, app, user))
	if err != nil {
		return Question{}, err
	}
	return Question{Token: base64.RawURLEncoding.EncodeToString(sealed), Options: ceremony.Options}, nil
}

// open answers the state of a question, or identity.ErrPasskeyFailed for one that is not
// ours, was for something else, or has expired.
func (v verifier) open(token string, a aim, app identity.App, user id.User) ([]byte, error) {
	sealed, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return nil, identity.ErrPasskeyFailed.Wrap(err)
	}
	plain, err := v.sealer.Open(sealed, questionPurpose(a, app, user))
	if err != nil {
		return nil, identity.ErrPasskeyFailed.Wrap(err)
	}
	var p pending
	if err := json.Unmarshal(plain, &p); err != nil || !v.now.Before(p.Expires) {
		return nil, identity.ErrPasskeyFailed
	}
	return p.State, nil
}
