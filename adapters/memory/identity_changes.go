package memory

import (
	"context"
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

const (
	linksTable        = "identity.mail_links"
	emailChangesTable = "identity.email_changes"
	removalsTable     = "identity.factor_removals"
	knownTable        = "identity.known_devices"
)

type mailLinks struct{ in identityIn }

// MailLinks makes the store of mailed links of a unit of work.
func MailLinks(s Session) ports.MailLinkStore { return mailLinks{s.identity()} }

// MailLinkReads makes the store of mailed links outside any unit of work; it must not be
// written to.
func MailLinkReads(db *DB) ports.MailLinkStore { return mailLinks{db.Read} }

func linkRows(s Session) Rows[id.MailToken, identity.MailLink] {
	return Table[id.MailToken, identity.MailLink](s, linksTable)
}

func (m mailLinks) Create(_ context.Context, link identity.MailLink) error {
	m.in(func(s Session) { linkRows(s)[link.ID] = link })
	return nil
}

func (m mailLinks) Find(_ context.Context, purpose identity.LinkPurpose, hash identity.TokenHash) (link identity.MailLink, err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		for _, row := range linkRows(s) {
			if row.Purpose == purpose && row.Hash == hash {
				link, err = row, nil
			}
		}
	})
	return link, err
}

func (m mailLinks) Use(_ context.Context, user id.User, link id.MailToken, at time.Time) (err error) {
	err = fault.ErrStale
	m.in(func(s Session) {
		if row, ok := linkRows(s)[link]; ok && row.User == user && row.UsedAt.IsZero() {
			row.UsedAt = at
			linkRows(s)[link], err = row, nil
		}
	})
	return err
}

func (m mailLinks) End(_ context.Context, user id.User, at time.Time, purposes ...identity.LinkPurpose) error {
	m.in(func(s Session) {
		for key, row := range linkRows(s) {
			if row.User == user && slices.Contains(purposes, row.Purpose) && row.UsedAt.IsZero() {
				row.UsedAt = at
				linkRows(s)[key] = row
			}
		}
	})
	return nil
}

func (m mailLinks) DeleteExpired(_ context.Context, before time.Time) (n int, _ error) {
	m.in(func(s Session) {
		n = removeRows(linkRows(s), func(l identity.MailLink) bool { return !l.ExpiresAt.After(before) })
	})
	return n, nil
}

type emailChanges struct{ s Session }

// EmailChanges makes the store of moves between addresses of a unit of work.
func EmailChanges(s Session) ports.EmailChangeStore { return emailChanges{s} }

func (m emailChanges) rows() Rows[id.MailToken, identity.EmailChange] {
	return Table[id.MailToken, identity.EmailChange](m.s, emailChangesTable)
}

func (m emailChanges) Create(_ context.Context, change identity.EmailChange) error {
	m.rows()[change.ID] = change
	return nil
}

func (m emailChanges) Get(_ context.Context, user id.User, change id.MailToken) (identity.EmailChange, error) {
	row, ok := m.rows()[change]
	if !ok || row.User != user {
		return identity.EmailChange{}, fault.ErrNotFound
	}
	return row, nil
}

func (m emailChanges) Update(ctx context.Context, change identity.EmailChange) error {
	row, err := m.Get(ctx, change.User, change.ID)
	if err != nil {
		return err
	}
	row.ConfirmedAt, row.UndoneAt = change.ConfirmedAt, change.UndoneAt
	m.rows()[change.ID] = row
	return nil
}

func (m emailChanges) DeleteOld(_ context.Context, before time.Time) (int, error) {
	return removeRows(m.rows(), func(c identity.EmailChange) bool { return !c.CreatedAt.After(before) }), nil
}

type factorRemovals struct{ in identityIn }

// FactorRemovals makes the store of removals of lost factors of a unit of work.
func FactorRemovals(s Session) ports.FactorRemovalStore { return factorRemovals{s.identity()} }

// FactorRemovalReads makes the store of removals outside any unit of work; it must not be
// written to.
func FactorRemovalReads(db *DB) ports.FactorRemovalStore { return factorRemovals{db.Read} }

func removalRows(s Session) Rows[id.MailToken, identity.FactorRemoval] {
	return Table[id.MailToken, identity.FactorRemoval](s, removalsTable)
}

func (m factorRemovals) Create(ctx context.Context, removal identity.FactorRemoval) error {
	if _, err := m.Current(ctx, removal.User); err == nil {
		return identity.ErrRemovalOpen
	}
	m.in(func(s Session) { removalRows(s)[removal.ID] = removal })
	return nil
}

func (m factorRemovals) find(match func(identity.FactorRemoval) bool) (found identity.FactorRemoval, err error) {
	err = fault.ErrNotFound
	m.in(func(s Session) {
		for _, row := range removalRows(s) {
			if match(row) {
				found, err = row, nil
			}
		}
	})
	return found, err
}

func (m factorRemovals) Get(_ context.Context, user id.User, removal id.MailToken) (identity.FactorRemoval, error) {
	return m.find(func(r identity.FactorRemoval) bool { return r.ID == removal && r.User == user })
}

func (m factorRemovals) Current(_ context.Context, user id.User) (identity.FactorRemoval, error) {
	return m.find(func(r identity.FactorRemoval) bool { return r.User == user && r.Open() })
}

func (m factorRemovals) Update(ctx context.Context, removal identity.FactorRemoval) error {
	row, err := m.Get(ctx, removal.User, removal.ID)
	if err != nil {
		return err
	}
	row.ConfirmedAt, row.CalledOffAt, row.DoneAt = removal.ConfirmedAt, removal.CalledOffAt, removal.DoneAt
	m.in(func(s Session) { removalRows(s)[removal.ID] = row })
	return nil
}
