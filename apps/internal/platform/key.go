package platform

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const keyBytes = 32

// sealingKey is the key that seals secrets in the database: from the configuration,
// else from a file in the data folder, made when there is none. Losing it only means
// that what was sealed must be made anew.
func sealingKey(config Config) ([]byte, error) {
	if config.Key != "" {
		return decodeKey(config.Key, "AFU_KEY")
	}
	path := filepath.Join(config.Data, "sealing.key")
	content, err := os.ReadFile(path) //nolint:gosec // in our own data folder
	if err == nil {
		return decodeKey(string(content), path)
	}
	if !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("the sealing key cannot be read: %w", err)
	}
	key := make([]byte, keyBytes)
	rand.Read(key)
	err = keepKey(path, base64.StdEncoding.EncodeToString(key)+"\n")
	if errors.Is(err, os.ErrExist) {
		return sealingKey(config) // another process was quicker
	}
	if err != nil {
		return nil, fmt.Errorf("the sealing key cannot be kept: %w", err)
	}
	return key, nil
}

// keepKey makes the file with its content in one step: nobody ever reads half a key. It
// answers os.ErrExist when there is one.
func keepKey(path, content string) error {
	draft, err := os.CreateTemp(filepath.Dir(path), "sealing.*.part")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name()) //nolint:errcheck // a draft that stays does no harm
	_, err = draft.WriteString(content)
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return err
	}
	return os.Link(draft.Name(), path)
}

func decodeKey(text, from string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(key) != keyBytes {
		return nil, fmt.Errorf("%s: the sealing key must be %d bytes in base64 (make one with: openssl rand -base64 %d)", from, keyBytes, keyBytes)
	}
	return key, nil
}
