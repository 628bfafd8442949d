package identitysvc

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/identity"
)

// RotateKeys retires the signing key and makes a new one, on a schedule or when the key
// may have leaked or can no longer be opened. Tokens that are out stay good until they
// expire. Other processes take up the new key within identity.KeyCacheLife.
func (s *Service) RotateKeys(ctx context.Context) error {
	now := s.now()
	key, err := s.keys.seal(now)
	if err != nil {
		return err
	}
	err = s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		keys, err := tx.SigningKeys.List(ctx)
		if err != nil {
			return err
		}
		if old, ok := signing(keys); ok {
			if err := tx.SigningKeys.Retire(ctx, old.ID, now); err != nil {
				return err
			}
		}
		return tx.SigningKeys.Create(ctx, key)
	})
	if err == nil {
		s.keys.forget()
	}
	return err
}

// RotateOldKeys is the handler of the task: it rotates the keys once the one that signs is
// older than identity.SigningKeyLife. Running it twice is harmless.
func (s *Service) RotateOldKeys(ctx context.Context, _ identity.RotateSigningKeys) error {
	keys, err := s.read.SigningKeys.List(ctx)
	if err != nil {
		return err
	}
	key, ok := signing(keys)
	if !ok || s.now().Sub(key.CreatedAt) < identity.SigningKeyLife {
		return nil // the first use makes the first key
	}
	return s.RotateKeys(ctx)
}

// seal makes a key pair whose private half is sealed.
func (k *keyRing) seal(now time.Time) (identity.SigningKey, error) {
	key, private, err := identity.NewSigningKey(now)
	if err != nil {
		return key, err
	}
	key.SealedPrivate, err = k.sealer.Seal(private, sealPurpose(key.ID))
	return key, err
}

// forget makes the next use load the keys.
func (k *keyRing) forget() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.loaded = time.Time{}
}
