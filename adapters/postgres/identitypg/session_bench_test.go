package identitypg_test

import (
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/core/identity"
)

// BenchmarkFindSession is what each page of a signed-in person costs to know who they are.
// docs/decisions/0010 says what follows from it.
func BenchmarkFindSession(b *testing.B) {
	db := pgtest.New(b)
	user := identity.NewUser("ada@example.org", "Ada Berg", "hash", time.Now().UTC())
	session, token := identity.NewSession(user.ID, identity.AppSeeker, identity.Client{}, time.Now().UTC())
	if err := identitypg.Users(db.Pool()).Create(b.Context(), user); err != nil {
		b.Fatal(err)
	}
	if err := identitypg.Sessions(db.Pool()).Create(b.Context(), session); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, err := identitypg.Sessions(db.Pool()).Find(b.Context(), identity.HashToken(token)); err != nil {
			b.Fatal(err)
		}
	}
}
