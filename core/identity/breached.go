package identity

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
)

// breachedFilter is a Bloom filter over passwords that are known from stolen lists:
// one byte with the number of rounds, then the bits. tools/breached.mjs makes it. It
// takes about one in fifteen thousand good passwords for a bad one, and never a bad one
// for a good one.
//
//go:embed breached.bloom
var breachedFilter []byte

// breached tells whether a word in lower case is in the filter.
func breached(word string) bool {
	rounds, bits := int(breachedFilter[0]), breachedFilter[1:]
	sum := sha256.Sum256([]byte(word))
	at, step := binary.BigEndian.Uint32(sum[:4]), binary.BigEndian.Uint32(sum[4:8])
	for range rounds {
		bit := at % uint32(8*len(bits))
		if bits[bit/8]&(1<<(bit%8)) == 0 {
			return false
		}
		at += step
	}
	return true
}
