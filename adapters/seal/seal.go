// Package seal encrypts values for storage with AES-256-GCM under a ring of keys: the
// first one seals, all of them open. It must not know what the values are or where the
// keys come from.
package seal

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"

	"github.com/applyforus/applyforus/ports"
)

// KeySize is the length of a key in bytes.
const KeySize = 32

const (
	format1  = 1 // first byte: how the rest is laid out
	keyIDLen = 8
)

// ErrOpen says that a value was sealed with a key that is not in the ring or for another
// purpose, or was changed.
var ErrOpen = errors.New("seal: the value cannot be opened with these keys")

// Refresh gives the keys anew, the one that seals first; nil means that they are the same
// still. It is asked before each sealing and when a value has an unknown key.
type Refresh func() ([][]byte, error)

// Ring implements ports.Sealer. A sealed value is format (1 byte), key id (8), nonce
// (12), then ciphertext with its tag; the purpose is authenticated with it. Nonces are
// random, so a key must not seal more than 2^32 values: rotate it long before.
type Ring struct {
	refresh Refresh

	mu   sync.Mutex
	keys []key
}

type key struct {
	id   [keyIDLen]byte
	aead cipher.AEAD
}

var _ ports.Sealer = (*Ring)(nil)

// New makes a ring of one random key of 32 bytes.
func New(key []byte) (*Ring, error) { return NewRing([][]byte{key}, nil) }

// NewRing makes a ring over random keys of 32 bytes, the one that seals first. refresh
// may be nil for keys that never change while the process runs.
func NewRing(keys [][]byte, refresh Refresh) (*Ring, error) {
	ring := &Ring{refresh: refresh}
	return ring, ring.replace(keys)
}

func (r *Ring) replace(keys [][]byte) error {
	if len(keys) == 0 {
		return errors.New("seal: there is no key")
	}
	opened := make([]key, len(keys))
	for i, secret := range keys {
		if len(secret) != KeySize {
			return fmt.Errorf("seal: key %d has %d bytes, it must have %d", i+1, len(secret), KeySize)
		}
		block, err := aes.NewCipher(secret)
		if err != nil {
			return fmt.Errorf("seal: %w", err)
		}
		if opened[i].aead, err = cipher.NewGCM(block); err != nil {
			return fmt.Errorf("seal: %w", err)
		}
		opened[i].id = idOf(secret)
	}
	r.keys = opened
	return nil
}

// idOf names a key without giving anything of it away.
func idOf(secret []byte) [keyIDLen]byte {
	sum := sha256.Sum256(append([]byte("applyforus key id\x00"), secret...))
	return [keyIDLen]byte(sum[:keyIDLen])
}

// renew takes the keys from their source, if it has others.
func (r *Ring) renew() error {
	if r.refresh == nil {
		return nil
	}
	keys, err := r.refresh()
	if err != nil || keys == nil {
		return err
	}
	return r.replace(keys)
}

// Seal implements ports.Sealer.
func (r *Ring) Seal(plain []byte, purpose string) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.renew(); err != nil {
		return nil, err
	}
	primary := r.keys[0]
	nonce := make([]byte, primary.aead.NonceSize())
	rand.Read(nonce)
	return primary.aead.Seal(append(head(primary.id), nonce...), nonce, plain, []byte(purpose)), nil
}

// Open implements ports.Sealer.
func (r *Ring) Open(sealed []byte, purpose string) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	used, known := r.find(sealed)
	if !known {
		if err := r.renew(); err != nil {
			return nil, errors.Join(ErrOpen, err)
		}
		if used, known = r.find(sealed); !known {
			return nil, ErrOpen
		}
	}
	body := sealed[1+keyIDLen:]
	size := used.aead.NonceSize()
	if len(body) < size {
		return nil, ErrOpen
	}
	plain, err := used.aead.Open(nil, body[:size], body[size:], []byte(purpose))
	if err != nil {
		return nil, ErrOpen
	}
	return plain, nil
}

// Head is what every value begins with that the present key has sealed.
func (r *Ring) Head() ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.renew(); err != nil {
		return nil, err
	}
	return head(r.keys[0].id), nil
}

func head(id [keyIDLen]byte) []byte { return append([]byte{format1}, id[:]...) }

func (r *Ring) find(sealed []byte) (key, bool) {
	for _, k := range r.keys {
		if bytes.HasPrefix(sealed, head(k.id)) {
			return k, true
		}
	}
	return key{}, false
}
