package oauth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"golang.org/x/oauth2"

	"github.com/applyforus/applyforus/core/identity"
)

// GitHub is no OpenID provider. The number of an account names it for ever; a login can
// change hands. Who has no confirmed primary address is not let in.
func (c *Client) github(ctx context.Context, p Provider, token *oauth2.Token) (identity.ProviderAccount, error) {
	var user struct {
		ID    int64  `json:"id"`
		Login string `json:"login"`
		Name  string `json:"name"`
	}
	if err := c.read(ctx, p.API+"/user", token.AccessToken, &user); err != nil {
		return identity.ProviderAccount{}, err
	}
	var addresses []struct {
		Email    string `json:"email"`
		Primary  bool   `json:"primary"`
		Verified bool   `json:"verified"`
	}
	if err := c.read(ctx, p.API+"/user/emails", token.AccessToken, &addresses); err != nil {
		return identity.ProviderAccount{}, err
	}
	if user.ID <= 0 {
		return identity.ProviderAccount{}, identity.ErrProviderRefused.Wrap(errors.New("oauth: GitHub names nobody"))
	}
	account := identity.ProviderAccount{
		Provider: p.Name, Issuer: p.Issuer, Subject: strconv.FormatInt(user.ID, 10), Name: user.Name, Token: token.AccessToken,
	}
	if account.Name == "" {
		account.Name = user.Login
	}
	for _, address := range addresses {
		if address.Primary && address.Verified {
			account.Email, account.EmailVerified = identity.NormalEmail(address.Email), true
			return account, nil
		}
	}
	return identity.ProviderAccount{}, identity.ErrProviderEmail
}

// read asks the provider's API for what the token may see.
func (c *Client) read(ctx context.Context, address, token string, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Accept", "application/json")
	answer, err := c.http.Do(r)
	if err != nil {
		return identity.ErrProviderDown.Wrap(err)
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode == http.StatusUnauthorized, answer.StatusCode == http.StatusForbidden:
		return identity.ErrProviderRefused.Wrap(fmt.Errorf("oauth: %s: %s", address, answer.Status))
	case answer.StatusCode != http.StatusOK:
		return identity.ErrProviderDown.Wrap(fmt.Errorf("oauth: %s: %s", address, answer.Status))
	}
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
		return identity.ErrProviderDown.Wrap(fmt.Errorf("oauth: %s: %w", address, err))
	}
	return nil
}
