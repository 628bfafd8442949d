package identity

import (
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// Factors is what an account has beside its password.
type Factors struct {
	TOTP          bool // an authenticator app, confirmed
	Passkeys      int
	RecoveryCodes int // that were not used yet
}

// Any tells whether signing in takes a second proof. Recovery codes alone are none: they
// stand in for a factor that is lost.
func (f Factors) Any() bool { return f.TOTP || f.Passkeys > 0 }

// Methods lists what may answer a challenge, the most convenient first.
func (f Factors) Methods() []Method {
	var list []Method
	if f.Passkeys > 0 {
		list = append(list, MethodPasskey)
	}
	if f.TOTP {
		list = append(list, MethodTOTP)
	}
	if f.RecoveryCodes > 0 && f.Any() {
		list = append(list, MethodRecovery)
	}
	return list
}

// MaxPasskeys is how many passkeys an account may have, MaxPasskeyName how long a name is.
const (
	MaxPasskeys    = 20
	MaxPasskeyName = 60
)

// Passkey is a key pair on somebody's device, of which we keep the public half.
type Passkey struct {
	ID             id.Passkey
	User           id.User
	Site           string // the domain that it works on (WebAuthn's relying party)
	Credential     []byte // the device's name for it
	Public         []byte // COSE key
	SignCount      uint32
	Transports     string // how a browser reaches the device, with spaces between
	Model          string // AAGUID of the device's maker and model, in hex; zeros when not told
	BackupEligible bool
	BackedUp       bool // it is copied to the person's other devices
	Name           string
	CreatedAt      time.Time
	LastUsedAt     time.Time // zero until its first use
}

// Ceremony is one question to a browser about a passkey.
type Ceremony struct {
	Options []byte // JSON, what navigator.credentials is called with
	State   []byte // what is needed to check the answer; whoever asks keeps it sealed
}

// Claim is whom an answer to a passkey question says that it is from; unproven.
type Claim struct {
	User       id.User
	Credential []byte
	Challenge  []byte // names the question, so that no answer counts twice
}

// NormalPasskeyName gives a name on one line, or the fallback for none.
func NormalPasskeyName(name, fallback string) string {
	if name = NormalName(name); name == "" {
		return fallback
	}
	return name
}

// CheckPasskeyName notes what is wrong with the name of a passkey in its normal form.
func CheckPasskeyName(c *fault.Check, field, name string) {
	c.Required(field, name, "Give the passkey a name, such as the device that it is on.")
	c.MaxLen(field, name, MaxPasskeyName)
	c.PlainText(field, name)
}
