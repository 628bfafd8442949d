package platform

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/applyforus/applyforus/adapters/azurekeys"
	"github.com/applyforus/applyforus/adapters/seal"
)

// vaultEvery is how often a running process looks for newer keys in the vault.
const vaultEvery = time.Minute

// openRing gives the keys that seal secrets in the database, the one that seals first:
// from Azure Key Vault, from the configuration, else from a file in the data folder,
// made when there is none. Losing them only means that what was sealed must be made anew.
func openRing(ctx context.Context, config Config) (*seal.Ring, error) {
	switch {
	case config.KeyVault != "":
		vault, err := azurekeys.Open(azurekeys.Options{Vault: config.KeyVault, Secret: config.KeySecret})
		if err != nil {
			return nil, err
		}
		return vaultRing(context.WithoutCancel(ctx), vault, time.Now)
	case config.Key != "":
		keys, err := decodeKeys(config.Key, "AFU_KEY")
		if err != nil {
			return nil, err
		}
		return seal.NewRing(keys, nil)
	}
	path := keyFile(config)
	keys, err := fileKeys(path)
	if err != nil {
		return nil, err
	}
	return seal.NewRing(keys, whenChanged(path))
}

func keyFile(config Config) string { return filepath.Join(config.Data, "sealing.key") }

// ownsKeys tells whether the keys are ours to change, in the data folder.
func ownsKeys(config Config) bool { return config.Key == "" && config.KeyVault == "" }

// fileKeys reads the keys of the file, and makes it with one key where there is none.
func fileKeys(path string) ([][]byte, error) {
	content, err := os.ReadFile(path) //nolint:gosec // in our own data folder
	if err == nil {
		return decodeKeys(string(content), path)
	}
	if !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("the sealing key cannot be read: %w", err)
	}
	err = draftKeys(path, newKey()+"\n", os.Link)
	if err == nil || errors.Is(err, os.ErrExist) { // another process was quicker
		return fileKeys(path)
	}
	return nil, fmt.Errorf("the sealing key cannot be kept: %w", err)
}

// addKey puts a new key before the others of the file.
func addKey(path string) error {
	content, err := os.ReadFile(path) //nolint:gosec // in our own data folder
	if err != nil {
		return fmt.Errorf("the sealing key cannot be read: %w", err)
	}
	if err := draftKeys(path, newKey()+"\n"+string(content), os.Rename); err != nil {
		return fmt.Errorf("the new sealing key cannot be kept: %w", err)
	}
	return nil
}

func newKey() string {
	key := make([]byte, seal.KeySize)
	rand.Read(key)
	return base64.StdEncoding.EncodeToString(key)
}

// draftKeys writes the content beside the file and puts it there in one step: nobody
// ever reads half a key. With os.Link it answers os.ErrExist when there is a file.
func draftKeys(path, content string, place func(from, to string) error) error {
	draft, err := os.CreateTemp(filepath.Dir(path), "sealing.*.part")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name()) //nolint:errcheck // a draft that stays does no harm
	_, err = draft.WriteString(content)
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return err
	}
	return place(draft.Name(), path)
}

// decodeKeys reads keys that stand on lines of their own or behind commas.
func decodeKeys(text, from string) ([][]byte, error) {
	var keys [][]byte
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '\n' || r == '\r' || r == ' ' }) {
		key, err := base64.StdEncoding.DecodeString(word)
		if err != nil || len(key) != seal.KeySize {
			keys = nil
			break
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("%s: each sealing key must be %d bytes in base64, the present one first (make one with: openssl rand -base64 %d)", from, seal.KeySize, seal.KeySize)
	}
	return keys, nil
}

// whenChanged reads the file again when it is another one than before.
func whenChanged(path string) seal.Refresh {
	var known os.FileInfo
	return func() ([][]byte, error) {
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("the sealing key cannot be read: %w", err)
		}
		if known != nil && os.SameFile(known, info) && known.ModTime().Equal(info.ModTime()) {
			return nil, nil
		}
		known = info
		return fileKeys(path)
	}
}

// vaultRing asks the vault now, and again when something has an unknown key or is sealed,
// but no more than every vaultEvery. While the vault does not answer, the known keys go on.
func vaultRing(ctx context.Context, vault *azurekeys.Vault, now func() time.Time) (*seal.Ring, error) {
	keys, err := vaultKeys(ctx, vault)
	if err != nil {
		return nil, err
	}
	var mu sync.Mutex
	asked := now()
	return seal.NewRing(keys, func() ([][]byte, error) {
		mu.Lock()
		defer mu.Unlock()
		if now().Sub(asked) < vaultEvery {
			return nil, nil
		}
		asked = now()
		keys, err := vaultKeys(ctx, vault)
		if err != nil {
			return nil, nil // an outage must not end sealing
		}
		return keys, nil
	})
}

func vaultKeys(ctx context.Context, vault *azurekeys.Vault) ([][]byte, error) {
	versions, err := vault.Versions(ctx)
	if err != nil {
		return nil, err
	}
	return decodeKeys(strings.Join(versions, "\n"), "the secret in the key vault")
}
