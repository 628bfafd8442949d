package profile

import "github.com/applyforus/applyforus/core/id"

// Source says how a fact came to be known.
type Source string

// Sources of facts. All are the person's own word: a fact that was read anywhere counts
// only after the person confirmed it.
const (
	SourceTyped      Source = "typed"
	SourceResume     Source = "resume"
	SourceLinkedIn   Source = "linkedin"         // a connected LinkedIn account
	SourceGitHub     Source = "github"           // a connected GitHub account
	SourceJSONResume Source = "jsonresume"       // an uploaded JSON Resume file
	SourceArchive    Source = "linkedin_archive" // the data archive that LinkedIn gives its members
)

// Imported tells whether facts of this source come in through an import, to be compared
// with the profile before they are taken over.
func (s Source) Imported() bool {
	switch s {
	case SourceLinkedIn, SourceGitHub, SourceJSONResume, SourceArchive:
		return true
	case SourceTyped, SourceResume:
	}
	return false
}

// Label is the source for people, to stand after "From".
func (s Source) Label() string {
	switch s {
	case SourceResume:
		return "your resume"
	case SourceLinkedIn:
		return "your LinkedIn account"
	case SourceGitHub:
		return "your GitHub account"
	case SourceJSONResume:
		return "your JSON Resume"
	case SourceArchive:
		return "your LinkedIn archive"
	case SourceTyped:
	}
	return "what you typed"
}

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
