// Package oauthsvc holds the use-cases of accounts elsewhere: signing in with them,
// connecting and disconnecting them.
// It must not know HTTP, cookies or how a provider proves who somebody is.
package oauthsvc

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// Tx is what one transaction of the service may touch.
type Tx struct {
	Users       ports.UserStore
	Passkeys    ports.PasskeyStore
	Connections ports.ConnectionStore
	Once        ports.OnceStore
	Devices     ports.DeviceStore
	Outbox      ports.Outbox
}

// Reads is what the service reads outside of a transaction.
type Reads struct {
	Users       ports.UserStore
	Passkeys    ports.PasskeyStore
	Connections ports.ConnectionStore
}

// Deps are what the service works with.
type Deps struct {
	Work      ports.UnitOfWork[Tx]
	Read      Reads
	Providers ports.Providers
	SignIns   ports.SignIns
	Sealer    ports.Sealer
	Limits    ports.Throttle
	Now       ports.Clock
}

// Service lets people in with accounts that they have elsewhere.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service {
	told := d.Now
	d.Now = func() time.Time { return told().UTC().Truncate(time.Microsecond) } // as a database keeps it
	return &Service{d}
}

// Departure is a trip to a provider that begins.
type Departure struct {
	Address   string // where the browser goes
	Binding   string // what the client keeps until it comes back; nobody else can finish the trip
	ExpiresAt time.Time
}

// Return is how a client comes back from a provider.
type Return struct {
	Binding string
	State   string
	Code    string
	Error   string // why the provider did not agree; "" if it did
	Issuer  string // who says that it has sent the client back; not every provider does
}

// Available lists the providers that people can sign in with.
func (s *Service) Available() []identity.Provider { return s.Providers.Configured() }

const tripSeal = "identity.provider_trip"

func (s *Service) depart(ctx context.Context, trip identity.ProviderTrip) (Departure, error) {
	address, err := s.Providers.Address(ctx, trip)
	if err != nil {
		return Departure{}, err
	}
	plain, err := json.Marshal(trip)
	if err != nil {
		return Departure{}, err
	}
	sealed, err := s.Sealer.Seal(plain, tripSeal)
	if err != nil {
		return Departure{}, err
	}
	return Departure{Address: address, Binding: base64.RawURLEncoding.EncodeToString(sealed), ExpiresAt: trip.ExpiresAt}, nil
}

// Trip reads what a client has kept, or answers identity.ErrProviderRefused.
func (s *Service) Trip(binding string) (trip identity.ProviderTrip, err error) {
	sealed, err := base64.RawURLEncoding.DecodeString(binding)
	if err != nil {
		return trip, identity.ErrProviderRefused.Wrap(err)
	}
	plain, err := s.Sealer.Open(sealed, tripSeal)
	if err != nil {
		return trip, identity.ErrProviderRefused.Wrap(err)
	}
	if err := json.Unmarshal(plain, &trip); err != nil {
		return trip, identity.ErrProviderRefused.Wrap(err)
	}
	return trip, nil
}

// returned finishes a trip as far as the provider goes: whose account it is. A trip counts
// once, whatever comes of it.
func (s *Service) returned(ctx context.Context, in Return, purpose identity.TripPurpose, app identity.App, user id.User) (trip identity.ProviderTrip, account identity.ProviderAccount, err error) {
	if trip, err = s.Trip(in.Binding); err != nil {
		return trip, account, err
	}
	if err := trip.Check(purpose, app, user, in.State, s.Now()); err != nil {
		return trip, account, err
	}
	err = s.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		return tx.Once.Answer(ctx, identity.HashToken("provider trip\x00"+trip.State), trip.ExpiresAt)
	})
	switch {
	case errors.Is(err, fault.ErrStale):
		return trip, account, identity.ErrProviderRefused.Wrap(err)
	case err != nil:
		return trip, account, err
	case in.Error == "access_denied" || in.Error == "user_cancelled_login" || in.Error == "user_cancelled_authorize":
		return trip, account, identity.ErrProviderDeclined
	case in.Error == "server_error" || in.Error == "temporarily_unavailable":
		return trip, account, identity.ErrProviderDown
	case in.Error != "" || in.Code == "":
		return trip, account, identity.ErrProviderRefused
	}
	if account, err = s.Providers.Account(ctx, trip, in.Code, in.Issuer); err != nil {
		return trip, account, err
	}
	return trip, account, account.Check()
}

// keep seals the token of an account, to be stored with its connection.
func keep(sealer ports.Sealer, c *identity.Connection, account identity.ProviderAccount) (err error) {
	c.SealedToken = nil
	if account.Token != "" {
		c.SealedToken, err = sealer.Seal([]byte(account.Token), "identity.oauth_connections:"+c.ID.String())
	}
	return err
}
