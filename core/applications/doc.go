// Package applications is a person's applications: one per requisition, ever; what
// was answered and sent, the proof of it, and where it stands. It must not know how
// a form is filled.
package applications
