package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// Providers speaks with the providers that people sign in with. It keeps nothing.
type Providers interface {
	// Configured lists the providers that are set up.
	Configured() []identity.Provider
	// Address is where a browser goes to agree. It answers identity.ErrProviderUnknown for a
	// provider that is not set up and identity.ErrProviderDown.
	Address(ctx context.Context, trip identity.ProviderTrip) (string, error)
	// Account exchanges the code that a browser came back with, and answers who was there.
	// issuer is who says that it has sent the browser back, "" when nobody said. It answers
	// identity.ErrProviderRefused for whatever cannot be believed, identity.ErrProviderEmail
	// where the provider names people by a confirmed address and there is none, and
	// identity.ErrProviderDown.
	Account(ctx context.Context, trip identity.ProviderTrip, code, issuer string) (identity.ProviderAccount, error)
}

// ConnectionStore keeps the accounts elsewhere that sign people in.
type ConnectionStore interface {
	// Create stores a connection, or answers identity.ErrConnectionTaken if the account
	// elsewhere is connected already, and identity.ErrConnectionExists if the user has
	// another one of the provider; the transaction goes on.
	Create(ctx context.Context, connection identity.Connection) error
	// Find answers the connection of an account elsewhere, or fault.ErrNotFound.
	Find(ctx context.Context, issuer, subject string) (identity.Connection, error)
	// List answers the user's connections, oldest first.
	List(ctx context.Context, user id.User) ([]identity.Connection, error)
	// Use writes the address, the token and the last use, or answers fault.ErrNotFound.
	Use(ctx context.Context, connection identity.Connection) error
	// Delete removes the user's connection with the provider, or answers fault.ErrNotFound.
	Delete(ctx context.Context, user id.User, provider identity.Provider) error
}

// OnceStore remembers what counts only once.
type OnceStore interface {
	// Answer notes that the question with the challenge was answered, or answers
	// fault.ErrStale if it was before. It may be forgotten after the time.
	Answer(ctx context.Context, challenge identity.TokenHash, until time.Time) error
}
