package oauth

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/applyforus/applyforus/core/identity"
)

// claims are what we read of an ID token.
type claims struct {
	Email         string `json:"email"`
	EmailVerified truth  `json:"email_verified"`
	Name          string `json:"name"`
}

// truth reads true and "true": some providers write claims as text.
type truth bool

func (t *truth) UnmarshalJSON(text []byte) error {
	*t = string(text) == "true" || string(text) == `"true"`
	return nil
}

// openID checks an ID token: signature by one of the issuer's keys with an asymmetric
// algorithm, issuer, audience, times and nonce.
func openID(ctx context.Context, p Provider, known *oidc.Provider, trip identity.ProviderTrip, token *oauth2.Token) (identity.ProviderAccount, error) {
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return identity.ProviderAccount{}, identity.ErrProviderRefused.Wrap(errors.New("oauth: the answer has no ID token"))
	}
	verified, err := known.Verifier(&oidc.Config{ClientID: p.ClientID}).Verify(ctx, raw)
	if err != nil {
		return identity.ProviderAccount{}, identity.ErrProviderRefused.Wrap(fmt.Errorf("oauth: ID token of %s: %w", p.Name, err))
	}
	if (!p.Lax || verified.Nonce != "") && subtle.ConstantTimeCompare([]byte(verified.Nonce), []byte(trip.Nonce)) != 1 {
		return identity.ProviderAccount{}, identity.ErrProviderRefused.Wrap(errors.New("oauth: the ID token is for another sign-in"))
	}
	var said claims
	if err := verified.Claims(&said); err != nil {
		return identity.ProviderAccount{}, identity.ErrProviderRefused.Wrap(fmt.Errorf("oauth: claims of %s: %w", p.Name, err))
	}
	account := identity.ProviderAccount{
		Provider: p.Name, Issuer: verified.Issuer, Subject: verified.Subject,
		Email: identity.NormalEmail(said.Email), EmailVerified: bool(said.EmailVerified), Name: said.Name,
	}
	if p.Name == identity.LinkedIn { // its fields can be taken over into the profile
		account.Token = token.AccessToken
	}
	return account, nil
}
