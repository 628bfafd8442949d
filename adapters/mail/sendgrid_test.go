package mail_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/applyforus/applyforus/adapters/mail"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

// taken is what SendGrid's API documents of a message.
type taken struct {
	Personalizations []struct {
		To []struct{ Email, Name string }
	}
	From    struct{ Email, Name string }
	Subject string
	Content []struct{ Type, Value string }
	Headers map[string]string
}

func TestSendGrid(t *testing.T) {
	t.Parallel()
	porttest.Mailer(t, func(t *testing.T) (ports.Mailer, func() []ports.Mail) {
		t.Helper()
		var (
			mu   sync.Mutex
			box  []ports.Mail
			seen = map[string]bool{}
		)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var m taken
			err := json.NewDecoder(r.Body).Decode(&m)
			if err != nil || r.Method+r.URL.Path != "POST/v3/mail/send" || r.Header.Get("Authorization") != "Bearer key" || m.From.Email != from.Address ||
				len(m.Personalizations) != 1 || len(m.Personalizations[0].To) != 1 || m.Content[0].Type != "text/plain" {
				w.WriteHeader(http.StatusBadRequest)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			w.WriteHeader(http.StatusAccepted)
			id := m.Headers["Message-ID"]
			if seen[id] {
				return
			}
			seen[id] = true
			got := ports.Mail{To: m.Personalizations[0].To[0].Email, ToName: m.Personalizations[0].To[0].Name, Subject: m.Subject, Text: m.Content[0].Value}
			if len(m.Content) > 1 {
				got.HTML = m.Content[1].Value
			}
			for _, dedupe := range []string{"one", "two", "another"} {
				if id == "<"+mail.MessageID(dedupe, from)+">" {
					got.DedupeID = dedupe
				}
			}
			box = append(box, got)
		}))
		t.Cleanup(server.Close)
		return mail.NewSendGrid(server.Client(), server.URL, "key", from), func() []ports.Mail {
			mu.Lock()
			defer mu.Unlock()
			return append([]ports.Mail(nil), box...)
		}
	})
}

func TestSendGridFailures(t *testing.T) {
	t.Parallel()
	for status, final := range map[int]bool{400: true, 413: true, 401: false, 403: false, 429: false, 500: false, 503: false} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte("ada@example.org"))
		}))
		err := mail.NewSendGrid(server.Client(), server.URL, "key", from).Send(t.Context(), ports.Mail{To: "ada@example.org", Subject: "Hello", Text: "Hello\n"})
		if err == nil || errors.Is(err, ports.ErrMailRefused) != final || strings.Contains(err.Error(), "ada") {
			t.Errorf("%d: %v, final %v wanted", status, err, final)
		}
		server.Close()
	}
}
