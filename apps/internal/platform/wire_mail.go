package platform

import (
	"errors"
	"fmt"
	"time"

	"github.com/applyforus/applyforus/adapters/mail"
	"github.com/applyforus/applyforus/adapters/outbound"
	"github.com/applyforus/applyforus/ports"
)

// sendTimeout bounds handing one message to a provider.
const sendTimeout = 20 * time.Second

// wireMailer gives what sends mail; without a setting it is kept and shown instead.
func wireMailer(c Config, kept ports.Mailer) (ports.Mailer, error) {
	if c.SMTPURL == "" && c.SendGridKey == "" {
		return kept, nil
	}
	from, err := mail.ParseFrom(c.MailFrom)
	if err != nil {
		return nil, fmt.Errorf("MAIL_FROM: %w", err)
	}
	if c.SMTPURL != "" {
		return mail.NewSMTP(c.SMTPURL, from, nil)
	}
	client, err := outbound.NewClient(outbound.Options{Timeout: sendTimeout, MaxBody: 1 << 20})
	if err != nil {
		return nil, err
	}
	return mail.NewSendGrid(client, mail.SendGridAddress, c.SendGridKey, from), nil
}

// mailProblems answers what is wrong with the settings of mail.
func mailProblems(c Config) (problems []error) {
	if c.SMTPURL != "" && c.SendGridKey != "" {
		problems = append(problems, errors.New("SMTP_URL and SENDGRID_API_KEY: mail goes one way, give one of them"))
	}
	from, err := mail.ParseFrom(c.MailFrom)
	if (c.SMTPURL != "" || c.SendGridKey != "") && err != nil {
		problems = append(problems, fmt.Errorf("MAIL_FROM: %w", err))
	}
	if c.SMTPURL != "" {
		if _, err := mail.NewSMTP(c.SMTPURL, from, nil); err != nil {
			problems = append(problems, fmt.Errorf("SMTP_URL: %w", err))
		}
	}
	return problems
}
