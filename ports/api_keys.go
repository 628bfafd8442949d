package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// APIKeyStore keeps the keys that programs act with.
type APIKeyStore interface {
	// Create stores a key.
	Create(ctx context.Context, key identity.APIKey) error
	// List answers all keys of the user in the app, newest first, ended ones too.
	List(ctx context.Context, user id.User, app identity.App) ([]identity.APIKey, error)
	// Get locks and answers a key of the user in the app, or fault.ErrNotFound.
	Get(ctx context.Context, user id.User, app identity.App, key id.APIKey) (identity.APIKey, error)
	// Find answers the key with that lookup, ended or not, and whose it is, or
	// fault.ErrNotFound.
	Find(ctx context.Context, lookup string) (identity.APIKey, identity.User, error)
	// End writes when and how the user's key ends: its expiry, revocation and follower.
	// It answers fault.ErrStale if the key is not there.
	End(ctx context.Context, key identity.APIKey) error
	// Touch notes the last use; an earlier time than the stored one changes nothing.
	Touch(ctx context.Context, user id.User, key id.APIKey, at time.Time) error
}
