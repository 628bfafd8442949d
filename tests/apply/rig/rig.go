// Package rig puts the parts of applying together for tests and measurements: real
// stores, queue, files and wakes, a clock that can be moved, and whatever browser it is
// given. It must not know what is tested with it.
package rig

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/applyforus/applyforus/adapters/blob"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/applicationspg"
	"github.com/applyforus/applyforus/adapters/postgres/autoapplypg"
	"github.com/applyforus/applyforus/adapters/postgres/commonpg"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/adapters/postgres/notificationspg"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/adapters/postgres/resumespg"
	"github.com/applyforus/applyforus/adapters/redis"
	"github.com/applyforus/applyforus/adapters/river"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/notifications"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
	"github.com/applyforus/applyforus/ports"
)

// Parts say what a rig stands on.
type Parts struct {
	DatabaseURL string // of a database with the current schema
	Folder      string // of the files
	Browser     ports.FormBrowser
}

// Rig is the apply engine and what it needs.
type Rig struct {
	DB      *postgres.DB
	Blobs   *blob.Bucket
	Waker   *redis.Client
	Service *autoapplysvc.Service
	Engine  *autoapplysvc.Engine
	Bank    *profilesvc.Service
	Queue   *river.Client

	embedded *redis.Embedded
	mu       sync.Mutex
	ahead    time.Duration
}

// Open puts a rig together. Tasks are queued; work says on how many workers they run,
// and 0 leaves them in the queue.
func Open(ctx context.Context, parts Parts, work int) (*Rig, error) {
	r := &Rig{}
	if err := r.open(ctx, parts); err != nil {
		r.Close()
		return nil, err
	}
	sayings := autoapplysvc.Sayings{
		Resumes: resumespg.NewReader(r.DB.Pool()), Profiles: profilepg.NewProfiles(r.DB.Pool()), Bank: profilepg.NewAnswers(r.DB.Pool()),
	}
	r.Bank = profilesvc.New(profilesvc.Deps{
		Work: postgres.UnitOfWork(r.DB, func(s postgres.Session) profilesvc.Tx {
			return profilesvc.Tx{Answers: profilepg.NewAnswers(s.Queryer())}
		}),
		Profiles: profilepg.NewProfiles(r.DB.Pool()), Answers: profilepg.NewAnswers(r.DB.Pool()),
	})
	unit := postgres.UnitOfWork(r.DB, func(s postgres.Session) autoapplysvc.Tx {
		q := s.Queryer()
		store := applicationspg.NewStore(q)
		return autoapplysvc.Tx{
			Applications: store, Records: store, Attempts: autoapplypg.NewAttempts(q), Bank: profilepg.NewAnswers(q),
			Events: commonpg.NewEvents(q), Notices: notificationspg.New(q), Outbox: s.Outbox(),
		}
	})
	reader, attempts := applicationspg.NewReader(r.DB.Pool()), autoapplypg.NewAttempts(r.DB.Pool())
	r.Service = autoapplysvc.New(autoapplysvc.Deps{
		Work: unit, Jobs: jobspg.NewReader(r.DB.Pool()), Sayings: sayings, Applications: reader, Attempts: attempts, Blobs: r.Blobs, Now: r.Now,
	})
	r.Engine = autoapplysvc.NewEngine(autoapplysvc.EngineDeps{
		Work: unit, Sayings: sayings, Applications: reader, Attempts: attempts,
		Browser: parts.Browser, Blobs: r.Blobs, Waker: r.Waker, Now: r.Now,
	})
	if err := r.queue(work); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

func (r *Rig) open(ctx context.Context, parts Parts) (err error) {
	if r.DB, err = postgres.Open(ctx, postgres.Options{URL: parts.DatabaseURL, MaxConns: 8}); err != nil {
		return err
	}
	if r.Blobs, err = blob.OpenFolder(parts.Folder); err != nil {
		return err
	}
	if r.embedded, err = redis.StartEmbedded(); err != nil {
		return err
	}
	r.Waker, err = redis.Open(ctx, r.embedded.URL())
	return err
}

func (r *Rig) queue(work int) error {
	registry := river.NewRegistry()
	policy := river.Policy{Queue: river.QueueApplications, MaxAttempts: 3, Timeout: autoapplysvc.RunTimeout}
	river.Handle(registry, policy, r.Engine.Run)
	river.Handle(registry, policy, r.Engine.Prepare)
	river.Handle(registry, policy, r.Engine.Recover)
	river.Handle(registry, river.Policy{Queue: river.QueueNotificationMail, MaxAttempts: 1, Timeout: time.Minute},
		func(context.Context, notifications.MailNotice) error { return nil })
	workers := map[river.Queue]int{}
	if work > 0 {
		workers[river.QueueApplications] = work
	}
	client, err := river.New(r.DB.Pool(), registry, nil, river.Options{Schema: postgres.QueueSchema, Logger: slog.New(slog.DiscardHandler), Workers: workers})
	if err != nil {
		return err
	}
	r.Queue = client
	r.DB.UseQueue(client.Insert)
	return nil
}

// Close gives everything back.
func (r *Rig) Close() {
	if r.Waker != nil {
		_ = r.Waker.Close()
	}
	if r.embedded != nil {
		r.embedded.Close()
	}
	if r.Blobs != nil {
		_ = r.Blobs.Close()
	}
	if r.DB != nil {
		r.DB.Close()
	}
}

// Now is the rig's clock.
func (r *Rig) Now() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return time.Now().UTC().Truncate(time.Microsecond).Add(r.ahead)
}

// Pass moves the rig's clock on.
func (r *Rig) Pass(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ahead += d
}

// Recover is what the periodic task does once every lease has lapsed.
func (r *Rig) Recover(ctx context.Context) error {
	r.Pass(10 * time.Minute)
	return r.Engine.Recover(ctx, autoapply.RecoverAttempts{})
}
