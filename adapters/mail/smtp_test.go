package mail_test

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"

	"github.com/applyforus/applyforus/adapters/mail"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

// mailbox is a mail server that keeps what it gets, each message once.
type mailbox struct {
	answer *smtp.SMTPError // to every recipient; nil takes them

	mu   sync.Mutex
	raw  [][]byte
	seen map[string]bool
}

func (m *mailbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &delivery{m}, nil }

type delivery struct{ *mailbox }

func (d *delivery) Mail(string, *smtp.MailOptions) error { return nil }
func (d *delivery) Reset()                               {}
func (d *delivery) Logout() error                        { return nil }

func (d *delivery) Rcpt(string, *smtp.RcptOptions) error {
	if d.answer != nil {
		return d.answer
	}
	return nil
}

func (d *delivery) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	message, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	if id := message.Header.Get("Message-Id"); !d.seen[id] {
		d.seen[id], d.raw = true, append(d.raw, raw)
	}
	return nil
}

// serve starts a server and answers the address to send through.
func serve(t *testing.T, answer *smtp.SMTPError) (*mailbox, string) {
	t.Helper()
	box := &mailbox{answer: answer, seen: map[string]bool{}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(box)
	server.Domain = "localhost"
	go server.Serve(listener) //nolint:errcheck // it ends with the test
	t.Cleanup(func() { server.Close() })
	return box, "smtp://" + listener.Addr().String()
}

var from = netmail.Address{Name: "ApplyForUs", Address: "no-reply@example.org"}

func sender(t *testing.T, address string) *mail.SMTP {
	t.Helper()
	s, err := mail.NewSMTP(address, from, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// delivered reads the messages as a mail program does.
func (m *mailbox) delivered(t *testing.T) []ports.Mail {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []ports.Mail
	for _, raw := range m.raw {
		message, err := netmail.ReadMessage(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		var got ports.Mail
		to, err := message.Header.AddressList("To")
		if err != nil || len(to) != 1 {
			t.Fatalf("%v, %v", to, err)
		}
		got.To, got.ToName = to[0].Address, to[0].Name
		if got.Subject, err = new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject")); err != nil {
			t.Fatal(err)
		}
		for _, dedupe := range []string{"one", "two", "another"} {
			if message.Header.Get("Message-Id") == "<"+mail.MessageID(dedupe, from)+">" {
				got.DedupeID = dedupe
			}
		}
		part(t, &got, message.Header.Get("Content-Type"), message.Header.Get("Content-Transfer-Encoding"), message.Body)
		list = append(list, got)
	}
	return list
}

func part(t *testing.T, into *ports.Mail, kind, encoding string, body io.Reader) {
	t.Helper()
	media, params, err := mime.ParseMediaType(kind)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(media, "multipart/") {
		for parts := multipart.NewReader(body, params["boundary"]); ; {
			p, err := parts.NextRawPart()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			part(t, into, p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p)
		}
	}
	if encoding == "quoted-printable" {
		body = quotedprintable.NewReader(body)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(content), "\r\n", "\n")
	if media == "text/html" {
		into.HTML = strings.TrimSuffix(text, "\n")
		return
	}
	into.Text = strings.TrimRight(text, "\n") + "\n"
}

func TestSMTP(t *testing.T) {
	t.Parallel()
	porttest.Mailer(t, func(t *testing.T) (ports.Mailer, func() []ports.Mail) {
		t.Helper()
		box, address := serve(t, nil)
		return sender(t, address), func() []ports.Mail { return box.delivered(t) }
	})
}

func TestSMTPFailures(t *testing.T) {
	t.Parallel()
	message := ports.Mail{To: "ada@example.org", Subject: "Hello", Text: "Hello\n"}
	for _, c := range []struct {
		name   string
		answer *smtp.SMTPError
		change func(*ports.Mail)
		final  bool
	}{
		{"no such mailbox", &smtp.SMTPError{Code: 550, Message: "ada@example.org unknown"}, nil, true},
		{"try later", &smtp.SMTPError{Code: 451, Message: "ada@example.org is greylisted"}, nil, false},
		{"header in the subject", nil, func(m *ports.Mail) { m.Subject = "Hello\r\nBcc: eve@example.org" }, true},
		{"header in the name", nil, func(m *ports.Mail) { m.ToName = "Ada\nBcc: eve@example.org" }, true},
		{"header in the address", nil, func(m *ports.Mail) { m.To = "ada@example.org>\r\nRCPT TO:<eve@example.org" }, true},
		{"no address", nil, func(m *ports.Mail) { m.To = "ada" }, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			box, address := serve(t, c.answer)
			sent := message
			if c.change != nil {
				c.change(&sent)
			}
			err := sender(t, address).Send(t.Context(), sent)
			if err == nil || errors.Is(err, ports.ErrMailRefused) != c.final || strings.Contains(err.Error(), "ada") {
				t.Errorf("Send: %v, final %v wanted", err, c.final)
			}
			if got := box.delivered(t); len(got) != 0 {
				t.Errorf("delivered %+v", got)
			}
		})
	}
	t.Run("no server", func(t *testing.T) {
		t.Parallel()
		if err := sender(t, "smtp://127.0.0.1:1").Send(t.Context(), message); err == nil || errors.Is(err, ports.ErrMailRefused) {
			t.Errorf("Send: %v", err)
		}
	})
	t.Run("no encryption elsewhere", func(t *testing.T) {
		t.Parallel()
		box, address := serve(t, nil)
		elsewhere := strings.Replace(address, "smtp://127.0.0.1", "smtps://127.0.0.1", 1)
		if err := sender(t, elsewhere).Send(t.Context(), message); err == nil {
			t.Error("sent without TLS")
		}
		if got := box.delivered(t); len(got) != 0 {
			t.Errorf("delivered %+v", got)
		}
	})
	for _, address := range []string{"", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://mail.example.org/x"} {
		if _, err := mail.NewSMTP(address, from, nil); err == nil {
			t.Errorf("%q is taken", address)
		}
	}
}
