package memory

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

const (
	totpTable       = "identity.mfa_secrets"
	codesTable      = "identity.recovery_codes"
	passkeysTable   = "identity.passkeys"
	ceremoniesTable = "identity.answered_ceremonies"
	challengesTable = "identity.sign_in_challenges"
)

type factors struct{ in identityIn }

// Factors makes the store of authenticator apps and recovery codes of a unit of work.
func Factors(s Session) ports.FactorStore { return factors{s.identity()} }

// FactorReads makes the store of authenticator apps and recovery codes outside any unit of
// work; it must not be written to.
func FactorReads(db *DB) ports.FactorStore { return factors{db.Read} }

// recoveryCode is a code of somebody's; its row is whether it was used.
type recoveryCode struct {
	user id.User
	hash identity.TokenHash
}

func (m factors) Summary(_ context.Context, user id.User) (sum identity.Factors, _ error) {
	m.in(func(s Session) {
		totp, ok := Table[id.User, identity.TOTP](s, totpTable)[user]
		sum.TOTP = ok && totp.Confirmed()
		for _, passkey := range Table[id.Passkey, identity.Passkey](s, passkeysTable) {
			if passkey.User == user {
				sum.Passkeys++
			}
		}
		for code, used := range Table[recoveryCode, bool](s, codesTable) {
			if code.user == user && !used {
				sum.RecoveryCodes++
			}
		}
	})
	return sum, nil
}

func (m factors) TOTP(_ context.Context, user id.User) (totp identity.TOTP, err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		if row, ok := Table[id.User, identity.TOTP](s, totpTable)[user]; ok {
			totp, err = row, nil
		}
	})
	return totp, err
}

func (m factors) SaveTOTP(_ context.Context, totp identity.TOTP) error {
	m.in(func(s Session) { Table[id.User, identity.TOTP](s, totpTable)[totp.User] = totp })
	return nil
}

func (m factors) RemoveTOTP(_ context.Context, user id.User) error {
	m.in(func(s Session) { delete(Table[id.User, identity.TOTP](s, totpTable), user) })
	return nil
}

func (m factors) SetRecoveryCodes(_ context.Context, user id.User, hashes []identity.TokenHash) error {
	m.in(func(s Session) {
		rows := Table[recoveryCode, bool](s, codesTable)
		for code := range rows {
			if code.user == user {
				delete(rows, code)
			}
		}
		for _, hash := range hashes {
			rows[recoveryCode{user, hash}] = false
		}
	})
	return nil
}

func (m factors) UseRecoveryCode(_ context.Context, user id.User, hash identity.TokenHash, _ time.Time) (ok bool, _ error) {
	m.in(func(s Session) {
		rows := Table[recoveryCode, bool](s, codesTable)
		used, known := rows[recoveryCode{user, hash}]
		if ok = known && !used; ok {
			rows[recoveryCode{user, hash}] = true
		}
	})
	return ok, nil
}

type passkeys struct{ in identityIn }

// Passkeys makes the store of passkeys of a unit of work.
func Passkeys(s Session) ports.PasskeyStore { return passkeys{s.identity()} }

// PasskeyReads makes the store of passkeys outside any unit of work; it must not be written to.
func PasskeyReads(db *DB) ports.PasskeyStore { return passkeys{db.Read} }

func passkeyRows(s Session) Rows[id.Passkey, identity.Passkey] {
	return Table[id.Passkey, identity.Passkey](s, passkeysTable)
}

func (m passkeys) Create(_ context.Context, passkey identity.Passkey) (err error) {
	m.in(func(s Session) {
		for _, row := range passkeyRows(s) {
			if bytes.Equal(row.Credential, passkey.Credential) {
				err = identity.ErrPasskeyExists
				return
			}
		}
		passkeyRows(s)[passkey.ID] = passkey
	})
	return err
}

func (m passkeys) List(_ context.Context, user id.User) ([]identity.Passkey, error) {
	list := []identity.Passkey{}
	m.in(func(s Session) {
		for _, row := range passkeyRows(s) {
			if row.User == user {
				list = append(list, row)
			}
		}
	})
	slices.SortFunc(list, func(a, b identity.Passkey) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	return list, nil
}

func (m passkeys) Update(_ context.Context, passkey identity.Passkey) (err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		if row, ok := passkeyRows(s)[passkey.ID]; ok && row.User == passkey.User {
			row.Name, row.SignCount, row.BackedUp, row.LastUsedAt = passkey.Name, passkey.SignCount, passkey.BackedUp, passkey.LastUsedAt
			passkeyRows(s)[passkey.ID], err = row, nil
		}
	})
	return err
}

func (m passkeys) Delete(_ context.Context, user id.User, passkey id.Passkey) (err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		if row, ok := passkeyRows(s)[passkey]; ok && row.User == user {
			delete(passkeyRows(s), passkey)
			err = nil
		}
	})
	return err
}

func (m passkeys) Answer(_ context.Context, challenge identity.TokenHash, until time.Time) (err error) {
	m.in(func(s Session) {
		rows := Table[identity.TokenHash, time.Time](s, ceremoniesTable)
		if _, answered := rows[challenge]; answered {
			err = fault.ErrStale
			return
		}
		rows[challenge] = until
	})
	return err
}

func (m passkeys) DeleteAnswered(_ context.Context, before time.Time) (n int, _ error) {
	m.in(func(s Session) {
		n = removeRows(Table[identity.TokenHash, time.Time](s, ceremoniesTable), func(until time.Time) bool { return !until.After(before) })
	})
	return n, nil
}

type challenges struct{ s Session }

// Challenges makes the store of half-finished sign-ins of a unit of work.
func Challenges(s Session) ports.ChallengeStore { return challenges{s} }

func (m challenges) rows() Rows[identity.TokenHash, identity.SignInChallenge] {
	return Table[identity.TokenHash, identity.SignInChallenge](m.s, challengesTable)
}

func (m challenges) Create(_ context.Context, challenge identity.SignInChallenge) error {
	m.rows()[challenge.Hash] = challenge
	return nil
}

func (m challenges) Find(_ context.Context, token identity.TokenHash) (identity.SignInChallenge, error) {
	challenge, ok := m.rows()[token]
	if !ok {
		return challenge, fault.ErrNotFound
	}
	return challenge, nil
}

func (m challenges) Update(_ context.Context, challenge identity.SignInChallenge) error {
	row, ok := m.rows()[challenge.Hash]
	if !ok || row.User != challenge.User {
		return fault.ErrNotFound
	}
	row.Attempts, row.UsedAt = challenge.Attempts, challenge.UsedAt
	m.rows()[challenge.Hash] = row
	return nil
}

func (m challenges) DeleteExpired(_ context.Context, before time.Time) (int, error) {
	return removeRows(m.rows(), func(c identity.SignInChallenge) bool { return !c.ExpiresAt.After(before) }), nil
}
