package identitysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// RegisterInput asks for a new account.
type RegisterInput struct {
	Email    string
	Password string
	Name     string
	App      identity.App
	Client   identity.Client
}

// normal gives the input as it is stored; the password stays as typed.
func (in RegisterInput) normal() RegisterInput {
	in.Email, in.Name = identity.NormalEmail(in.Email), identity.NormalName(in.Name)
	return in
}

// Validate answers every violation of the input in its normal form.
func (in RegisterInput) Validate() error {
	var c fault.Check
	identity.CheckName(&c, "name", in.Name)
	identity.CheckEmail(&c, "email", in.Email)
	identity.CheckPassword(&c, "password", in.Password, in.Email, in.Name)
	return c.Err()
}

// Register makes an account and has its address confirmed by mail. The answer is the
// same whether or not the address had an account already, and so is the work behind
// it: who has an account is nobody's business but the owner's, who is told by mail. It
// answers identity.ErrRegistrationClosed for the admin app and
// identity.ErrTooManyAttempts.
func (s *Service) Register(ctx context.Context, in RegisterInput) error {
	if in.App == identity.AppAdmin {
		return identity.ErrRegistrationClosed
	}
	in = in.normal()
	if err := in.Validate(); err != nil {
		return err
	}
	if err := s.take(ctx, registerByNetwork, in.Client.Network()); err != nil {
		return err
	}
	mayMail, err := s.mayMail(ctx, in.Email)
	if err != nil {
		return err
	}
	hash, err := s.passwords.Hash(ctx, in.Password)
	if err != nil {
		return err
	}
	now := s.now()
	user := identity.NewUser(in.Email, in.Name, hash, now)
	return s.work.Do(ctx, func(ctx context.Context, tx Tx) error {
		var task ports.Task = identity.SendVerification{User: user.ID, App: in.App}
		switch err := tx.Users.Create(ctx, user); {
		case errors.Is(err, identity.ErrEmailTaken):
			owner, err := tx.Users.GetByEmail(ctx, in.Email)
			if err != nil {
				return err
			}
			if !mayMail {
				return nil
			}
			task = identity.SendAlreadyRegistered{User: owner.ID, Request: identity.NewMailRequest(now), App: in.App}
		case err != nil:
			return err
		}
		return tx.Outbox.Enqueue(ctx, task)
	})
}
