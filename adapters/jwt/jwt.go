// Package jwt writes and reads access tokens as JSON Web Tokens signed with Ed25519
// (RFC 7519, RFC 8037, profile of RFC 9068). It must not know who may do what.
package jwt

import (
	"crypto/ed25519"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

const (
	// tokenType keeps other JWTs, such as ID tokens, from passing as access tokens
	// (RFC 9068, section 2.1).
	tokenType = "at+jwt"
	// leeway allows for clocks of several servers that differ a little.
	leeway = 5 * time.Second
)

type claims struct {
	jwt.RegisteredClaims

	Family string `json:"sid,omitempty"`
}

// Tokens implements ports.AccessTokens.
type Tokens struct{ issuer string }

var _ ports.AccessTokens = Tokens{}

// New makes the codec. The issuer names this installation, e.g. "https://example.org";
// tokens of another one are refused.
func New(issuer string) Tokens { return Tokens{issuer} }

// Sign implements ports.AccessTokens.
func (t Tokens) Sign(key id.SigningKey, private ed25519.PrivateKey, c identity.AccessClaims) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: t.issuer, Subject: c.User.String(), Audience: jwt.ClaimStrings{string(c.App)},
			IssuedAt: jwt.NewNumericDate(c.IssuedAt), ExpiresAt: jwt.NewNumericDate(c.ExpiresAt),
		},
		Family: c.Family.String(),
	})
	token.Header["kid"] = key.String()
	token.Header["typ"] = tokenType
	return token.SignedString(private)
}

// KeyOf implements ports.AccessTokens.
func (t Tokens) KeyOf(token string) (id.SigningKey, error) {
	parsed, _, err := jwt.NewParser().ParseUnverified(token, &claims{})
	if err != nil {
		return id.SigningKey{}, identity.ErrTokenInvalid.Wrap(err)
	}
	text, _ := parsed.Header["kid"].(string)
	var key id.SigningKey
	if err := key.UnmarshalText([]byte(text)); err != nil || key.IsZero() {
		return id.SigningKey{}, identity.ErrTokenInvalid
	}
	return key, nil
}

// Verify implements ports.AccessTokens.
func (t Tokens) Verify(token string, key identity.PublicKey, app identity.App, now time.Time) (identity.AccessClaims, error) {
	var c claims
	parsed, err := jwt.ParseWithClaims(token, &c,
		func(*jwt.Token) (any, error) { return key.Key, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}),
		jwt.WithIssuer(t.issuer), jwt.WithAudience(string(app)),
		jwt.WithExpirationRequired(), jwt.WithIssuedAt(), jwt.WithLeeway(leeway),
		jwt.WithTimeFunc(func() time.Time { return now }),
		jwt.WithStrictDecoding(),
	)
	if err != nil {
		return identity.AccessClaims{}, identity.ErrTokenInvalid.Wrap(err)
	}
	if parsed.Header["typ"] != tokenType || parsed.Header["kid"] != key.ID.String() || len(c.Audience) != 1 || c.IssuedAt == nil {
		return identity.AccessClaims{}, identity.ErrTokenInvalid
	}
	out := identity.AccessClaims{App: app, IssuedAt: c.IssuedAt.UTC(), ExpiresAt: c.ExpiresAt.UTC()}
	if err := out.User.UnmarshalText([]byte(c.Subject)); err != nil || out.User.IsZero() {
		return identity.AccessClaims{}, identity.ErrTokenInvalid
	}
	if err := out.Family.UnmarshalText([]byte(c.Family)); err != nil {
		return identity.AccessClaims{}, identity.ErrTokenInvalid
	}
	return out, nil
}
