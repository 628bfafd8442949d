// Command server is a provider to sign in with, for tests: OpenID Connect and GitHub's API
// on one address of this machine. Whoever is sent there has agreed already. What it answers
// is set at /set; by default it keeps the standard.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log"
	"maps"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/applyforus/applyforus/adapters/oauth/oauthtest"
)

const keyID = "one"

type server struct {
	address    string
	key, other *ecdsa.PrivateKey

	mu    sync.Mutex
	says  oauthtest.Says
	codes map[string]url.Values // what each code was asked for with
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	s := &server{address: "http://" + listener.Addr().String(), key: newKey(), other: newKey(), codes: map[string]url.Values{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /set", s.set)
	mux.HandleFunc("GET /.well-known/openid-configuration", s.discover)
	mux.HandleFunc("GET /keys", s.keys)
	mux.HandleFunc("GET /authorize", s.authorize)
	mux.HandleFunc("GET /login/oauth/authorize", s.authorize)
	mux.HandleFunc("POST /token", s.token)
	mux.HandleFunc("POST /login/oauth/access_token", s.token)
	mux.HandleFunc("GET /user", s.user)
	mux.HandleFunc("GET /user/emails", s.emails)
	fmt.Println(s.address)
	log.Fatal((&http.Server{Handler: mux, ReadHeaderTimeout: time.Second}).Serve(listener))
}

func newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	return key
}

func (s *server) now() oauthtest.Says {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.says
}

func (s *server) set(_ http.ResponseWriter, r *http.Request) {
	var says oauthtest.Says
	if err := json.NewDecoder(r.Body).Decode(&says); err != nil {
		log.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.says = says
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the client is gone
}

func (s *server) discover(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]any{
		"issuer": s.address, "authorization_endpoint": s.address + "/authorize", "token_endpoint": s.address + "/token", "jwks_uri": s.address + "/keys",
		"id_token_signing_alg_values_supported": []string{"ES256"},
	})
}

func (s *server) keys(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &s.key.PublicKey, KeyID: keyID, Algorithm: "ES256", Use: "sig"}}})
}

func (s *server) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	back := url.Values{"state": {q.Get("state")}, "iss": {s.address}}
	if failure := s.now().Decline; failure != "" {
		back.Set("error", failure)
	} else {
		code := rand.Text()
		s.mu.Lock()
		s.codes[code] = q
		s.mu.Unlock()
		back.Set("code", code)
	}
	http.Redirect(w, r, q.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

func (s *server) token(w http.ResponseWriter, r *http.Request) {
	says := s.now()
	time.Sleep(says.Slow)
	if says.Down {
		answer(w, http.StatusServiceUnavailable, map[string]string{"error": "temporarily_unavailable"})
		return
	}
	code := r.FormValue("code")
	s.mu.Lock()
	asked, known := s.codes[code]
	delete(s.codes, code)
	s.mu.Unlock()
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if !known || r.FormValue("client_secret") != oauthtest.Secret || r.FormValue("redirect_uri") != asked.Get("redirect_uri") ||
		base64.RawURLEncoding.EncodeToString(sum[:]) != asked.Get("code_challenge") {
		answer(w, http.StatusBadRequest, map[string]string{"error": "invalid_grant"})
		return
	}
	answer(w, http.StatusOK, map[string]any{
		"access_token": "token-of-" + says.Subject, "token_type": "Bearer", "expires_in": 3600, "id_token": s.sign(s.claims(says, asked), says),
	})
}

func (s *server) claims(says oauthtest.Says, asked url.Values) map[string]any {
	now := time.Now()
	claims := map[string]any{
		"iss": s.address, "aud": asked.Get("client_id"), "sub": says.Subject, "nonce": asked.Get("nonce"),
		"iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(), "email": says.Email, "email_verified": says.Verified, "name": says.Name,
	}
	maps.Copy(claims, says.Claims)
	return claims
}

// sign makes the ID token, as wrongly as it is told.
func (s *server) sign(claims map[string]any, says oauthtest.Says) string {
	key := jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: s.key, KeyID: keyID}}
	switch says.Signature {
	case oauthtest.None:
		body, err := json.Marshal(claims)
		if err != nil {
			log.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + base64.RawURLEncoding.EncodeToString(body) + "."
	case oauthtest.OtherKey:
		key.Key = jose.JSONWebKey{Key: s.other, KeyID: keyID}
	case oauthtest.ClientSecret: // the trick of signing with what both sides know
		key = jose.SigningKey{Algorithm: jose.HS256, Key: []byte(oauthtest.Secret + oauthtest.Secret)}
	}
	signer, err := jose.NewSigner(key, nil)
	if err != nil {
		log.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		log.Fatal(err)
	}
	return token
}

func (s *server) user(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]any{"id": 4711, "login": "ada", "name": s.now().Name})
}

func (s *server) emails(w http.ResponseWriter, _ *http.Request) {
	says := s.now()
	answer(w, http.StatusOK, []map[string]any{
		{"email": "spare@example.org", "primary": false, "verified": true},
		{"email": says.Email, "primary": true, "verified": says.Verified},
	})
}
