// Package profile is what a person said about themselves, fact by fact, each with
// where it came from, what they wish for, and the answers they gave to application
// questions. Nothing in it is ever inferred. It reads and writes the exchange formats
// that hold such facts (JSON Resume, LinkedIn's archive). It must not know how a resume
// is read or a form is filled.
package profile
