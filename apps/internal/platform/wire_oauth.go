package platform

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/applyforus/applyforus/adapters/oauth"
	"github.com/applyforus/applyforus/adapters/outbound"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/oauthsvc"
	"github.com/applyforus/applyforus/ports"
)

// providerTimeout bounds each question to a provider: somebody is looking at an empty page.
const providerTimeout = 10 * time.Second

func wireOAuth(p *Parts, signIns ports.SignIns) (*oauthsvc.Service, error) {
	var exempt []string
	if !p.Config.Production() { // a provider on this machine, for trying out
		for _, address := range []string{p.Config.GoogleIssuer, p.Config.LinkedInIssuer, p.Config.GitHubURL, p.Config.GitHubAPI} {
			if at := origin(address); strings.HasPrefix(at, "http://127.0.0.1:") || strings.HasPrefix(at, "http://localhost:") {
				exempt = append(exempt, at)
			}
		}
	}
	client, err := outbound.NewClient(outbound.Options{Exempt: exempt, Timeout: providerTimeout, MaxBody: 1 << 20})
	if err != nil {
		return nil, err
	}
	work := postgres.UnitOfWork(p.DB, func(s postgres.Session) oauthsvc.Tx {
		q := s.Queryer()
		return oauthsvc.Tx{
			Users: identitypg.Users(q), Passkeys: identitypg.Passkeys(q), Connections: identitypg.Connections(q), Once: identitypg.Passkeys(q),
			Devices: identitypg.Devices(q), Outbox: s.Outbox(),
		}
	})
	pool := p.DB.Pool()
	return oauthsvc.New(oauthsvc.Deps{
		Work:      work,
		Read:      oauthsvc.Reads{Users: identitypg.Users(pool), Passkeys: identitypg.Passkeys(pool), Connections: identitypg.Connections(pool)},
		Providers: oauth.New(client, sitesOf(p.Config), providersOf(p.Config)),
		SignIns:   signIns, Sealer: p.Sealer, Limits: p.Redis, Now: p.Now,
	}), nil
}

// providersOf lists the providers that are set up, in the order of their buttons.
func providersOf(c Config) []oauth.Provider {
	var list []oauth.Provider
	for _, p := range []oauth.Provider{
		{Name: identity.Google, Issuer: c.GoogleIssuer, ClientID: c.GoogleID, Secret: c.GoogleSecret},
		{Name: identity.LinkedIn, Issuer: c.LinkedInIssuer, ClientID: c.LinkedInID, Secret: c.LinkedInSecret, Lax: true},
		{Name: identity.GitHub, Issuer: strings.TrimSuffix(c.GitHubURL, "/"), API: strings.TrimSuffix(c.GitHubAPI, "/"), ClientID: c.GitHubID, Secret: c.GitHubSecret},
	} {
		if p.ClientID != "" {
			list = append(list, p)
		}
	}
	return list
}

// providerProblems answers what is wrong with the settings of the providers.
func providerProblems(c Config) (problems []error) {
	for name, half := range map[string][2]string{
		"OAUTH_GOOGLE": {c.GoogleID, c.GoogleSecret}, "OAUTH_LINKEDIN": {c.LinkedInID, c.LinkedInSecret}, "OAUTH_GITHUB": {c.GitHubID, c.GitHubSecret},
	} {
		if (half[0] == "") != (half[1] == "") {
			problems = append(problems, errors.New(name+": give both "+name+"_CLIENT_ID and "+name+"_CLIENT_SECRET, or neither"))
		}
	}
	for name, address := range map[string]string{
		"OAUTH_GOOGLE_ISSUER": c.GoogleIssuer, "OAUTH_LINKEDIN_ISSUER": c.LinkedInIssuer, "OAUTH_GITHUB_URL": c.GitHubURL, "OAUTH_GITHUB_API": c.GitHubAPI,
	} {
		parsed, err := url.Parse(address)
		if err != nil || parsed.Host == "" || parsed.Scheme != "https" && (c.Production() || parsed.Scheme != "http") {
			problems = append(problems, fmt.Errorf("%s: give a full https address", name))
		}
	}
	return problems
}
