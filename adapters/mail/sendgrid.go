package mail

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	netmail "net/mail"

	"github.com/applyforus/applyforus/ports"
)

// SendGridAddress is where SendGrid takes messages.
const SendGridAddress = "https://api.sendgrid.com"

// SendGrid implements ports.Mailer with SendGrid's HTTP API.
type SendGrid struct {
	http    *http.Client
	address string
	key     string
	from    netmail.Address
}

var _ ports.Mailer = (*SendGrid)(nil)

// NewSendGrid makes the sender. The client must not repeat requests by itself.
func NewSendGrid(client *http.Client, address, key string, from netmail.Address) *SendGrid {
	return &SendGrid{http: client, address: address, key: key, from: from}
}

type sendGridAddress struct {
	Email string `json:"email"`
	Name  string `json:"name,omitempty"`
}

type sendGridContent struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

type sendGridMail struct {
	Personalizations []sendGridTo      `json:"personalizations"`
	From             sendGridAddress   `json:"from"`
	Subject          string            `json:"subject"`
	Content          []sendGridContent `json:"content"`
	Headers          map[string]string `json:"headers"`
	Tracking         sendGridTracking  `json:"tracking_settings"`
}

type sendGridTo struct {
	To []sendGridAddress `json:"to"`
}

// sendGridTracking turns off what would rewrite our links and look over readers' shoulders.
type sendGridTracking struct {
	Click sendGridSwitch `json:"click_tracking"`
	Open  sendGridSwitch `json:"open_tracking"`
}

type sendGridSwitch struct {
	Enable bool `json:"enable"`
}

// Send implements ports.Mailer.
func (s *SendGrid) Send(ctx context.Context, m ports.Mail) error {
	if err := check(m); err != nil {
		return err
	}
	message := sendGridMail{
		Personalizations: []sendGridTo{{To: []sendGridAddress{{Email: m.To, Name: m.ToName}}}},
		From:             sendGridAddress{Email: s.from.Address, Name: s.from.Name}, Subject: m.Subject,
		Content: []sendGridContent{{Type: "text/plain", Value: m.Text}},
		Headers: map[string]string{"Message-ID": "<" + messageID(m.DedupeID, s.from) + ">", "Auto-Submitted": "auto-generated"},
	}
	if m.HTML != "" {
		message.Content = append(message.Content, sendGridContent{Type: "text/html", Value: m.HTML})
	}
	body, err := json.Marshal(message)
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.address+"/v3/mail/send", bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	r.Header.Set("Authorization", "Bearer "+s.key)
	r.Header.Set("Content-Type", "application/json")
	answer, err := s.http.Do(r)
	if err != nil {
		return errors.New("mail: SendGrid cannot be reached")
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, answer.Body) // it repeats addresses
	switch answer.StatusCode {
	case http.StatusAccepted, http.StatusOK:
		return nil
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge:
		return fmt.Errorf("%w: SendGrid answered %d", ports.ErrMailRefused, answer.StatusCode)
	}
	return fmt.Errorf("mail: SendGrid answered %d", answer.StatusCode) // a wrong key is put right by the operator
}
