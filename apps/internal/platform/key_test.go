package platform

import (
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/applyforus/applyforus/adapters/seal"
)

func TestSealingKeyIsMadeOnce(t *testing.T) {
	t.Parallel()
	config := Config{Data: t.TempDir()}
	rings := make([]*seal.Ring, 8) // several processes start at once
	var group sync.WaitGroup
	for i := range rings {
		group.Go(func() {
			ring, err := openRing(t.Context(), config)
			if err != nil {
				t.Error(err)
			}
			rings[i] = ring
		})
	}
	group.Wait()
	sealed, err := rings[0].Seal([]byte("secret"), "p")
	if err != nil {
		t.Fatal(err)
	}
	for _, ring := range rings {
		if _, err := ring.Open(sealed, "p"); err != nil {
			t.Fatal("two processes have different keys")
		}
	}
	if info, err := os.Stat(keyFile(config)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v, want 0600", info.Mode(), err)
	}
}

func TestRunningProcessTakesUpTheNewKey(t *testing.T) {
	t.Parallel()
	config := Config{Data: t.TempDir()}
	running, err := openRing(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	before, err := running.Seal([]byte("before"), "p")
	if err != nil {
		t.Fatal(err)
	}
	if err := addKey(keyFile(config)); err != nil {
		t.Fatal(err)
	}
	fresh, err := openRing(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	after, err := fresh.Seal([]byte("after"), "p")
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := running.Open(after, "p"); err != nil || string(plain) != "after" {
		t.Errorf("the running process opens %q, %v", plain, err)
	}
	if plain, err := fresh.Open(before, "p"); err != nil || string(plain) != "before" {
		t.Errorf("the old key opens %q, %v", plain, err)
	}
	head, err := fresh.Head()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := running.Seal(nil, "p"); err != nil || !bytes.HasPrefix(again, head) {
		t.Errorf("the running process still seals with the old key, %v", err)
	}
	if info, err := os.Stat(keyFile(config)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v, want 0600", info.Mode(), err)
	}
}

func TestSealingKeyOfTheConfiguration(t *testing.T) {
	t.Parallel()
	one, two := bytes.Repeat([]byte{7}, seal.KeySize), bytes.Repeat([]byte{8}, seal.KeySize)
	text := func(key []byte) string { return base64.StdEncoding.EncodeToString(key) }
	folder := t.TempDir()
	ring, err := openRing(t.Context(), Config{Data: folder, Key: text(two) + ", " + text(one) + "\n"})
	if err != nil {
		t.Fatal(err)
	}
	old, err := seal.New(one)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := old.Seal([]byte("secret"), "p")
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := ring.Open(sealed, "p"); err != nil || string(plain) != "secret" {
		t.Errorf("%q, %v", plain, err)
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 0 {
		t.Error("a key was kept that nobody asked for")
	}
	for _, bad := range []string{"short", text(one[1:]), "!!!", text(one) + ",short"} {
		if _, err := openRing(t.Context(), Config{Data: folder, Key: bad}); err == nil || !strings.Contains(err.Error(), "AFU_KEY") || strings.Contains(err.Error(), bad) {
			t.Errorf("%q: %v, want AFU_KEY named and the value not shown", bad, err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "sealing.key"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openRing(t.Context(), Config{Data: folder}); err == nil {
		t.Error("an empty key file was taken")
	}
}
