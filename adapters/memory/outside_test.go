package memory_test

import (
	"errors"
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestBlobs(t *testing.T) {
	t.Parallel()
	porttest.BlobStore(t, func(*testing.T) ports.BlobStore { return memory.NewBlobs() })
}

func TestWaker(t *testing.T) {
	t.Parallel()
	porttest.Waker(t, func(*testing.T) (ports.Waker, ports.Waker) {
		waker := memory.NewWaker()
		return waker, waker
	})
}

func TestMailer(t *testing.T) {
	t.Parallel()
	porttest.Mailer(t, func(*testing.T) (ports.Mailer, func() []ports.Mail) {
		mailer := &memory.Mailer{}
		return mailer, mailer.Sent
	})
}

func TestMailerFailsOnce(t *testing.T) {
	t.Parallel()
	mailer, boom := &memory.Mailer{}, errors.New("boom")
	mailer.Fail(boom)
	mail := ports.Mail{To: "ada@example.org", DedupeID: "one"}
	if err := mailer.Send(t.Context(), mail); !errors.Is(err, boom) || len(mailer.Sent()) != 0 {
		t.Fatalf("err = %v, %d sent", err, len(mailer.Sent()))
	}
	if err := mailer.Send(t.Context(), mail); err != nil || len(mailer.Sent()) != 1 {
		t.Fatalf("the second try: %v, %d sent", err, len(mailer.Sent()))
	}
}
