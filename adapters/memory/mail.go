package memory

import (
	"context"
	"slices"
	"sync"

	"github.com/applyforus/applyforus/ports"
)

// Mailer keeps what it is given. Fail makes the next Send fail.
type Mailer struct {
	mu   sync.Mutex
	sent []ports.Mail
	fail error
}

var _ ports.Mailer = (*Mailer)(nil)

// Send implements ports.Mailer. The same DedupeID is kept once.
func (m *Mailer) Send(_ context.Context, mail ports.Mail) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fail; err != nil {
		m.fail = nil
		return err
	}
	again := func(earlier ports.Mail) bool { return earlier.DedupeID == mail.DedupeID }
	if mail.DedupeID != "" && slices.ContainsFunc(m.sent, again) {
		return nil
	}
	m.sent = append(m.sent, mail)
	return nil
}

// Fail makes the next Send answer err.
func (m *Mailer) Fail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fail = err
}

// Sent gives the mails so far, oldest first.
func (m *Mailer) Sent() []ports.Mail {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]ports.Mail(nil), m.sent...)
}
