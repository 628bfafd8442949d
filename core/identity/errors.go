package identity

import "github.com/applyforus/applyforus/core/fault"

// What can go wrong with accounts, sign-in and tokens.
var (
	// ErrUnverified says that an action needs a confirmed e-mail address.
	ErrUnverified = fault.New(fault.Forbidden, "identity.unverified",
		"Confirm your e-mail address first: open the link we sent you, or ask for a new one.")
	// ErrBadCredentials is the one answer to an unknown address and to a wrong password.
	ErrBadCredentials = fault.New(fault.Unauthenticated, "identity.bad_credentials",
		"This e-mail address and password do not belong together. Check both, then try again.")
	// ErrSuspended is told only to somebody who knows the password.
	ErrSuspended = fault.New(fault.Forbidden, "identity.suspended",
		"This account is suspended. Write to support to find out why and what can be done.")
	// ErrTooManyAttempts comes with the time after which to try again.
	ErrTooManyAttempts = fault.New(fault.RateLimited, "identity.too_many_attempts",
		"There were too many attempts. Wait a little, then try again.")
	// ErrRegistrationClosed says that an app's accounts are made by invitation.
	ErrRegistrationClosed = fault.New(fault.Forbidden, "identity.registration_closed",
		"Accounts for this site are made by its administrators. Ask one of them for access.")
	// ErrEmailTaken is for stores; it never reaches a visitor, who must not learn who has an account.
	ErrEmailTaken = fault.New(fault.Conflict, "identity.email_taken",
		"There is an account with this e-mail address already.")
	// ErrLinkInvalid says that a mailed link is unknown, was used, or was replaced.
	ErrLinkInvalid = fault.New(fault.Conflict, "identity.link_invalid",
		"This link is not valid any more. Sign in and ask for a new one.")
	// ErrLinkExpired says that a mailed link came too late.
	ErrLinkExpired = fault.New(fault.Conflict, "identity.link_expired",
		"This link has expired: it was good for 24 hours. Sign in and ask for a new one.")
	// ErrRefreshInvalid says that a refresh token cannot be exchanged.
	ErrRefreshInvalid = fault.New(fault.Unauthenticated, "identity.refresh_invalid",
		"You have been signed out. Please sign in again.")
	// ErrTokenInvalid says that an access token is malformed, expired or not for this app.
	ErrTokenInvalid = fault.ErrUnauthenticated.With(
		"The access token is not valid here or has expired. Refresh it, or sign in again.")
	// ErrSigningKeyExists is for stores: another process has made the signing key first.
	ErrSigningKeyExists = fault.New(fault.Conflict, "identity.signing_key_exists",
		"There is an active signing key already.")
)
