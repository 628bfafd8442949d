package ports

// Sealer encrypts what must be stored but not read from a stolen database.
type Sealer interface {
	// Seal encrypts plain. The purpose is bound to it: what was sealed for one cannot
	// be opened for another, so sealed values cannot be swapped between columns.
	Seal(plain []byte, purpose string) ([]byte, error)
	// Open answers what was sealed, or an error when the key or the purpose is another
	// one or a bit was changed.
	Open(sealed []byte, purpose string) ([]byte, error)
}
