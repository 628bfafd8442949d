package e2e_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
)

// contract compares every answer below /api with the published specification.
type contract struct {
	validator validator.Validator

	mu       sync.Mutex
	breaches []string
	answers  int
}

func readContract(t *testing.T) *contract {
	t.Helper()
	published, err := os.ReadFile(root + "/openapi/seeker.json")
	if err != nil {
		t.Fatalf("no published specification (make generate-openapi): %v", err)
	}
	document, err := libopenapi.NewDocument(published)
	if err != nil {
		t.Fatal(err)
	}
	made, problems := validator.NewValidator(document)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return &contract{validator: made}
}

// over passes requests on and looks at the answers.
func (c *contract) over(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/api/v1/") {
			next.ServeHTTP(w, r)
			return
		}
		// The handler consumes the request; its address is what names the operation.
		asked := r.Clone(r.Context())
		asked.Body = http.NoBody
		copied := &copying{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(copied, r)
		c.compare(asked, copied)
	})
}

func (c *contract) compare(asked *http.Request, given *copying) {
	answer := &http.Response{StatusCode: given.status, Header: given.Header().Clone(), Body: io.NopCloser(bytes.NewReader(given.body.Bytes())), Request: asked}
	valid, problems := c.validator.ValidateHttpResponse(asked, answer)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answers++
	if valid {
		return
	}
	for _, p := range problems {
		said := fmt.Sprintf("%s %s: %d: %s: %s", asked.Method, asked.URL.Path, given.status, p.Message, p.Reason)
		for _, s := range p.SchemaValidationErrors {
			said += fmt.Sprintf("\n    %s: %s", s.FieldPath, s.Reason)
		}
		if !slices.Contains(c.breaches, said) {
			c.breaches = append(c.breaches, said)
		}
	}
}

// report fails the test for every answer that the specification does not know.
func (c *contract) report(t *testing.T) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, breach := range c.breaches {
		t.Errorf("not as published: %s", breach)
	}
	t.Logf("%d answers of the API compared with the specification", c.answers)
}

// copying keeps what a handler answers while passing it on at once.
type copying struct {
	http.ResponseWriter

	status int
	body   bytes.Buffer
}

// WriteHeader implements http.ResponseWriter.
func (c *copying) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (c *copying) Write(p []byte) (int, error) {
	c.body.Write(p)
	return c.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the connection, for event streams.
func (c *copying) Unwrap() http.ResponseWriter { return c.ResponseWriter }
