package identitysvc

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// keyMissEvery bounds how often a token with an unknown key makes us look again: a
// stranger's made-up keys must not become a load on the database.
const keyMissEvery = 10 * time.Second

// keyRing signs and checks access tokens with the keys in the store, which it keeps in
// memory for identity.KeyCacheLife. The first use makes the first key; when several
// processes do so at once, the store lets one win and the others use its key.
type keyRing struct {
	work   ports.UnitOfWork[Tx]
	read   ports.SigningKeyStore
	tokens ports.AccessTokens
	sealer ports.Sealer
	now    ports.Clock

	mu      sync.Mutex
	keys    []identity.SigningKey
	signer  id.SigningKey
	private ed25519.PrivateKey
	loaded  time.Time
}

// KeySet answers the public keys whose signatures are accepted, newest first.
func (s *Service) KeySet(ctx context.Context) ([]identity.PublicKey, error) {
	ring := s.keys
	ring.mu.Lock()
	defer ring.mu.Unlock()
	if err := ring.fresh(ctx, identity.KeyCacheLife); err != nil {
		return nil, err
	}
	now := s.now()
	public := make([]identity.PublicKey, 0, len(ring.keys))
	for _, key := range ring.keys {
		if key.Verifies(now) {
			public = append(public, identity.PublicKey{ID: key.ID, Key: key.Public})
		}
	}
	return public, nil
}

func (k *keyRing) sign(ctx context.Context, claims identity.AccessClaims) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.fresh(ctx, identity.KeyCacheLife); err != nil {
		return "", err
	}
	return k.tokens.Sign(k.signer, k.private, claims)
}

func (k *keyRing) verify(ctx context.Context, token string, app identity.App) (identity.AccessClaims, error) {
	claimed, err := k.tokens.KeyOf(token)
	if err != nil {
		return identity.AccessClaims{}, err
	}
	key, err := k.find(ctx, claimed)
	if err != nil {
		return identity.AccessClaims{}, err
	}
	return k.tokens.Verify(token, key, app, k.now())
}

func (k *keyRing) find(ctx context.Context, wanted id.SigningKey) (identity.PublicKey, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, maxAge := range []time.Duration{identity.KeyCacheLife, keyMissEvery} {
		if err := k.fresh(ctx, maxAge); err != nil {
			return identity.PublicKey{}, err
		}
		for _, key := range k.keys {
			if key.ID == wanted && key.Verifies(k.now()) {
				return identity.PublicKey{ID: key.ID, Key: key.Public}, nil
			}
		}
	}
	return identity.PublicKey{}, identity.ErrTokenInvalid
}

// fresh loads the keys unless they are younger than maxAge, and makes the first one.
func (k *keyRing) fresh(ctx context.Context, maxAge time.Duration) error {
	now := k.now()
	if age := now.Sub(k.loaded); age >= 0 && age < maxAge && k.private != nil {
		return nil
	}
	keys, err := k.read.List(ctx)
	if err != nil {
		return err
	}
	if _, ok := signing(keys); !ok {
		if err := k.create(ctx, now); err != nil {
			return err
		}
		if keys, err = k.read.List(ctx); err != nil {
			return err
		}
	}
	signer, ok := signing(keys)
	if !ok {
		return errors.New("identity: the signing key vanished while it was made")
	}
	if signer.ID != k.signer {
		private, err := k.sealer.Open(signer.SealedPrivate, sealPurpose(signer.ID))
		if err != nil {
			return fmt.Errorf("identity: the signing key cannot be opened; if the sealing key was lost, rotate the signing keys: %w", err)
		}
		k.signer, k.private = signer.ID, private
	}
	k.keys, k.loaded = keys, now
	return nil
}

func (k *keyRing) create(ctx context.Context, now time.Time) error {
	key, err := k.seal(now)
	if err != nil {
		return err
	}
	err = k.work.Do(ctx, func(ctx context.Context, tx Tx) error { return tx.SigningKeys.Create(ctx, key) })
	if errors.Is(err, identity.ErrSigningKeyExists) {
		return nil
	}
	return err
}

// signing finds the key that is not retired.
func signing(keys []identity.SigningKey) (identity.SigningKey, bool) {
	for _, key := range keys {
		if key.RetiredAt.IsZero() {
			return key, true
		}
	}
	return identity.SigningKey{}, false
}

func sealPurpose(key id.SigningKey) string { return "identity.signing_keys:" + key.String() }
