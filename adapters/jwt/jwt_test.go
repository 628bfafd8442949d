package jwt_test

import (
	"testing"

	"github.com/applyforus/applyforus/adapters/jwt"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestPort(t *testing.T) {
	t.Parallel()
	porttest.AccessTokens(t, func(issuer string) ports.AccessTokens { return jwt.New(issuer) })
}
