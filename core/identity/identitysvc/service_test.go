package identitysvc_test

import (
	"context"
	"net/netip"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

const (
	adaEmail    = "ada.berg@example.org"
	adaPassword = "lantern moss 47"
)

var home = identity.Client{IP: netip.MustParseAddr("192.0.2.7"), UserAgent: "Agent/1"}

// world is the service over memory with a clock that stands still.
type world struct {
	*identitysvc.Service

	t     testing.TB
	db    *memory.DB
	mails *memory.Mailer
	deps  identitysvc.Deps
	done  int // tasks that were worked

	mu  sync.Mutex
	now time.Time
}

func setup(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, db: memory.New(), mails: &memory.Mailer{}, now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	w.deps = identitysvc.Deps{
		Work: memory.UnitOfWork(w.db, func(s memory.Session) identitysvc.Tx {
			return identitysvc.Tx{
				Users: memory.Users(s), Sessions: memory.Sessions(s), Refresh: memory.Refresh(s),
				Verifications: memory.Verifications(s), SigningKeys: memory.SigningKeys(s), Outbox: s.Outbox(),
			}
		}),
		Read: identitysvc.Reads{
			Users: memory.UserReads(w.db), Sessions: memory.SessionReads(w.db), SigningKeys: memory.SigningKeyReads(w.db),
		},
		Passwords: memory.Passwords{}, Tokens: memory.NewAccessTokens("https://test.example"), Sealer: memory.NewSealer(7),
		Limits: memory.NewRateLimiter(w.clock), Mailer: w.mails,
		Settings: identitysvc.Settings{
			Now: w.clock,
			Sites: map[identity.App]string{
				identity.AppSeeker: "http://localhost:3000", identity.AppEmployer: "http://localhost:3002",
			},
		},
	}
	w.Service = identitysvc.New(w.deps)
	return w
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// work runs the tasks that were not run yet.
func (w *world) work() {
	w.t.Helper()
	tasks := w.db.Tasks()
	for _, due := range tasks[w.done:] {
		var err error
		switch task := due.Task.(type) {
		case identity.SendVerification:
			err = w.SendVerification(w.t.Context(), task)
		case identity.SendAlreadyRegistered:
			err = w.SendAlreadyRegistered(w.t.Context(), task)
		default:
			w.t.Fatalf("task of kind %s", task.Kind())
		}
		if err != nil {
			w.t.Fatal(err)
		}
	}
	w.done = len(tasks)
}

func (w *world) register() {
	w.t.Helper()
	err := w.Register(w.t.Context(), identitysvc.RegisterInput{
		Email: adaEmail, Password: adaPassword, Name: "Ada Berg", App: identity.AppSeeker, Client: home,
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) credentials() identitysvc.CredentialsInput {
	return identitysvc.CredentialsInput{Email: adaEmail, Password: adaPassword, App: identity.AppSeeker, Client: home}
}

func (w *world) signIn() (identity.Actor, string) {
	w.t.Helper()
	credentials := w.credentials()
	credentials.Browser = true
	in, err := w.SignIn(w.t.Context(), credentials)
	if err != nil {
		w.t.Fatal(err)
	}
	actor, err := w.BySession(w.t.Context(), identity.AppSeeker, in.Session)
	if err != nil {
		w.t.Fatal(err)
	}
	return actor, in.Session
}

func (w *world) login() identity.Welcome {
	w.t.Helper()
	in, err := w.SignIn(w.t.Context(), w.credentials())
	if err != nil {
		w.t.Fatal(err)
	}
	return in
}

var linkPattern = regexp.MustCompile(`http://\S+/verify-email\?token=(\S+)`)

// linkToken is the secret in the last mail.
func (w *world) linkToken() string {
	w.t.Helper()
	mails := w.mails.Sent()
	if len(mails) == 0 {
		w.t.Fatal("no mail was sent")
	}
	found := linkPattern.FindStringSubmatch(mails[len(mails)-1].Text)
	if found == nil {
		w.t.Fatalf("no link in the mail:\n%s", mails[len(mails)-1].Text)
	}
	return found[1]
}

// change edits the account behind the service's back.
func (w *world) change(edit func(*identity.User)) {
	w.t.Helper()
	err := w.deps.Work.Do(w.t.Context(), func(ctx context.Context, tx identitysvc.Tx) error {
		user, err := tx.Users.GetByEmail(ctx, adaEmail)
		if err != nil {
			return err
		}
		edit(&user)
		return tx.Users.Update(ctx, user)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}
