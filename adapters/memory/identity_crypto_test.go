package memory_test

import (
	"errors"
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestPasswords(t *testing.T) {
	t.Parallel()
	porttest.PasswordHasher(t, func(*testing.T) ports.PasswordHasher { return memory.Passwords{} })
}

func TestAccessTokens(t *testing.T) {
	t.Parallel()
	porttest.AccessTokens(t, func(issuer string) ports.AccessTokens { return memory.NewAccessTokens(issuer) })
}

func TestSealer(t *testing.T) {
	t.Parallel()
	porttest.Sealer(t, func(_ *testing.T, key byte) ports.Sealer { return memory.NewSealer(key) })
}

// excluding makes a device speak the suite's word for a passkey that is there.
type excluding struct{ *memory.Authenticator }

func (e excluding) Create(options []byte) ([]byte, error) {
	answer, err := e.Authenticator.Create(options)
	if errors.Is(err, memory.ErrExcluded) {
		err = porttest.ErrExcluded
	}
	return answer, err
}

func TestPasskeyService(t *testing.T) {
	t.Parallel()
	passkeys := memory.NewPasskeyService(map[identity.App]string{identity.AppSeeker: "jobs.example.org", identity.AppEmployer: "hire.example.net"})
	porttest.Passkeys(t, passkeys, func() porttest.Authenticator { return excluding{&memory.Authenticator{}} })
}
