package mail

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	netmail "net/mail"
	"strings"

	"github.com/applyforus/applyforus/ports"
)

// check refuses what would break out of a header. No input of ours should get this far.
func check(m ports.Mail) error {
	for _, line := range []string{m.To, m.ToName, m.Subject, m.DedupeID} {
		if strings.ContainsFunc(line, func(r rune) bool { return r < 0x20 || r == 0x7f }) {
			return fmt.Errorf("%w: a header has control characters in it", ports.ErrMailRefused)
		}
	}
	if _, err := netmail.ParseAddress(m.To); err != nil {
		return fmt.Errorf("%w: the address cannot be read", ports.ErrMailRefused)
	}
	return nil
}

// messageID is the same for each try of a message, so that mailboxes can drop repeats.
func messageID(dedupe string, from netmail.Address) string {
	if dedupe == "" {
		dedupe = rand.Text()
	}
	sum := sha256.Sum256([]byte(dedupe))
	_, domain, _ := strings.Cut(from.Address, "@")
	return hex.EncodeToString(sum[:16]) + "@" + domain
}

// ParseFrom reads the sender's address: "Name <address>" or an address alone.
func ParseFrom(text string) (netmail.Address, error) {
	from, err := netmail.ParseAddress(text)
	if err != nil {
		return netmail.Address{}, errors.New("give an address such as ApplyForUs <no-reply@example.org>")
	}
	return *from, nil
}
