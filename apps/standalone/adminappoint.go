package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

const appointUsage = `use: applyforus admin appoint EMAIL ROLE

ROLE is super, moderator, support, finance or analyst; "none" takes the role away. The
person registers on the seeker site first and then signs in to the admin console`

// adminAppoint gives an account a role in the admin console.
func adminAppoint(ctx context.Context, s *platform.Services, args []string, out io.Writer) error {
	if len(args) != 2 {
		return errors.New(appointUsage)
	}
	role := identity.PlatformRole(args[1])
	if role == "none" {
		role = ""
	}
	user, err := s.Identity.Appoint(ctx, identitysvc.AppointInput{Email: args[0], Role: role})
	if err != nil {
		return inWords(err)
	}
	if role == "" {
		fmt.Fprintf(out, "%s has no role in the admin console any more and was signed out everywhere.\n", user.Email)
		return nil
	}
	fmt.Fprintf(out, "%s is now %s. Sign in at %s; other sign-ins of the account have ended.\n", user.Email, role, s.Config.AdminURL)
	return nil
}

// inWords gives what a fault says to people, with every violation; other errors as they are.
func inWords(err error) error {
	f := fault.As(err)
	if f == nil {
		return err
	}
	said := []error{}
	for _, v := range f.Violations {
		said = append(said, errors.New(v.Message))
	}
	if len(said) == 0 {
		said = append(said, errors.New(f.Message))
	}
	return errors.Join(said...)
}
