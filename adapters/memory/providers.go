package memory

import (
	"context"
	"net/url"
	"slices"

	"github.com/applyforus/applyforus/core/identity"
)

// Providers is a provider where everybody is let through who has a code. It implements
// ports.Providers.
type Providers struct {
	names []identity.Provider
	codes map[string]identity.ProviderAccount
	// Failure is what exchanging a code answers, nil for none.
	Failure error
}

// NewProviders makes providers of which none is set up.
func NewProviders() *Providers { return &Providers{codes: map[string]identity.ProviderAccount{}} }

// SetUp adds providers.
func (p *Providers) SetUp(names ...identity.Provider) { p.names = append(p.names, names...) }

// Issue makes a code, good once, for somebody with the account.
func (p *Providers) Issue(account identity.ProviderAccount) string {
	code, _ := identity.NewToken()
	p.codes[code] = account
	return code
}

// Configured implements ports.Providers.
func (p *Providers) Configured() []identity.Provider { return p.names }

// Address implements ports.Providers.
func (p *Providers) Address(_ context.Context, trip identity.ProviderTrip) (string, error) {
	if !slices.Contains(p.names, trip.Provider) {
		return "", identity.ErrProviderUnknown
	}
	return "https://provider.example/authorize?" + url.Values{"state": {trip.State}}.Encode(), nil
}

// Account implements ports.Providers.
func (p *Providers) Account(_ context.Context, trip identity.ProviderTrip, code, _ string) (identity.ProviderAccount, error) {
	account, known := p.codes[code]
	delete(p.codes, code)
	switch {
	case p.Failure != nil:
		return identity.ProviderAccount{}, p.Failure
	case !known || account.Provider != trip.Provider:
		return identity.ProviderAccount{}, identity.ErrProviderRefused
	}
	return account, nil
}
