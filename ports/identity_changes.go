package ports

import (
	"context"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// MailLinkStore keeps mailed links of all purposes but the confirmation of a first address.
type MailLinkStore interface {
	// Create stores a link.
	Create(ctx context.Context, link identity.MailLink) error
	// Find locks and answers the link of the purpose, used or expired or not, or fault.ErrNotFound.
	Find(ctx context.Context, purpose identity.LinkPurpose, hash identity.TokenHash) (identity.MailLink, error)
	// Use marks the user's link as used, or answers fault.ErrStale if it is already.
	Use(ctx context.Context, user id.User, link id.MailToken, at time.Time) error
	// End marks all open links of the purposes as used, so that none of them works.
	End(ctx context.Context, user id.User, at time.Time, purposes ...identity.LinkPurpose) error
	// DeleteExpired removes links that ended at or before the time, and answers how many.
	DeleteExpired(ctx context.Context, before time.Time) (int, error)
}

// EmailChangeStore keeps moves from one address to another.
type EmailChangeStore interface {
	// Create stores a change.
	Create(ctx context.Context, change identity.EmailChange) error
	// Get locks and answers a change of the user, or fault.ErrNotFound.
	Get(ctx context.Context, user id.User, change id.MailToken) (identity.EmailChange, error)
	// Update writes when it was confirmed and undone, or answers fault.ErrNotFound.
	Update(ctx context.Context, change identity.EmailChange) error
	// DeleteOld removes changes that were asked for at or before the time, and answers how many.
	DeleteOld(ctx context.Context, before time.Time) (int, error)
}

// DeviceStore shows and ends what people are signed in with: sessions of browsers and
// families of other clients, in all apps.
type DeviceStore interface {
	// List answers the user's sessions and families that were not ended, last used first.
	// Some may have expired.
	List(ctx context.Context, user id.User) ([]identity.Device, error)
	// Family answers a family and whose it is, ended or not, or fault.ErrNotFound.
	Family(ctx context.Context, family id.RefreshFamily) (identity.RefreshFamily, identity.User, error)
	// RenewSession gives the user's session another token and proof, or answers fault.ErrNotFound.
	RenewSession(ctx context.Context, user id.User, session id.Session, token identity.TokenHash, proof identity.Proof) error
	// ProveFamily gives the user's family another proof, or answers fault.ErrNotFound.
	ProveFamily(ctx context.Context, user id.User, family id.RefreshFamily, proof identity.Proof) error
	// EndOthers ends all that the user is signed in with, but for the actor's own session or family.
	EndOthers(ctx context.Context, user id.User, keep identity.Actor, at time.Time, reason identity.RevokeReason) error
}

// KnownDeviceStore remembers which browsers and clients somebody has signed in with.
type KnownDeviceStore interface {
	// Known tells whether the account with the address has been signed in to from the
	// device. It may be read outside of a unit of work.
	Known(ctx context.Context, email string, device identity.TokenHash) (bool, error)
	// Note remembers the device. It answers whether it is new to an account that has others.
	Note(ctx context.Context, user id.User, device identity.TokenHash, at time.Time) (surprising bool, err error)
	// Forget forgets all devices of the user.
	Forget(ctx context.Context, user id.User) error
	// DeleteUnused forgets devices that were last used at or before the time, and answers how many.
	DeleteUnused(ctx context.Context, before time.Time) (int, error)
}
