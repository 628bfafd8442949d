package porttest

import (
	"slices"
	"testing"

	"github.com/applyforus/applyforus/ports"
)

// Mailer runs the suite of ports.Mailer. open makes a mailer and a look into the
// mailbox behind it, oldest first; a mailbox shows a message with a known DedupeID once.
func Mailer(t *testing.T, open func(t *testing.T) (mailer ports.Mailer, delivered func() []ports.Mail)) {
	t.Helper()
	full := ports.Mail{
		To: "ada.berg@example.org", ToName: "Ada Berg", Subject: "Grüße — 你好", Text: "First line\n\nhttps://example.org/?a=1&b=2\n",
		HTML: "<p>First line</p>", DedupeID: "one",
	}
	check := func(t *testing.T, got []ports.Mail, want ...ports.Mail) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("delivered %+v\nwant %+v", got, want)
		}
	}
	t.Run("delivers every part, in order", func(t *testing.T) {
		t.Parallel()
		mailer, delivered := open(t)
		check(t, delivered())
		plain := ports.Mail{To: "sam@example.org", Subject: "Plain", Text: "Only text\n", DedupeID: "two"}
		must(t, mailer.Send(t.Context(), full))
		must(t, mailer.Send(t.Context(), plain))
		check(t, delivered(), full, plain)
	})
	t.Run("a repeated send can be recognised", func(t *testing.T) {
		t.Parallel()
		mailer, delivered := open(t)
		other := full
		other.DedupeID = "another"
		for _, mail := range []ports.Mail{full, full, other} {
			must(t, mailer.Send(t.Context(), mail))
		}
		check(t, delivered(), full, other)
	})
	t.Run("mails without an id are all different", func(t *testing.T) {
		t.Parallel()
		mailer, delivered := open(t)
		anonymous := full
		anonymous.DedupeID = ""
		must(t, mailer.Send(t.Context(), anonymous))
		must(t, mailer.Send(t.Context(), anonymous))
		check(t, delivered(), anonymous, anonymous)
	})
}
