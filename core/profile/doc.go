// Package profile is what a person said about themselves, fact by fact, each with
// where it came from, and the answers they gave to application questions. Nothing
// in it is ever inferred. It must not know how a resume is read or a form is filled.
package profile
