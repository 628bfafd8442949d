package profile

import "github.com/applyforus/applyforus/core/id"

// Source says how a fact came to be known.
type Source string

// Sources of facts. Both are the person's own word: a fact read from a resume counts
// only after the person confirmed it.
const (
	SourceTyped  Source = "typed"
	SourceResume Source = "resume"
)

// Provenance says where a fact came from, so that every use of it can show its origin.
type Provenance struct {
	Source Source    `json:"source"`
	Resume id.Resume `json:"resume,omitzero"` // for SourceResume, and for what was typed while that resume was checked
	Quote  string    `json:"quote,omitempty"` // the words of the resume
	Page   int       `json:"page,omitempty"`  // from 1; 0 = not known
}

// Typed is the provenance of what the person typed.
func Typed() Provenance { return Provenance{Source: SourceTyped} }

// TypedFor is the provenance of what the person typed while checking a resume.
func TypedFor(resume id.Resume) Provenance { return Provenance{Source: SourceTyped, Resume: resume} }

// FromResume tells whether the fact came in with the given resume: read from it, or
// typed while it was checked.
func (p Provenance) FromResume(resume id.Resume) bool {
	return !p.Resume.IsZero() && p.Resume == resume
}
