package platform_test

import (
	"bytes"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/seal"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

func ring(t *testing.T, keys ...[]byte) *seal.Ring {
	t.Helper()
	r, err := seal.NewRing(keys, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestResealWhileOthersWrite(t *testing.T) {
	t.Parallel()
	const count = 250 // more than two batches
	db := pgtest.New(t)
	oldKey, newKey := bytes.Repeat([]byte{1}, seal.KeySize), bytes.Repeat([]byte{2}, seal.KeySize)
	old, keys, onlyNew := ring(t, oldKey), ring(t, newKey, oldKey), ring(t, newKey)
	purpose := func(key id.SigningKey) string { return "identity.signing_keys:" + key.String() }
	all := make([]id.SigningKey, count)
	put := func(key id.SigningKey, sealed []byte) {
		if _, err := db.Pool().Exec(t.Context(), `INSERT INTO identity.signing_keys (id, public_key, sealed_private, created_at, retired_at) VALUES ($1, 'x', $2, now(), now())
			ON CONFLICT (id) DO UPDATE SET sealed_private = excluded.sealed_private`, key, sealed); err != nil {
			t.Error(err)
		}
	}
	for i := range all {
		all[i] = id.Make[id.SigningKey](time.Now())
		sealed, err := old.Seal([]byte(strconv.Itoa(i)), purpose(all[i]))
		if err != nil {
			t.Fatal(err)
		}
		put(all[i], sealed)
	}
	lost := id.Make[id.SigningKey](time.Now())
	put(lost, []byte("sealed by a key that is gone"))
	head, err := keys.Head()
	if err != nil {
		t.Fatal(err)
	}

	var group sync.WaitGroup
	group.Go(func() { // a process that does not know the new key yet
		for i := range 60 {
			sealed, err := old.Seal([]byte(strconv.Itoa(i)), purpose(all[i]))
			if err != nil {
				t.Error(err)
			}
			put(all[i], sealed)
		}
	})
	if _, err := postgres.Reseal(t.Context(), db.Pool(), keys, head); err != nil {
		t.Fatal(err)
	}
	group.Wait()
	if _, err := postgres.Reseal(t.Context(), db.Pool(), keys, head); err != nil { // started again
		t.Fatal(err)
	}
	done, err := postgres.Reseal(t.Context(), db.Pool(), keys, head)
	if err != nil || done[0].Changed != 0 || done[0].Lost != 1 {
		t.Errorf("the last round: %+v, %v", done, err)
	}
	for i, key := range all {
		var sealed []byte
		if err := db.Pool().QueryRow(t.Context(), `SELECT sealed_private FROM identity.signing_keys WHERE id = $1`, key).Scan(&sealed); err != nil {
			t.Fatal(err)
		}
		plain, err := onlyNew.Open(sealed, purpose(key))
		if err != nil || string(plain) != strconv.Itoa(i) || !bytes.HasPrefix(sealed, head) {
			t.Fatalf("row %d: %q, %v", i, plain, err)
		}
	}
}

// TestRotateKeys changes the key under a running product that has signed with the old one.
func TestRotateKeys(t *testing.T) {
	t.Parallel()
	s := platformtest.Open(t)
	user := platformtest.NewUser(t, s, "ada@example.org", "")
	before := platformtest.SignIn(t, s, user, identity.AppSeeker)
	added, done, err := platform.RotateKeys(t.Context(), s)
	if err != nil || !added || len(done) != len(postgres.SealedColumns) || done[0].Changed != 1 || done[0].Lost != 0 {
		t.Fatalf("%v, %+v, %v", added, done, err)
	}
	var sealed []byte
	if err := s.DB.Pool().QueryRow(t.Context(), `SELECT sealed_private FROM identity.signing_keys`).Scan(&sealed); err != nil {
		t.Fatal(err)
	}
	if head, err := s.Sealer.Head(); err != nil || !bytes.HasPrefix(sealed, head) {
		t.Errorf("the signing key is not sealed with the new key, %v", err)
	}
	after := platformtest.SignIn(t, s, user, identity.AppSeeker)
	for _, token := range []string{before.Access, after.Access} {
		if _, err := s.Identity.ByAccessToken(t.Context(), identity.AppSeeker, token); err != nil {
			t.Errorf("a token does not count any more: %v", err)
		}
	}
	if _, done, err = platform.RotateKeys(t.Context(), s); err != nil || done[0].Changed != 1 {
		t.Errorf("rotated again: %+v, %v", done, err)
	}
}
