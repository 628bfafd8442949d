// Package resumes holds the nouns of a person's resumes: the file that was
// uploaded, what was read from it line by line, and the draft of facts that rules
// found in those lines. Nothing in a draft is invented: each value points to the
// lines that it was read from. The package must not know file formats, storage or
// the other domains.
package resumes
