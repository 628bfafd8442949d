// Package mail hands messages over. The capture keeps them as files instead of
// sending them: a fresh installation can follow every link without a mail server.
package mail

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/applyforus/applyforus/ports"
)

// ending is that of the files that hold a message.
const ending = ".json"

// Capture implements ports.Mailer and ports.MailReader with a folder. The file of a
// message is named by its ID.
type Capture struct{ folder string }

// NewCapture keeps mail in the folder, made when missing and readable by its owner only.
func NewCapture(folder string) (*Capture, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	return &Capture{folder: folder}, nil
}

// Send implements ports.Mailer. The same DedupeID is kept once.
func (c *Capture) Send(_ context.Context, mail ports.Mail) error {
	now := time.Now().UTC()
	sum := sha256.Sum256([]byte(mail.DedupeID))
	suffix := "-" + hex.EncodeToString(sum[:8])
	if mail.DedupeID != "" {
		names, err := c.names()
		if err != nil {
			return err
		}
		if slices.ContainsFunc(names, func(name string) bool { return strings.HasSuffix(name, suffix+ending) }) {
			return nil
		}
	}
	kept := ports.KeptMail{Mail: mail, ID: fmt.Sprintf("%016x%s", now.UnixNano(), suffix), At: now}
	content, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	path := filepath.Join(c.folder, kept.ID+ending)
	if err := os.WriteFile(path+".part", content, 0o600); err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	return os.Rename(path+".part", path)
}

// List implements ports.MailReader.
func (c *Capture) List(limit int) ([]ports.KeptMail, error) {
	names, err := c.names()
	if err != nil {
		return nil, err
	}
	slices.Reverse(names)
	list := []ports.KeptMail{}
	for _, name := range names {
		if len(list) == limit {
			break
		}
		content, err := os.ReadFile(filepath.Join(c.folder, name)) //nolint:gosec // listed from our own folder
		if err != nil {
			return nil, fmt.Errorf("mail: %w", err)
		}
		var kept ports.KeptMail
		if err := json.Unmarshal(content, &kept); err != nil {
			continue // a file that somebody else put there
		}
		list = append(list, kept)
	}
	return list, nil
}

// names lists the files of messages, oldest first.
func (c *Capture) names() ([]string, error) {
	entries, err := os.ReadDir(c.folder)
	if err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	var names []string
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ending) {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}
