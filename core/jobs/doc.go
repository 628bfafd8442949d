// Package jobs holds the nouns of the job market as a person looks at it: a job, the
// feed (board) it came from, where it is, what it pays, how much work applying is, and
// how one searches. Everything a posting does not state is the zero value and means
// "not stated"; nothing is guessed. The package does no I/O, reads no clock and must not
// know HTTP, SQL, a feed's wire format or a person's resume.
package jobs
