package identitysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// absurdPassword is a length that no stored password can have; hashing it would only cost.
const absurdPassword = 4 * identity.MaxPasswordLen

// CredentialsInput is somebody's claim to be a person, with the proof.
type CredentialsInput struct {
	Email    string
	Password string
	App      identity.App
	Client   identity.Client
	Browser  bool // see identity.Arrival
}

// Validate answers what is missing. What a password must look like is no concern here.
func (in CredentialsInput) Validate() error {
	var c fault.Check
	c.Required("email", in.Email, "Write your e-mail address.")
	c.That(in.Password != "", "password", "required", "Write your password.")
	return c.Err()
}

// check answers the person if address and password belong together. Whether the account
// may be used in the app is for Welcome to say. An unknown address takes the same time as
// a wrong password and answers the same identity.ErrBadCredentials.
func (s *Service) check(ctx context.Context, in CredentialsInput) (identity.User, error) {
	if err := in.Validate(); err != nil {
		return identity.User{}, err
	}
	email := identity.NormalEmail(in.Email)
	attempt, err := s.admit(ctx, email, in)
	if err != nil {
		return identity.User{}, err
	}
	if len(in.Password) > absurdPassword {
		return identity.User{}, identity.ErrBadCredentials
	}
	user, err := s.holder(ctx, email)
	if err != nil {
		return identity.User{}, err
	}
	matches, err := s.passwords.Matches(ctx, user.PasswordHash, in.Password) // no account, no hash: compared all the same
	if err != nil {
		return identity.User{}, err
	}
	if !matches {
		return identity.User{}, identity.ErrBadCredentials
	}
	return user, s.forgive(ctx, attempt)
}

// holder finds the account with an address; nobody's is the zero User.
func (s *Service) holder(ctx context.Context, email string) (identity.User, error) {
	if !isAddress(email) {
		return identity.User{}, nil
	}
	user, err := s.read.Users.GetByEmail(ctx, email)
	if errors.Is(err, fault.ErrNotFound) {
		return identity.User{}, nil
	}
	return user, err
}

// isAddress tells whether it makes sense to look for an account: what is no address is
// nobody's, and a store may not take it.
func isAddress(email string) bool {
	var c fault.Check
	identity.CheckEmail(&c, "email", email)
	return c.Err() == nil
}
