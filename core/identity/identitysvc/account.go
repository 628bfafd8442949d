package identitysvc

import (
	"context"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// AccountDeps are what Account works with.
type AccountDeps struct {
	Work      ports.UnitOfWork[Tx]
	Read      Reads
	Passwords ports.PasswordHasher
	Limits    ports.Throttle
	Now       ports.Clock
}

// Account is what people change of their own account: password, address, devices and
// preferences.
type Account struct {
	gate

	work      ports.UnitOfWork[Tx]
	read      Reads
	passwords ports.PasswordHasher
}

// NewAccount makes the service.
func NewAccount(d AccountDeps) *Account {
	return &Account{gate: gate{d.Limits, stored(d.Now)}, work: d.Work, read: d.Read, passwords: d.Passwords}
}

// PreferencesInput is how somebody wants pages and mails.
type PreferencesInput struct {
	Actor    identity.Actor
	Language identity.Language
	TimeZone string // "" means none chosen
}

// Validate answers every violation of the input.
func (in PreferencesInput) Validate() error {
	var c fault.Check
	identity.CheckPreferences(&c, in.Language, in.TimeZone)
	return c.Err()
}

// SetPreferences keeps the actor's language and time zone.
func (a *Account) SetPreferences(ctx context.Context, in PreferencesInput) (identity.User, error) {
	if err := in.Actor.Require(); err != nil {
		return identity.User{}, err
	}
	if err := in.Validate(); err != nil {
		return identity.User{}, err
	}
	now := a.now()
	var user identity.User
	err := a.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		if user, err = tx.Users.Get(ctx, in.Actor.User); err != nil {
			return err
		}
		user.Language, user.TimeZone, user.UpdatedAt = in.Language, in.TimeZone, now
		return tx.Users.Update(ctx, user)
	})
	return user, err
}
