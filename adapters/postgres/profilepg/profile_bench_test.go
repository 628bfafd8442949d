package profilepg_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
)

// BenchmarkGet reads a well-filled profile, to tell whether a cache before it would pay.
func BenchmarkGet(b *testing.B) {
	db, now := pgtest.New(b), time.Now().UTC()
	user := identity.NewUser("ada@example.org", "Ada", "hash", now)
	p := profile.Profile{User: user.ID, Name: profile.Text{Value: "Ada", From: profile.Typed()}}
	for i := range 8 {
		p.Experience = append(p.Experience, profile.Experience{ID: id.Make[id.Fact](now), Title: "Lead", Company: fmt.Sprint(i), Description: "Led\nBuilt\nRan", From: profile.Typed()})
	}
	for i := range 40 {
		p.Skills = append(p.Skills, profile.Skill{ID: id.Make[id.Fact](now), Name: fmt.Sprint("skill ", i), From: profile.Typed()})
	}
	work := postgres.UnitOfWork(db, func(s postgres.Session) postgres.Queryer { return s.Queryer() })
	err := work.Do(b.Context(), func(ctx context.Context, q postgres.Queryer) error {
		if err := identitypg.Users(q).Create(ctx, user); err != nil {
			return err
		}
		return profilepg.NewProfiles(q).Put(ctx, p, now)
	})
	if err != nil {
		b.Fatal(err)
	}
	profiles := profilepg.NewProfiles(db.Pool())
	for b.Loop() {
		if _, err := profiles.Get(b.Context(), user.ID); err != nil {
			b.Fatal(err)
		}
	}
}
