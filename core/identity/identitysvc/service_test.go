package identitysvc_test

import (
	"context"
	"fmt"
	"net/netip"
	"regexp"
	"sync"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
	"github.com/applyforus/applyforus/ports"
)

const (
	adaEmail    = "ada.berg@example.org"
	adaPassword = "lantern moss 47"
)

var home = identity.Client{IP: netip.MustParseAddr("192.0.2.7"), UserAgent: "Agent/1"}

// world is the service over memory with a clock that stands still.
type world struct {
	*identitysvc.Service

	factors *identitysvc.Factors
	account *identitysvc.Account

	t     testing.TB
	db    *memory.DB
	mails *memory.Mailer
	deps  identitysvc.Deps
	done  map[int]bool // tasks that were worked

	mu  sync.Mutex
	now time.Time
}

func setup(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, db: memory.New(), mails: &memory.Mailer{}, now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	read := identitysvc.Reads{
		Users: memory.UserReads(w.db), Sessions: memory.SessionReads(w.db), SigningKeys: memory.SigningKeyReads(w.db),
		Factors: memory.FactorReads(w.db), Passkeys: memory.PasskeyReads(w.db), Links: memory.MailLinkReads(w.db),
		Removals: memory.FactorRemovalReads(w.db), Devices: memory.DeviceReads(w.db), Known: memory.KnownDeviceReads(w.db),
	}
	limits, sealer := memory.NewRateLimiter(w.clock), memory.NewSealer(7)
	w.deps = identitysvc.Deps{
		Work: memory.UnitOfWork(w.db, func(s memory.Session) identitysvc.Tx {
			return identitysvc.Tx{
				Users: memory.Users(s), Sessions: memory.Sessions(s), Refresh: memory.Refresh(s),
				Verifications: memory.Verifications(s), SigningKeys: memory.SigningKeys(s),
				Factors: memory.Factors(s), Passkeys: memory.Passkeys(s), Challenges: memory.Challenges(s), Links: memory.MailLinks(s),
				EmailChanges: memory.EmailChanges(s), Removals: memory.FactorRemovals(s), Devices: memory.Devices(s),
				Known: memory.KnownDevices(s), Outbox: s.Outbox(),
			}
		}),
		Read: read, Passwords: memory.Passwords{}, Tokens: memory.NewAccessTokens("https://test.example"), Sealer: sealer,
		Limits: limits, Mailer: w.mails,
		Settings: identitysvc.Settings{
			Now: w.clock,
			Sites: map[identity.App]string{
				identity.AppSeeker: "http://localhost:3000", identity.AppEmployer: "http://localhost:3002", identity.AppAdmin: "http://localhost:3001",
			},
		},
	}
	w.Service = identitysvc.New(w.deps)
	w.factors = identitysvc.NewFactors(identitysvc.FactorDeps{
		Work: w.deps.Work, Read: read, SignIns: w.Service, Passwords: w.deps.Passwords, Sealer: sealer, Limits: limits, Now: w.clock,
		Passkeys: memory.NewPasskeyService(map[identity.App]string{identity.AppSeeker: "localhost", identity.AppAdmin: "localhost", identity.AppEmployer: "elsewhere"}),
	})
	w.account = identitysvc.NewAccount(identitysvc.AccountDeps{Work: w.deps.Work, Read: read, Passwords: w.deps.Passwords, Limits: limits, Now: w.clock})
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

// work runs the tasks that are due and were not run yet.
func (w *world) work() {
	w.t.Helper()
	tasks := w.db.Tasks()
	if w.done == nil {
		w.done = map[int]bool{}
	}
	for i, due := range tasks {
		if w.done[i] || due.At.After(w.clock()) {
			continue
		}
		w.done[i] = true
		if err := w.run(due.Task); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *world) run(task ports.Task) error {
	ctx := w.t.Context()
	switch task := task.(type) {
	case identity.SendVerification:
		return w.SendVerification(ctx, task)
	case identity.SendAlreadyRegistered:
		return w.SendAlreadyRegistered(ctx, task)
	case identity.SendPasswordReset:
		return w.SendPasswordReset(ctx, task)
	case identity.SendEmailConfirm:
		return w.SendEmailConfirm(ctx, task)
	case identity.SendEmailChanged:
		return w.SendEmailChanged(ctx, task)
	case identity.SendFactorRemoval:
		return w.SendFactorRemoval(ctx, task)
	case identity.WarnFactorRemoval:
		return w.WarnFactorRemoval(ctx, task)
	case identity.SendNotice:
		return w.SendNotice(ctx, task)
	case identity.SendNewDevice:
		return w.SendNewDevice(ctx, task)
	case identity.RemoveFactors:
		return w.factors.RemoveFactors(ctx, task)
	}
	return fmt.Errorf("task of kind %s", task.Kind())
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

// linkTo is the secret of the newest mailed link that leads to the path.
func (w *world) linkTo(path string) string {
	w.t.Helper()
	w.work()
	mails := w.mails.Sent()
	pattern := regexp.MustCompile(`http://\S+` + regexp.QuoteMeta(path) + `\?token=(\S+)`)
	for i := len(mails) - 1; i >= 0; i-- {
		if found := pattern.FindStringSubmatch(mails[i].Text); found != nil {
			return found[1]
		}
	}
	w.t.Fatalf("no mail leads to %s", path)
	return ""
}

// subjects lists the subjects of the mails so far.
func (w *world) subjects() []string {
	w.t.Helper()
	w.work()
	var list []string
	for _, mail := range w.mails.Sent() {
		list = append(list, mail.Subject)
	}
	return list
}

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
