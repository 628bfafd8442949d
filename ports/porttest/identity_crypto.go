package porttest

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// PasswordHasher runs the suite of ports.PasswordHasher.
func PasswordHasher(t *testing.T, open func(t *testing.T) ports.PasswordHasher) {
	t.Helper()
	hasher := open(t)
	long := strings.Repeat("lantern moss ", 9)
	for name, password := range map[string]string{
		"plain": "lantern moss", "long": long, "NUL": "lantern\x00moss", "not ASCII": "ふくろうが七羽森",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			hash, err := hasher.Hash(t.Context(), password)
			must(t, err)
			if strings.Contains(hash, password) {
				t.Error("the hash shows the password")
			}
			for try, want := range map[string]bool{
				password: true, password + "x": false, "x" + password: false, strings.ToUpper(password) + " ": false,
				password[:len(password)-1]: false, strings.SplitN(password, "\x00", 2)[0]: !strings.Contains(password, "\x00"), "": false,
			} {
				got, err := hasher.Matches(t.Context(), hash, try)
				if err != nil || got != want {
					t.Errorf("Matches(%q) = %v, %v, want %v", try, got, err, want)
				}
			}
			again, err := hasher.Hash(t.Context(), password)
			must(t, err)
			if again == hash {
				t.Error("two hashes of one password are equal: there is no salt")
			}
		})
	}
	t.Run("no hash never matches", func(t *testing.T) {
		t.Parallel()
		for _, password := range []string{"", "nobody's password", "lantern moss"} {
			if ok, err := hasher.Matches(t.Context(), "", password); ok || err != nil {
				t.Errorf("Matches = %v, %v", ok, err)
			}
		}
	})
	t.Run("a broken hash is an error", func(t *testing.T) {
		t.Parallel()
		if ok, err := hasher.Matches(t.Context(), "not a hash", "lantern moss"); ok || err == nil {
			t.Errorf("Matches = %v, %v, want an error", ok, err)
		}
	})
	t.Run("a cancelled context ends it", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := hasher.Hash(ctx, "lantern moss"); !errors.Is(err, context.Canceled) {
			t.Errorf("Hash: %v", err)
		}
		if _, err := hasher.Matches(ctx, "", "lantern moss"); !errors.Is(err, context.Canceled) {
			t.Errorf("Matches: %v", err)
		}
	})
}

// Sealer runs the suite of ports.Sealer. open makes a sealer whose key depends on the byte.
func Sealer(t *testing.T, open func(t *testing.T, key byte) ports.Sealer) {
	t.Helper()
	sealer, other := open(t, 1), open(t, 2)
	for _, plain := range [][]byte{{}, []byte("a secret"), bytes.Repeat([]byte{0}, 10_000)} {
		sealed, err := sealer.Seal(plain, "purpose")
		must(t, err)
		got, err := open(t, 1).Open(sealed, "purpose")
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("Open = %d bytes, %v, want %d", len(got), err, len(plain))
		}
		again, err := sealer.Seal(plain, "purpose")
		must(t, err)
		if bytes.Equal(sealed, again) {
			t.Error("equal plain texts are equal when sealed")
		}
		if len(plain) > 0 && bytes.Contains(sealed, plain) {
			t.Error("the sealed value shows what it holds")
		}
		if _, err := sealer.Open(sealed, "another purpose"); err == nil {
			t.Error("opened for another purpose")
		}
		if _, err := other.Open(sealed, "purpose"); err == nil {
			t.Error("opened with another key")
		}
		for i := 0; i < len(sealed); i += max(1, len(sealed)/50) {
			broken := bytes.Clone(sealed)
			broken[i] ^= 1
			if _, err := sealer.Open(broken, "purpose"); err == nil {
				t.Errorf("opened with byte %d changed", i)
			}
			if _, err := sealer.Open(sealed[:i], "purpose"); err == nil {
				t.Errorf("opened when cut to %d bytes", i)
			}
		}
	}
}

// AccessTokens runs the suite of ports.AccessTokens. open makes the codec of one
// installation, named by the issuer.
func AccessTokens(t *testing.T, open func(issuer string) ports.AccessTokens) {
	t.Helper()
	tokens := open("https://one.example")
	now := identityNow
	key, private, err := identity.NewSigningKey(now)
	must(t, err)
	public := identity.PublicKey{ID: key.ID, Key: key.Public}
	claims := identity.NewAccessClaims(id.User{1}, identity.AppSeeker, id.RefreshFamily{2}, now)
	token, err := tokens.Sign(key.ID, private, claims)
	must(t, err)

	t.Run("round trip", func(t *testing.T) {
		if got, err := tokens.KeyOf(token); err != nil || got != key.ID {
			t.Errorf("KeyOf = %v, %v", got, err)
		}
		for _, at := range []time.Time{now, claims.ExpiresAt.Add(-time.Second)} {
			if got, err := tokens.Verify(token, public, identity.AppSeeker, at); err != nil || got != claims {
				t.Errorf("Verify = %+v, %v\nwant %+v", got, err, claims)
			}
		}
	})
	t.Run("refused", func(t *testing.T) {
		foreign, foreignPrivate, err := identity.NewSigningKey(now)
		must(t, err)
		nobody := claims
		nobody.User = id.User{}
		sign := func(codec ports.AccessTokens, key id.SigningKey, private ed25519.PrivateKey, c identity.AccessClaims) string {
			signed, err := codec.Sign(key, private, c)
			must(t, err)
			return signed
		}
		for name, tt := range map[string]struct {
			token string
			key   identity.PublicKey
			app   identity.App
			at    time.Time
		}{
			"another app":        {token, public, identity.AppAdmin, now},
			"expired":            {token, public, identity.AppSeeker, claims.ExpiresAt.Add(time.Minute)},
			"from the future":    {token, public, identity.AppSeeker, now.Add(-time.Hour)},
			"another key":        {token, identity.PublicKey{ID: key.ID, Key: foreign.Public}, identity.AppSeeker, now},
			"another key's id":   {token, identity.PublicKey{ID: foreign.ID, Key: key.Public}, identity.AppSeeker, now},
			"signed by a thief":  {sign(tokens, key.ID, foreignPrivate, claims), public, identity.AppSeeker, now},
			"another issuer":     {sign(open("https://two.example"), key.ID, private, claims), public, identity.AppSeeker, now},
			"of nobody":          {sign(tokens, key.ID, private, nobody), public, identity.AppSeeker, now},
			"unsigned":           {unsigned(token), public, identity.AppSeeker, now},
			"empty":              {"", public, identity.AppSeeker, now},
			"garbage":            {"a.b.c", public, identity.AppSeeker, now},
			"signature cut":      {token[:len(token)-2], public, identity.AppSeeker, now},
			"without signature":  {token[:strings.LastIndexByte(token, '.')+1], public, identity.AppSeeker, now},
			"one character more": {token + "A", public, identity.AppSeeker, now},
		} {
			if _, err := tokens.Verify(tt.token, tt.key, tt.app, tt.at); !errors.Is(err, identity.ErrTokenInvalid) {
				t.Errorf("%s: %v, want %v", name, err, identity.ErrTokenInvalid)
			}
		}
		for _, text := range []string{"", "a.b.c", unsigned(token)} {
			if _, err := tokens.KeyOf(text); !errors.Is(err, identity.ErrTokenInvalid) {
				t.Errorf("KeyOf(%q): %v", text, err)
			}
		}
	})
}

// unsigned gives the token with the claim that it needs no signature.
func unsigned(token string) string {
	parts := strings.Split(token, ".")
	return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","typ":"at+jwt"}`)) + "." + parts[1] + "."
}
