// Package seal encrypts values for storage with AES-256-GCM. It must not know what
// they are or where the key comes from.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/applyforus/applyforus/ports"
)

// KeySize is the length of a key in bytes.
const KeySize = 32

const (
	format1  = 1 // first byte: how the rest is laid out
	keyIDLen = 8
)

// ErrOpen says that a value was sealed with another key or for another purpose, or
// was changed.
var ErrOpen = errors.New("seal: the value cannot be opened with this key")

// Sealer implements ports.Sealer. A sealed value is format (1 byte), key id (8),
// nonce (12), then ciphertext with its tag.
type Sealer struct {
	aead  cipher.AEAD
	keyID [keyIDLen]byte
}

var _ ports.Sealer = (*Sealer)(nil)

// New makes a sealer over a random key of 32 bytes.
func New(key []byte) (*Sealer, error) {
	if len(key) != KeySize {
		return nil, fmt.Errorf("seal: the key has %d bytes, it must have %d", len(key), KeySize)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	sum := sha256.Sum256(append([]byte("applyforus key id\x00"), key...))
	return &Sealer{aead: aead, keyID: [keyIDLen]byte(sum[:keyIDLen])}, nil
}

// Seal implements ports.Sealer.
func (s *Sealer) Seal(plain []byte, purpose string) ([]byte, error) {
	head := append([]byte{format1}, s.keyID[:]...)
	nonce := make([]byte, s.aead.NonceSize())
	rand.Read(nonce)
	return s.aead.Seal(append(head, nonce...), nonce, plain, []byte(purpose)), nil
}

// Open implements ports.Sealer.
func (s *Sealer) Open(sealed []byte, purpose string) ([]byte, error) {
	head := 1 + keyIDLen
	if len(sealed) < head+s.aead.NonceSize() || sealed[0] != format1 || [keyIDLen]byte(sealed[1:head]) != s.keyID {
		return nil, ErrOpen
	}
	nonce, ciphertext := sealed[head:head+s.aead.NonceSize()], sealed[head+s.aead.NonceSize():]
	plain, err := s.aead.Open(nil, nonce, ciphertext, []byte(purpose))
	if err != nil {
		return nil, ErrOpen
	}
	return plain, nil
}
