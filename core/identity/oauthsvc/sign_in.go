package oauthsvc

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// A network is shared by a household or an office, so it may send many.
const (
	tripsByNetwork = 100
	tripsWindow    = 15 * time.Minute
)

var errLimitsDown = fault.New(fault.Unavailable, "identity.unavailable",
	"Signing in does not work at the moment. Please try again in a minute.")

// SignInInput sends somebody to a provider to sign in.
type SignInInput struct {
	Provider identity.Provider
	App      identity.App
	Client   identity.Client
	Next     string // the page to go on to afterwards
}

// SignIn begins a sign-in with a provider. It answers identity.ErrProviderUnknown,
// identity.ErrProviderDown or identity.ErrTooManyAttempts.
func (s *Service) SignIn(ctx context.Context, in SignInInput) (Departure, error) {
	if err := s.admit(ctx, in.Client); err != nil {
		return Departure{}, err
	}
	return s.depart(ctx, identity.NewProviderTrip(identity.TripSignIn, in.Provider, in.App, id.User{}, in.Next, s.Now()))
}

// admit bounds what strangers can make us ask of providers.
func (s *Service) admit(ctx context.Context, client identity.Client) error {
	got, err := s.Limits.Take(ctx, "identity:provider_trips:"+client.Network(), tripsByNetwork, tripsWindow)
	if err != nil {
		return errLimitsDown.Wrap(err)
	}
	if !got.Allowed {
		return identity.ErrTooManyAttempts.After(max(time.Second, got.Reset.Sub(s.Now())))
	}
	return nil
}

// ArriveInput is somebody who comes back from a provider to sign in.
type ArriveInput struct {
	Return

	App     identity.App
	Client  identity.Client
	Browser bool // see identity.Arrival
}

// Arrived is where a finished sign-in leads.
type Arrived struct {
	identity.Welcome

	Next string
}

// Arrive lets somebody in whose account elsewhere is connected, or makes an account for
// somebody new whose address the provider vouches for. An account that has the address
// already is never opened by it: who has been at an address once could take it over. It
// answers the errors of ports.Providers, identity.ErrProviderAccountExists,
// identity.ErrProviderNoAccount and what ports.SignIns answers.
func (s *Service) Arrive(ctx context.Context, in ArriveInput) (Arrived, error) {
	if err := s.admit(ctx, in.Client); err != nil {
		return Arrived{}, err
	}
	trip, account, err := s.returned(ctx, in.Return, identity.TripSignIn, in.App, id.User{})
	if err != nil {
		return Arrived{}, err
	}
	user, err := s.holder(ctx, account, in.App)
	if err != nil {
		return Arrived{}, err
	}
	welcome, err := s.SignIns.Welcome(ctx, user, identity.Arrival{
		App: in.App, Client: in.Client, Browser: in.Browser, Proved: []identity.Method{identity.MethodProvider},
	})
	if errors.Is(err, identity.ErrBadCredentials) { // may not use this app: the words are about passwords
		err = identity.ErrProviderNoAccount
	}
	return Arrived{Welcome: welcome, Next: trip.Next}, err
}

// holder finds or makes the account of somebody whom a provider has named.
func (s *Service) holder(ctx context.Context, account identity.ProviderAccount, app identity.App) (user identity.User, err error) {
	now := s.Now()
	err = s.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		known, err := tx.Connections.Find(ctx, account.Issuer, account.Subject)
		switch {
		case errors.Is(err, fault.ErrNotFound):
			user, err = enrol(ctx, tx, s.Sealer, account, app, now)
			return err
		case err != nil:
			return err
		}
		known.Email, known.LastUsedAt = account.Email, now
		if err := keep(s.Sealer, &known, account); err != nil {
			return err
		}
		if err := tx.Connections.Use(ctx, known); err != nil {
			return err
		}
		user, err = tx.Users.Get(ctx, known.User)
		return err
	})
	return user, err
}

func enrol(ctx context.Context, tx Tx, sealer ports.Sealer, account identity.ProviderAccount, app identity.App, now time.Time) (identity.User, error) {
	if app == identity.AppAdmin { // accounts there are made by invitation
		return identity.User{}, identity.ErrProviderNoAccount
	}
	user, err := account.NewUser(now)
	if err != nil {
		return user, err
	}
	if err := tx.Users.Create(ctx, user); err != nil {
		if errors.Is(err, identity.ErrEmailTaken) {
			err = identity.ErrProviderAccountExists
		}
		return user, err
	}
	connection := identity.NewConnection(user.ID, account, now)
	if err := keep(sealer, &connection, account); err != nil {
		return user, err
	}
	return user, tx.Connections.Create(ctx, connection)
}
