package memory_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
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
