package identitysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

var _ ports.SignIns = (*Service)(nil)

// Welcome implements ports.SignIns: it is the one door that every way of signing in
// goes through.
func (s *Service) Welcome(ctx context.Context, user identity.User, in identity.Arrival) (identity.Welcome, error) {
	if err := user.MayUse(in.App); err != nil {
		return identity.Welcome{}, err
	}
	if !identity.MethodsOf(in.Proved...).Strong() {
		factors, err := s.read.Factors.Summary(ctx, user.ID)
		if err != nil {
			return identity.Welcome{}, err
		}
		if factors.Any() {
			return s.challenge(ctx, user, in, factors)
		}
	}
	if in.Browser {
		return s.openSession(ctx, user, in)
	}
	return s.beginFamily(ctx, user, in)
}

// challenge asks for a second proof. What was proved so far is remembered with it.
func (s *Service) challenge(ctx context.Context, user identity.User, in identity.Arrival, factors identity.Factors) (identity.Welcome, error) {
	challenge, token := identity.NewChallenge(user.ID, in, s.now())
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error { return tx.Challenges.Create(ctx, challenge) })
	if err != nil {
		return identity.Welcome{}, err
	}
	return identity.Welcome{User: user, Challenge: &identity.Challenge{
		Token: token, Methods: factors.Methods(), ExpiresAt: challenge.ExpiresAt,
	}}, nil
}

func (s *Service) openSession(ctx context.Context, user identity.User, in identity.Arrival) (identity.Welcome, error) {
	out := identity.Welcome{User: user}
	if in.Client.Mark == "" {
		out.Mark, _ = identity.NewToken()
		in.Client.Mark = out.Mark
	}
	var session identity.Session
	session, out.Session = identity.NewSession(user.ID, in.App, in.Client, s.now())
	session.Proof.Methods = identity.MethodsOf(in.Proved...)
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		if err := tx.Sessions.Create(ctx, session); err != nil {
			return err
		}
		return note(ctx, tx, in, identity.SendNewDevice{User: user.ID, Device: session.ID.String()}, session.Proof)
	})
	if err != nil {
		return identity.Welcome{}, err
	}
	return out, nil
}

func (s *Service) beginFamily(ctx context.Context, user identity.User, in identity.Arrival) (identity.Welcome, error) {
	in.Client.Mark = "" // marks are for browsers
	family, first, secret := identity.NewFamily(user.ID, in.App, in.Client, s.now())
	family.Proof.Methods = identity.MethodsOf(in.Proved...)
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		if err := tx.Refresh.Begin(ctx, family, first); err != nil {
			return err
		}
		return note(ctx, tx, in, identity.SendNewDevice{User: user.ID, Device: family.ID.String()}, family.Proof)
	})
	if err != nil {
		return identity.Welcome{}, err
	}
	pair, err := s.pair(ctx, user.ID, in.App, family.ID, secret)
	if err != nil {
		return identity.Welcome{}, err
	}
	return identity.Welcome{User: user, Tokens: &pair}, nil
}

// note remembers the device that somebody arrives with, and tells them if it is new.
// Whoever shows a second factor has not lost it, so a removal that is under way ends.
func note(ctx context.Context, tx Tx, in identity.Arrival, news identity.SendNewDevice, proof identity.Proof) error {
	device, _ := in.Client.KnownHash(in.App)
	surprising, err := tx.Known.Note(ctx, news.User, device, proof.At)
	if err != nil {
		return err
	}
	if surprising {
		if err := tx.Outbox.Enqueue(ctx, news); err != nil {
			return err
		}
	}
	if !proof.Methods.Strong() {
		return nil
	}
	removal, err := tx.Removals.Current(ctx, news.User)
	if errors.Is(err, fault.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	removal.CallOff(proof.At)
	return tx.Removals.Update(ctx, removal)
}

// pair signs an access token to go with a refresh token.
func (s *Service) pair(ctx context.Context, user id.User, app identity.App, family id.RefreshFamily, refresh string) (identity.TokenPair, error) {
	access, err := s.keys.sign(ctx, identity.NewAccessClaims(user, app, family, s.now()))
	if err != nil {
		return identity.TokenPair{}, err
	}
	return identity.TokenPair{Access: access, Refresh: refresh, ExpiresIn: identity.AccessLife}, nil
}
