package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/applyforus/applyforus/ports"
)

// smtpTimeout bounds each step of a delivery.
const smtpTimeout = 20 * time.Second

// SMTP implements ports.Mailer with a mail server.
type SMTP struct {
	host    string
	options []gomail.Option
	from    netmail.Address
}

var _ ports.Mailer = (*SMTP)(nil)

// NewSMTP makes the sender of an address such as smtp://user:password@mail.example.org:587
// (STARTTLS, which the server must offer) or smtps://… (TLS from the start, port 465). A
// server on this machine may go without encryption. roots are the authorities that
// certificates must come from, nil for those of the machine.
func NewSMTP(address string, from netmail.Address, roots *x509.CertPool) (*SMTP, error) {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Hostname() == "" || parsed.Scheme != "smtp" && parsed.Scheme != "smtps" || parsed.Path != "" && parsed.Path != "/" {
		return nil, errors.New("give an address such as smtp://user:password@mail.example.org:587, or smtps:// for TLS from the start")
	}
	host := parsed.Hostname()
	options := []gomail.Option{
		gomail.WithTimeout(smtpTimeout), gomail.WithTLSConfig(&tls.Config{ServerName: host, RootCAs: roots, MinVersion: tls.VersionTLS12}),
	}
	switch {
	case parsed.Scheme == "smtps":
		options = append(options, gomail.WithSSL(), gomail.WithPort(465))
	case local(host):
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic), gomail.WithPort(25))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory), gomail.WithPort(587))
	}
	if text := parsed.Port(); text != "" {
		port, err := strconv.Atoi(text)
		if err != nil {
			return nil, errors.New("the port is no number")
		}
		options = append(options, gomail.WithPort(port))
	}
	if parsed.User != nil {
		password, _ := parsed.User.Password()
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(parsed.User.Username()), gomail.WithPassword(password))
	}
	return &SMTP{host: host, options: options, from: from}, nil
}

func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Send implements ports.Mailer.
func (s *SMTP) Send(ctx context.Context, m ports.Mail) error {
	if err := check(m); err != nil {
		return err
	}
	message, err := s.message(m)
	if err != nil {
		return fmt.Errorf("%w: the message cannot be written", ports.ErrMailRefused)
	}
	client, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	return outcome(client.DialAndSendWithContext(ctx, message))
}

func (s *SMTP) message(m ports.Mail) (*gomail.Msg, error) {
	message := gomail.NewMsg()
	if err := errors.Join(message.FromFormat(s.from.Name, s.from.Address), message.AddToFormat(m.ToName, m.To)); err != nil {
		return nil, err
	}
	message.Subject(m.Subject)
	message.SetDate()
	message.SetMessageIDWithValue(messageID(m.DedupeID, s.from))
	message.SetGenHeader("Auto-Submitted", "auto-generated") // no out-of-office answers (RFC 3834)
	message.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		message.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	}
	return message, nil
}

// outcome tells what another try may mend from what it cannot. What the server says is left
// out: it repeats addresses.
func outcome(err error) error {
	if err == nil {
		return nil
	}
	var failed *gomail.SendError
	if !errors.As(err, &failed) {
		return errors.New("mail: the server cannot be reached, or does not offer what its address promises")
	}
	if code := failed.ErrorCode(); code >= 500 && !failed.IsTemp() {
		return fmt.Errorf("%w: the server answered %d", ports.ErrMailRefused, code)
	}
	return fmt.Errorf("mail: not delivered, the server answered %d", failed.ErrorCode())
}
