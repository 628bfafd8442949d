package identity

import (
	"crypto/rand"
	"strings"
)

// RecoveryCodes is how many codes a person gets at a time.
const RecoveryCodes = 10

// A recovery code has 24 characters of 5 bits: at 120 bits a fast hash protects it. The
// alphabet leaves out letters that are taken for others.
const (
	recoveryAlphabet = "0123456789abcdefghjkmnpqrstvwxyz"
	recoveryLen      = 24
	recoveryGroup    = 6
)

// NewRecoveryCodes makes a set of one-time codes as they are shown, once, and the hashes
// to keep.
func NewRecoveryCodes() (codes []string, hashes []TokenHash) {
	for range RecoveryCodes {
		var random [recoveryLen]byte
		rand.Read(random[:])
		var b strings.Builder
		for i, value := range random {
			if i > 0 && i%recoveryGroup == 0 {
				b.WriteByte('-')
			}
			b.WriteByte(recoveryAlphabet[value%32])
		}
		codes, hashes = append(codes, b.String()), append(hashes, HashRecoveryCode(b.String()))
	}
	return codes, hashes
}

// HashRecoveryCode gives the hash under which a code is kept, however it was typed: in
// either case, with or without dashes, with o for 0 and l or i for 1.
func HashRecoveryCode(code string) TokenHash {
	plain := strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '\t', '\u00a0':
			return -1
		case 'o':
			return '0'
		case 'i', 'l':
			return '1'
		}
		return r
	}, strings.ToLower(code))
	return HashToken("recovery code\x00" + plain)
}
