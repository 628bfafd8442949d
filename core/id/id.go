// Package id holds the typed identifiers of every domain. Each identifier is a
// UUIDv7 (RFC 9562, section 5.7) whose Go type names what it identifies, so a
// user's id cannot be handed to a function that wants a job's. The package must
// not know any domain: it only lists their names.
package id

import (
	"crypto/rand"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// ID is a UUID that belongs to the kind K. Its zero value means "none".
type ID[K any] [16]byte

// ErrMalformed says that a text is not a UUID in its canonical form of 36 characters.
var ErrMalformed = errors.New("id: not a UUID")

// New makes a UUIDv7: 48 bits of milliseconds since 1970, then 74 random bits.
// Identifiers made later sort later, which keeps index pages warm. An identifier
// is no secret: never use it as a token.
func New[K any]() ID[K] { return NewAt[K](time.Now()) }

// NewAt makes a UUIDv7 that carries the given time in milliseconds.
func NewAt[K any](at time.Time) ID[K] {
	var u ID[K]
	rand.Read(u[:])
	millis := uint64(at.UnixMilli())
	var head [8]byte
	binary.BigEndian.PutUint64(head[:], millis<<16)
	copy(u[:6], head[:6])
	u[6] = u[6]&0x0f | 0x70
	u[8] = u[8]&0x3f | 0x80
	return u
}

// Make makes an identifier of a named kind, e.g. Make[Job](now).
func Make[T ~[16]byte](at time.Time) T { return T(NewAt[struct{}](at)) }

// Parse reads the canonical form of 36 characters, in either case.
// It answers ErrMalformed for anything else.
func Parse[K any](s string) (ID[K], error) {
	var u ID[K]
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return u, ErrMalformed
	}
	compact := s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:]
	if _, err := hex.Decode(u[:], []byte(compact)); err != nil {
		return ID[K]{}, ErrMalformed
	}
	return u, nil
}

// MustParse is Parse for constants in tests and seeds; it panics on a malformed text.
func MustParse[K any](s string) ID[K] {
	u, err := Parse[K](s)
	if err != nil {
		panic(fmt.Sprintf("%v: %q", err, s))
	}
	return u
}

// IsZero tells whether the identifier is "none".
func (u ID[K]) IsZero() bool { return u == ID[K]{} }

// String gives the canonical form of 36 lower-case characters.
func (u ID[K]) String() string {
	var b [36]byte
	hex.Encode(b[:8], u[:4])
	hex.Encode(b[9:13], u[4:6])
	hex.Encode(b[14:18], u[6:8])
	hex.Encode(b[19:23], u[8:10])
	hex.Encode(b[24:], u[10:])
	b[8], b[13], b[18], b[23] = '-', '-', '-', '-'
	return string(b[:])
}

// MarshalText implements encoding.TextMarshaler: JSON and URLs carry the canonical form.
func (u ID[K]) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler. It answers ErrMalformed.
func (u *ID[K]) UnmarshalText(text []byte) error {
	parsed, err := Parse[K](string(text))
	if err != nil {
		return err
	}
	*u = parsed
	return nil
}

// Value implements driver.Valuer; "none" is stored as NULL.
func (u ID[K]) Value() (driver.Value, error) {
	if u.IsZero() {
		return nil, nil
	}
	return u.String(), nil
}

// Scan implements sql.Scanner; NULL becomes "none".
func (u *ID[K]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*u = ID[K]{}
		return nil
	case string:
		return u.UnmarshalText([]byte(v))
	case []byte:
		if len(v) == 16 {
			copy(u[:], v)
			return nil
		}
		return u.UnmarshalText(v)
	}
	return fmt.Errorf("id: cannot scan %T", src)
}
