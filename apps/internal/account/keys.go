package account

import (
	"encoding/base64"
	"encoding/json"
	"net/http"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

// RegisterKeys publishes the keys that access tokens are signed with, so that others can
// check them without asking us: a JWK set (RFC 7517, keys as in RFC 8037).
func RegisterKeys(site *web.Site, svc *identitysvc.Service) {
	site.Router.Get("/.well-known/jwks.json", func(w http.ResponseWriter, r *http.Request) {
		keys, err := svc.KeySet(r.Context())
		if err != nil {
			api.WriteError(w, r, err)
			return
		}
		w.Header().Set("Content-Type", "application/jwk-set+json")
		w.Header().Set("Cache-Control", "public, max-age=300")
		json.NewEncoder(w).Encode(keySet(keys)) //nolint:errcheck,errchkjson // the client is gone
	})
}

func keySet(keys []identity.PublicKey) map[string][]map[string]string {
	set := make([]map[string]string, len(keys))
	for i, k := range keys {
		set[i] = map[string]string{
			"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": k.ID.String(),
			"x": base64.RawURLEncoding.EncodeToString(k.Key),
		}
	}
	return map[string][]map[string]string{"keys": set}
}
