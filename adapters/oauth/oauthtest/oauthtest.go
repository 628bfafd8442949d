// Package oauthtest runs a provider to sign in with as a process of its own.
package oauthtest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// ClientID and Secret are what the provider knows us by.
const (
	ClientID = "applyforus"
	Secret   = "a secret of both sides"
)

// Signature is who signs ID tokens.
type Signature string

// Signatures that are not the provider's.
const (
	None         Signature = "none"
	OtherKey     Signature = "other key"
	ClientSecret Signature = "client secret"
)

// Says is what the provider says about whoever comes, and what is wrong with it.
type Says struct {
	Subject, Email, Name string
	Verified             bool
	Claims               map[string]any // written over those of the ID token
	Signature            Signature
	Decline              string        // what to send a browser back with instead of a code
	Down                 bool          // codes cannot be exchanged
	Slow                 time.Duration // before a code is exchanged
}

// Ada is somebody with a confirmed address.
func Ada() Says {
	return Says{Subject: "ada-1", Email: "Ada.Berg@Example.org", Name: "Ada Berg", Verified: true}
}

// Server is the running provider.
type Server struct {
	Address string

	t testing.TB
}

// Start builds and starts the provider; it ends with the test.
func Start(t testing.TB) *Server {
	t.Helper()
	program := filepath.Join(t.TempDir(), "provider")
	if said, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "github.com/applyforus/applyforus/adapters/oauth/oauthtest/server").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	ctx, stop := context.WithCancel(context.Background())
	command := exec.CommandContext(ctx, program)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); _ = command.Wait() })
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Address: strings.TrimSpace(address), t: t}
	s.Set(Ada())
	return s
}

// Set changes what the provider says.
func (s *Server) Set(says Says) {
	s.t.Helper()
	body, err := json.Marshal(says)
	if err != nil {
		s.t.Fatal(err)
	}
	answer, err := client.Post(s.Address+"/set", "application/json", bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	answer.Body.Close()
}

var client = &http.Client{
	Timeout:       10 * time.Second,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// Visit goes where a browser is sent, and answers what it comes back with.
func (s *Server) Visit(address string) url.Values {
	s.t.Helper()
	answer, err := client.Get(address)
	if err != nil {
		s.t.Fatal(err)
	}
	answer.Body.Close()
	back, err := answer.Location()
	if errors.Is(err, http.ErrNoLocation) {
		s.t.Fatalf("GET %s: %s", address, answer.Status)
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return back.Query()
}
