package platformtest

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/bcrypt"
	"github.com/applyforus/applyforus/adapters/jwt"
	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/adapters/seal"
	"github.com/applyforus/applyforus/apps/internal/account"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
	"github.com/applyforus/applyforus/core/identity/oauthsvc"
	"github.com/applyforus/applyforus/ports"
)

// Accounts are the use-cases of accounts over memory, with quick password hashes.
type Accounts struct {
	account.Services

	DB    *memory.DB
	Mails *memory.Mailer
	// Elsewhere are the providers to sign in with; none is set up at first.
	Elsewhere *memory.Providers

	t    testing.TB
	work ports.UnitOfWork[identitysvc.Tx]
	done map[int]bool // tasks that were worked
}

// OpenAccounts makes the use-cases. Passkeys work on all apps, without cryptography.
func OpenAccounts(t testing.TB, now ports.Clock) *Accounts {
	t.Helper()
	hasher, err := bcrypt.New(bcrypt.Options{Cost: 4, Parallel: 4})
	if err != nil {
		t.Fatal(err)
	}
	sealer, err := seal.New(bytes.Repeat([]byte{7}, seal.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	a := &Accounts{DB: memory.New(), Mails: &memory.Mailer{}, Elsewhere: memory.NewProviders(), t: t, done: map[int]bool{}}
	work := memory.UnitOfWork(a.DB, func(s memory.Session) identitysvc.Tx {
		return identitysvc.Tx{
			Users: memory.Users(s), Sessions: memory.Sessions(s), Refresh: memory.Refresh(s),
			Verifications: memory.Verifications(s), SigningKeys: memory.SigningKeys(s),
			Factors: memory.Factors(s), Passkeys: memory.Passkeys(s), Challenges: memory.Challenges(s), Links: memory.MailLinks(s),
			EmailChanges: memory.EmailChanges(s), Removals: memory.FactorRemovals(s), Devices: memory.Devices(s),
			Known: memory.KnownDevices(s), Outbox: s.Outbox(),
		}
	})
	a.work = work
	read := identitysvc.Reads{
		Users: memory.UserReads(a.DB), Sessions: memory.SessionReads(a.DB), SigningKeys: memory.SigningKeyReads(a.DB),
		Factors: memory.FactorReads(a.DB), Passkeys: memory.PasskeyReads(a.DB), Links: memory.MailLinkReads(a.DB),
		Removals: memory.FactorRemovalReads(a.DB), Devices: memory.DeviceReads(a.DB), Known: memory.KnownDeviceReads(a.DB),
	}
	sites := map[identity.App]string{
		identity.AppSeeker: "http://localhost:3000", identity.AppEmployer: "http://localhost:3002", identity.AppAdmin: "http://localhost:3001",
	}
	limits := memory.NewRateLimiter(now)
	a.Identity = identitysvc.New(identitysvc.Deps{
		Work: work, Read: read, Passwords: hasher, Tokens: jwt.New("https://test.example"), Sealer: sealer, Limits: limits, Mailer: a.Mails,
		Settings: identitysvc.Settings{Now: now, Sites: sites},
	})
	a.Factors = identitysvc.NewFactors(identitysvc.FactorDeps{
		Work: work, Read: read, SignIns: a.Identity, Passwords: hasher, Sealer: sealer, Limits: limits, Now: now,
		Passkeys: memory.NewPasskeyService(map[identity.App]string{identity.AppSeeker: "localhost", identity.AppEmployer: "localhost", identity.AppAdmin: "localhost"}),
	})
	a.Providers = oauthsvc.New(oauthsvc.Deps{
		Work: memory.UnitOfWork(a.DB, func(s memory.Session) oauthsvc.Tx {
			return oauthsvc.Tx{
				Users: memory.Users(s), Passkeys: memory.Passkeys(s), Connections: memory.Connections(s), Once: memory.Passkeys(s),
				Devices: memory.Devices(s), Outbox: s.Outbox(),
			}
		}),
		Read:      oauthsvc.Reads{Users: memory.UserReads(a.DB), Passkeys: memory.PasskeyReads(a.DB), Connections: memory.ConnectionReads(a.DB)},
		Providers: a.Elsewhere, SignIns: a.Identity, Sealer: sealer, Limits: limits, Now: now,
	})
	a.Account = identitysvc.NewAccount(identitysvc.AccountDeps{Work: work, Read: read, Passwords: hasher, Limits: limits, Now: now})
	return a
}

// Work runs the tasks that are due at the time and were not run yet.
func (a *Accounts) Work(now time.Time) {
	a.t.Helper()
	for i, due := range a.DB.Tasks() {
		if a.done[i] || due.At.After(now) {
			continue
		}
		a.done[i] = true
		if err := a.run(a.t.Context(), due.Task); err != nil {
			a.t.Fatal(err)
		}
	}
}

func (a *Accounts) run(ctx context.Context, task ports.Task) error {
	switch task := task.(type) {
	case identity.SendVerification:
		return a.Identity.SendVerification(ctx, task)
	case identity.SendAlreadyRegistered:
		return a.Identity.SendAlreadyRegistered(ctx, task)
	case identity.SendPasswordReset:
		return a.Identity.SendPasswordReset(ctx, task)
	case identity.SendEmailConfirm:
		return a.Identity.SendEmailConfirm(ctx, task)
	case identity.SendEmailChanged:
		return a.Identity.SendEmailChanged(ctx, task)
	case identity.SendFactorRemoval:
		return a.Identity.SendFactorRemoval(ctx, task)
	case identity.WarnFactorRemoval:
		return a.Identity.WarnFactorRemoval(ctx, task)
	case identity.SendNotice:
		return a.Identity.SendNotice(ctx, task)
	case identity.SendNewDevice:
		return a.Identity.SendNewDevice(ctx, task)
	case identity.RemoveFactors:
		return a.Factors.RemoveFactors(ctx, task)
	}
	return fmt.Errorf("task of kind %s", task.Kind())
}

// Link works the tasks that are due and gives the secret of the newest mailed link to the path.
func (a *Accounts) Link(path string) string {
	a.t.Helper()
	a.Work(time.Now())
	mails := a.Mails.Sent()
	pattern := regexp.MustCompile(regexp.QuoteMeta(path) + `\?token=(\S+)`)
	for i := len(mails) - 1; i >= 0; i-- {
		if found := pattern.FindStringSubmatch(mails[i].Text); found != nil {
			return found[1]
		}
	}
	a.t.Fatalf("no mail leads to %s", path)
	return ""
}

// Age makes the proof of the session with the token that much older.
func (a *Accounts) Age(token string, by time.Duration) error {
	return a.work.Do(a.t.Context(), func(ctx context.Context, tx identitysvc.Tx) error {
		session, _, err := tx.Sessions.Find(ctx, identity.HashToken(token))
		if err != nil {
			return err
		}
		session.Proof.At = session.Proof.At.Add(-by)
		return tx.Devices.RenewSession(ctx, session.User, session.ID, session.TokenHash, session.Proof)
	})
}

// AgeClients makes the proofs of all token clients of the account that much older.
func (a *Accounts) AgeClients(email string, by time.Duration) error {
	return a.work.Do(a.t.Context(), func(ctx context.Context, tx identitysvc.Tx) error {
		user, err := tx.Users.GetByEmail(ctx, email)
		if err != nil {
			return err
		}
		devices, err := tx.Devices.List(ctx, user.ID)
		if err != nil {
			return err
		}
		for _, d := range devices {
			if d.Browser() {
				continue
			}
			d.Proof.At = d.Proof.At.Add(-by)
			if err := tx.Devices.ProveFamily(ctx, user.ID, d.Family, d.Proof); err != nil {
				return err
			}
		}
		return nil
	})
}
