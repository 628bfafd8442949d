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
	rand.Read(key)                                                           //nolint:errcheck // never fails since Go 1.24
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // as above
	if errors.Is(err, os.ErrExist) {
		return sealingKey(config) // another process was quicker
	}
	if err != nil {
		return nil, fmt.Errorf("the sealing key cannot be kept: %w", err)
	}
	_, err = file.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	return key, errors.Join(err, file.Close())
}

func decodeKey(text, from string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(key) != keyBytes {
		return nil, fmt.Errorf("%s: the sealing key must be %d bytes in base64 (make one with: openssl rand -base64 %d)", from, keyBytes, keyBytes)
	}
	return key, nil
}
