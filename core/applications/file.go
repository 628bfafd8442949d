package applications

// File is an application with everything that belongs to it.
type File struct {
	Application Application
	Answers     []Answer
	Timeline    []Entry // oldest first
	Notes       []Note  // newest first
	Evidence    []Evidence
}
