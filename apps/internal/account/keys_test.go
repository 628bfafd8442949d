package account_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/identity"
)

func TestAccessTokensVerifyWithThePublishedKeys(t *testing.T) {
	t.Parallel()
	a := open(t, identity.AppSeeker)
	a.browser().do(http.MethodPost, "/register", url.Values{"name": {"Ada Berg"}, "email": {adaEmail}, "password": {adaPassword}})
	_, _, login := a.call(http.MethodPost, "/login", "", map[string]string{"email": adaEmail, "password": adaPassword})
	token, _ := login.Data["accessToken"].(string)

	w := httptest.NewRecorder()
	a.http.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/.well-known/jwks.json", nil))
	var set struct{ Keys []map[string]string }
	if err := json.Unmarshal(w.Body.Bytes(), &set); err != nil || w.Code != http.StatusOK || len(set.Keys) != 1 {
		t.Fatalf("%d %v\n%s", w.Code, err, w.Body)
	}
	key := set.Keys[0]
	public, err := base64.RawURLEncoding.DecodeString(key["x"])
	if err != nil || key["kty"] != "OKP" || key["crv"] != "Ed25519" || key["alg"] != "EdDSA" || key["d"] != "" {
		t.Fatalf("key %v, %v", key, err)
	}
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		t.Fatalf("token %q", token)
	}
	signature, _ := base64.RawURLEncoding.DecodeString(parts[2])
	if !ed25519.Verify(public, []byte(parts[0]+"."+parts[1]), signature) {
		t.Error("a token does not verify with the published key")
	}
	header, _ := base64.RawURLEncoding.DecodeString(parts[0])
	if !strings.Contains(string(header), key["kid"]) {
		t.Errorf("the token's header %s does not name the key %s", header, key["kid"])
	}
}
