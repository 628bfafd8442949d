package identity

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // RFC 6238 as every authenticator app speaks it; HMAC does not need collision resistance
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// The form of time-based codes (RFC 6238) that all authenticator apps agree on.
const (
	TOTPDigits = 6
	TOTPStep   = 30 * time.Second
	totpDrift  = 1 // steps that a clock may be off, either way
	totpSecret = 20
)

// issuer names us in the list of an authenticator app.
const issuer = "ApplyForUs"

// TOTP is a person's authenticator app, as it is stored.
type TOTP struct {
	User         id.User
	SealedSecret []byte // see ports.Sealer
	CreatedAt    time.Time
	ConfirmedAt  time.Time // zero until a first code has shown that the app works
	LastStep     int64     // the newest step whose code was used; no code counts twice
}

// Confirmed tells whether the app counts as a second factor.
func (t TOTP) Confirmed() bool { return !t.ConfirmedAt.IsZero() }

// TOTPSecret is what we and the authenticator app share.
type TOTPSecret []byte

// NewTOTPSecret makes a secret of 160 bits, as RFC 4226 advises.
func NewTOTPSecret() TOTPSecret {
	secret := make(TOTPSecret, totpSecret)
	rand.Read(secret)
	return secret
}

var base32Plain = base32.StdEncoding.WithPadding(base32.NoPadding)

// Text gives the secret as it is typed into an app that cannot read pictures.
func (s TOTPSecret) Text() string { return base32Plain.EncodeToString(s) }

// URI gives the address that an authenticator app reads from the picture.
func (s TOTPSecret) URI(email string) string {
	return "otpauth://totp/" + url.PathEscape(issuer+":"+email) + "?secret=" + s.Text() + "&issuer=" + issuer
}

// Code gives the code of a step (RFC 4226, section 5.3).
func (s TOTPSecret) Code(step int64) string {
	mac := hmac.New(sha1.New, s)
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(step)))
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	n := binary.BigEndian.Uint32(sum[at:at+4]) & 0x7fffffff
	return fmt.Sprintf("%0*d", TOTPDigits, n%1_000_000)
}

// TOTPStepAt gives the number of the step that a time lies in.
func TOTPStepAt(now time.Time) int64 { return now.Unix() / int64(TOTPStep/time.Second) }

// Match answers the step that a code belongs to, among the present one and its
// neighbours. ok is false for a wrong code and for one of a step up to last, which was
// used already.
func (s TOTPSecret) Match(code string, last int64, now time.Time) (step int64, ok bool) {
	typed := []byte(digits(code))
	for step = TOTPStepAt(now) - totpDrift; step <= TOTPStepAt(now)+totpDrift; step++ {
		if subtle.ConstantTimeCompare(typed, []byte(s.Code(step))) == 1 && step > last {
			return step, true
		}
	}
	return 0, false
}

// digits gives a code without the spaces that apps show in it.
func digits(code string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\u00a0' || r == '\u202f' {
			return -1
		}
		return r
	}, code)
}
