package platform

import (
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestSealingKeyIsMadeOnce(t *testing.T) {
	t.Parallel()
	config := Config{Data: t.TempDir()}
	keys := make([][]byte, 8) // several processes start at once
	var group sync.WaitGroup
	for i := range keys {
		group.Go(func() {
			key, err := sealingKey(config)
			if err != nil {
				t.Error(err)
			}
			keys[i] = key
		})
	}
	group.Wait()
	for _, key := range keys {
		if len(key) != keyBytes || !bytes.Equal(key, keys[0]) {
			t.Fatal("two processes have different keys")
		}
	}
	if info, err := os.Stat(filepath.Join(config.Data, "sealing.key")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v, want 0600", info.Mode(), err)
	}
}

func TestSealingKeyOfTheConfiguration(t *testing.T) {
	t.Parallel()
	want := bytes.Repeat([]byte{7}, keyBytes)
	folder := t.TempDir()
	got, err := sealingKey(Config{Data: folder, Key: base64.StdEncoding.EncodeToString(want) + "\n"})
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("key %v, %v", got, err)
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 0 {
		t.Error("a key was kept that nobody asked for")
	}
	for _, bad := range []string{"short", base64.StdEncoding.EncodeToString(want[1:]), "!!!"} {
		if _, err := sealingKey(Config{Data: folder, Key: bad}); err == nil || !strings.Contains(err.Error(), "AFU_KEY") || strings.Contains(err.Error(), bad) {
			t.Errorf("%q: %v, want AFU_KEY named and the value not shown", bad, err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "sealing.key"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sealingKey(Config{Data: folder}); err == nil {
		t.Error("an empty key file was taken")
	}
}
