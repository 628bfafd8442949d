package oauthsvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/identity"
)

// Overview is which accounts elsewhere sign somebody in.
type Overview struct {
	Connections []identity.Connection
	Available   []identity.Provider // that are set up on this site
	Methods     identity.SignInMethods
}

// Overview answers the actor's connected accounts. It answers fault.ErrUnauthenticated for
// a visitor.
func (s *Service) Overview(ctx context.Context, actor identity.Actor) (out Overview, err error) {
	if err := actor.RequirePerson(); err != nil {
		return out, err
	}
	user, err := s.Read.Users.Get(ctx, actor.User)
	if err != nil {
		return out, err
	}
	passkeys, err := s.Read.Passkeys.List(ctx, actor.User)
	if err != nil {
		return out, err
	}
	if out.Connections, err = s.Read.Connections.List(ctx, actor.User); err != nil {
		return out, err
	}
	out.Available = s.Available()
	out.Methods = identity.SignInMethods{Password: user.PasswordHash != "", Passkeys: len(passkeys), Connections: len(out.Connections)}
	return out, nil
}

// ConnectInput sends somebody who is signed in to a provider, to connect an account there.
type ConnectInput struct {
	Actor    identity.Actor
	Provider identity.Provider
	Client   identity.Client
}

// Connect begins to connect an account elsewhere. It answers identity.ErrProofNeeded,
// identity.ErrConnectionExists and what SignIn answers.
func (s *Service) Connect(ctx context.Context, in ConnectInput) (Departure, error) {
	now := s.Now()
	if err := in.Actor.RequirePerson(); err != nil {
		return Departure{}, err
	}
	if err := in.Actor.RequireFresh(now); err != nil {
		return Departure{}, err
	}
	if err := s.admit(ctx, in.Client); err != nil {
		return Departure{}, err
	}
	have, err := s.Read.Connections.List(ctx, in.Actor.User)
	if err != nil {
		return Departure{}, err
	}
	for _, c := range have {
		if c.Provider == in.Provider {
			return Departure{}, identity.ErrConnectionExists
		}
	}
	return s.depart(ctx, identity.NewProviderTrip(identity.TripConnect, in.Provider, in.Actor.App, in.Actor.User, "", now))
}

// ConnectedInput is somebody who comes back from a provider to connect an account.
type ConnectedInput struct {
	Return

	Actor identity.Actor
}

// Connected connects the account elsewhere with the actor's, who must be the one who set
// out. The owner is told by mail. It answers the errors of ports.Providers,
// identity.ErrConnectionTaken and identity.ErrConnectionExists.
func (s *Service) Connected(ctx context.Context, in ConnectedInput) (identity.Connection, error) {
	if err := in.Actor.RequirePerson(); err != nil {
		return identity.Connection{}, err
	}
	_, account, err := s.returned(ctx, in.Return, identity.TripConnect, in.Actor.App, in.Actor.User)
	if err != nil {
		return identity.Connection{}, err
	}
	now := s.Now()
	connection := identity.NewConnection(in.Actor.User, account, now)
	if err := keep(s.Sealer, &connection, account); err != nil {
		return connection, err
	}
	err = s.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		if err := tx.Connections.Create(ctx, connection); err != nil {
			known, findErr := tx.Connections.Find(ctx, account.Issuer, account.Subject)
			if errors.Is(err, identity.ErrConnectionTaken) && findErr == nil && known.User == in.Actor.User {
				return identity.ErrConnectionExists
			}
			return err
		}
		return tx.Outbox.Enqueue(ctx, identity.NewNotice(in.Actor.User, identity.NoticeConnected, in.Actor.App, now))
	})
	return connection, err
}

// DisconnectInput takes a connection away.
type DisconnectInput struct {
	Actor    identity.Actor
	Provider identity.Provider
}

// Disconnect ends signing in with an account elsewhere, and signs the actor's other devices
// out; the owner is told by mail. It answers identity.ErrProofNeeded, fault.ErrNotFound, or
// identity.ErrLastMethod if nothing else would be left to sign in with.
func (s *Service) Disconnect(ctx context.Context, in DisconnectInput) error {
	now := s.Now()
	if err := in.Actor.RequirePerson(); err != nil {
		return err
	}
	if err := in.Actor.RequireFresh(now); err != nil {
		return err
	}
	return s.Work.Do(ctx, func(ctx context.Context, tx Tx) error {
		user, err := tx.Users.Get(ctx, in.Actor.User)
		if err != nil {
			return err
		}
		passkeys, err := tx.Passkeys.List(ctx, user.ID)
		if err != nil {
			return err
		}
		have, err := tx.Connections.List(ctx, user.ID)
		if err != nil {
			return err
		}
		if err := tx.Connections.Delete(ctx, user.ID, in.Provider); err != nil {
			return err
		}
		methods := identity.SignInMethods{Password: user.PasswordHash != "", Passkeys: len(passkeys), Connections: len(have)}
		if err := methods.MayDisconnect(); err != nil {
			return err
		}
		user.UpdatedAt = now
		if err := tx.Users.Update(ctx, user); err != nil { // two at once must not take the last two away
			return err
		}
		if err := tx.Devices.EndOthers(ctx, user.ID, in.Actor, now, identity.RevokedChanged); err != nil {
			return err
		}
		return tx.Outbox.Enqueue(ctx, identity.NewNotice(user.ID, identity.NoticeDisconnected, in.Actor.App, now))
	})
}
