// Package identity is who somebody is: accounts, sessions, tokens and the actor
// on whose behalf a use-case runs. It must not know HTTP, cookies or how a hash is made.
package identity
