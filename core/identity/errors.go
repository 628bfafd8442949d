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
	// ErrLinkTooLate is ErrLinkExpired for links that do not live for a day.
	ErrLinkTooLate = fault.New(fault.Conflict, "identity.link_too_late",
		"This link has expired. Ask for a new one.")
	// ErrChallengeInvalid says that a half-finished sign-in is unknown, expired, finished,
	// or was answered wrongly too often.
	ErrChallengeInvalid = fault.New(fault.Unauthenticated, "identity.challenge_invalid",
		"This sign-in took too long or was tried too often. Start again.")
	// ErrWrongCode is the answer to any second proof that is not right.
	ErrWrongCode = fault.New(fault.Invalid, "identity.wrong_code",
		"This code is not right. Codes work once and change every 30 seconds; wait for the next one, then try again.")
	// ErrWrongPassword is for people who are signed in and say their password once more.
	ErrWrongPassword = fault.New(fault.Invalid, "identity.wrong_password",
		"This is not your password. Try again, or sign out and reset it.")
	// ErrPasskeyFailed says that a passkey was not accepted, for whatever reason.
	ErrPasskeyFailed = fault.New(fault.Invalid, "identity.passkey_failed",
		"This passkey was not accepted. It may have been removed from your account, or the page was open for too long. Reload, then try again.")
	// ErrPasskeyExists says that a device holds a passkey of the account already.
	ErrPasskeyExists = fault.New(fault.Conflict, "identity.passkey_exists",
		"This device has a passkey for your account already.")
	// ErrTooManyPasskeys says that MaxPasskeys is reached.
	ErrTooManyPasskeys = fault.New(fault.Exhausted, "identity.too_many_passkeys",
		"An account can have 20 passkeys. Remove one that you do not use any more.")
	// ErrFactorOn says that there is an authenticator app already.
	ErrFactorOn = fault.New(fault.Conflict, "identity.factor_on",
		"You have an authenticator app already. Remove it first to set up another.")
	// ErrNoFactor says that there is nothing to confirm, renew or remove.
	ErrNoFactor = fault.New(fault.Conflict, "identity.no_factor",
		"There is no second factor to do this with. Set one up first.")
	// ErrRemovalOpen is for stores: the removal of a lost factor is under way already.
	ErrRemovalOpen = fault.New(fault.Conflict, "identity.removal_open",
		"The removal of your second factor is under way already. Look into your mail.")
	// ErrLastFactor says that somebody's role does not let them remove their only second factor.
	ErrLastFactor = fault.New(fault.Conflict, "identity.last_factor",
		"Your role in the admin console needs a second factor. Set up another one before you remove this one.")
	// ErrFactorRequired says that an app opens only to those who have shown a second factor.
	ErrFactorRequired = fault.New(fault.Forbidden, "identity.factor_required",
		"This site needs a second factor. Set up an authenticator app or a passkey first.")
	// ErrProofNeeded says that the actor must first show once more who they are.
	ErrProofNeeded = fault.New(fault.Forbidden, "identity.proof_needed",
		"Confirm first that it is you.")
	// ErrNoPassword says that an account has no password to prove anything with.
	ErrNoPassword = fault.New(fault.Conflict, "identity.no_password",
		"Your account has no password. Sign out, then sign in again the way you usually do.")
	// ErrBusy says that more people want in at once than passwords can be checked.
	ErrBusy = fault.New(fault.Unavailable, "identity.busy",
		"Many people are signing in at this moment. Wait a few seconds, then try again.")
	// ErrRefreshInvalid says that a refresh token cannot be exchanged.
	ErrRefreshInvalid = fault.New(fault.Unauthenticated, "identity.refresh_invalid",
		"You have been signed out. Please sign in again.")
	// ErrTokenInvalid says that an access token is malformed, expired or not for this app.
	ErrTokenInvalid = fault.ErrUnauthenticated.With(
		"The access token is not valid here or has expired. Refresh it, or sign in again.")
	// ErrProviderUnknown says that people cannot sign in with the provider here.
	ErrProviderUnknown = fault.New(fault.NotFound, "identity.provider_unknown",
		"Signing in with this provider is not set up on this site.")
	// ErrProviderDown says that a provider does not answer, or not in time.
	ErrProviderDown = fault.New(fault.Unavailable, "identity.provider_down",
		"The provider does not answer at the moment. Try again in a minute, or sign in another way.")
	// ErrProviderRefused says that the proof from a provider cannot be believed, or that it
	// came too late, a second time, or to another browser.
	ErrProviderRefused = fault.New(fault.Invalid, "identity.provider_refused",
		"This sign-in could not be checked, so nothing was changed. It may have taken too long or been opened twice. Start again.")
	// ErrProviderDeclined says that the person did not agree at the provider.
	ErrProviderDeclined = fault.New(fault.Invalid, "identity.provider_declined",
		"You did not agree at the provider, so nothing was changed. You can try again or sign in another way.")
	// ErrProviderEmail says that a provider does not vouch for an address.
	ErrProviderEmail = fault.New(fault.Invalid, "identity.provider_email",
		"The provider does not say that your e-mail address is confirmed. Confirm it there first, or create an account here with a password.")
	// ErrProviderAccountExists is told only to somebody whose address a provider vouches for.
	ErrProviderAccountExists = fault.New(fault.Conflict, "identity.provider_account_exists",
		"There is an account with this e-mail address already. Sign in to it the way you usually do, then connect the provider in the settings.")
	// ErrProviderNoAccount says that an app makes no accounts for people from providers.
	ErrProviderNoAccount = fault.New(fault.Unauthenticated, "identity.provider_no_account",
		"No account that may use this site is connected with the provider.")
	// ErrConnectionTaken says that an account elsewhere belongs to another account here.
	ErrConnectionTaken = fault.New(fault.Conflict, "identity.connection_taken",
		"That account is connected with another account here. Disconnect it there first.")
	// ErrConnectionExists says that another account of the provider is connected already.
	ErrConnectionExists = fault.New(fault.Conflict, "identity.connection_exists",
		"You have connected an account of this provider already. Disconnect it first to connect another.")
	// ErrLastMethod says that nothing else would be left to sign in with.
	ErrLastMethod = fault.New(fault.Conflict, "identity.last_method",
		"This is the only way to sign in to your account. Set a password or add a passkey before you disconnect it.")
	// ErrSigningKeyExists is for stores: another process has made the signing key first.
	ErrSigningKeyExists = fault.New(fault.Conflict, "identity.signing_key_exists",
		"There is an active signing key already.")
)
