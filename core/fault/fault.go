// Package fault is the one error type that may reach a person. A fault has a
// kind (which decides the status), a stable code (which clients switch on) and a
// message fit for the reader. Everything else is an internal error: logged,
// never shown. The package must not know HTTP, SQL or any domain.
package fault

import (
	"errors"
	"time"
)

// Kind says what sort of thing went wrong, independent of transport.
type Kind string

// The kinds of fault.
const (
	Invalid         Kind = "invalid"         // the input breaks a rule; see Violations
	Malformed       Kind = "malformed"       // the input cannot be read at all
	Unauthenticated Kind = "unauthenticated" // nobody is signed in
	Forbidden       Kind = "forbidden"       // signed in, and not allowed
	NotFound        Kind = "not_found"       // not there, or not yours
	Conflict        Kind = "conflict"        // clashes with what is there
	Exhausted       Kind = "exhausted"       // a plan's or quota's limit is reached
	RateLimited     Kind = "rate_limited"    // too many requests; see RetryAfter
	Unavailable     Kind = "unavailable"     // a part that is needed does not answer
	Internal        Kind = "internal"        // our mistake; never shown in detail
)

// Violation is one broken rule of one field. The rejected value is never part of it.
type Violation struct {
	Field   string // dotted path as the client names it; "" for the input as a whole
	Code    string // stable, e.g. "required", "too_long"
	Message string // what to do, for the reader
}

// Error is a fault. Compare with errors.Is: two faults are the same when their codes are.
type Error struct {
	Kind       Kind
	Code       string // stable, "<domain>.<snake>", e.g. "applications.duplicate"
	Message    string // for the reader: what happened and what to do
	Violations []Violation
	RetryAfter time.Duration // for RateLimited and Unavailable; 0 = not said
	cause      error
}

// New makes a sentinel fault.
func New(kind Kind, code, message string) *Error {
	return &Error{Kind: kind, Code: code, Message: message}
}

// Error implements error, for logs: it includes the cause.
func (e *Error) Error() string {
	text := e.Code + ": " + e.Message
	if e.cause != nil {
		text += ": " + e.cause.Error()
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.cause }

// Is compares codes, so a wrapped or reworded copy equals its sentinel.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Code == e.Code
}

// Wrap gives a copy that remembers the cause for the log. Identity is kept.
func (e *Error) Wrap(cause error) *Error {
	copied := *e
	copied.cause = cause
	return &copied
}

// With gives a copy with another message for the reader. Identity is kept.
func (e *Error) With(message string) *Error {
	copied := *e
	copied.Message = message
	return &copied
}

// After gives a copy that tells when to come back.
func (e *Error) After(d time.Duration) *Error {
	copied := *e
	copied.RetryAfter = d
	return &copied
}

// As finds the fault in a chain of errors; nil if there is none.
func As(err error) *Error {
	var found *Error
	if errors.As(err, &found) {
		return found
	}
	return nil
}

// Faults that belong to no single domain.
var (
	ErrUnauthenticated = New(Unauthenticated, "unauthenticated", "Please sign in first.")
	ErrForbidden       = New(Forbidden, "forbidden", "Your account may not do this.")
	ErrNotFound        = New(NotFound, "not_found", "There is nothing here, or it is not yours.")
	ErrStale           = New(Conflict, "stale", "This was changed somewhere else in the meantime. Reload, then try again.")
	ErrMalformed       = New(Malformed, "bad_request", "The request could not be read.")
)
