package azurekeys_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets"

	"github.com/applyforus/applyforus/adapters/azurekeys"
)

// somebody has a token without asking anybody for it.
type somebody struct{}

func (somebody) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "token", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

// vault stands in for Azure Key Vault: it has the shapes of its documented REST interface
// (secrets, versions in pages, the challenge before the first token), nothing more. The
// real service was not asked.
func vault(t *testing.T, versions map[string]string) *httptest.Server {
	t.Helper()
	var server *httptest.Server
	attributes := func(name string) map[string]any {
		made := map[string]int64{"v1": 100, "v2": 200, "v3": 300}[name]
		return map[string]any{"enabled": name != "v2off", "created": made, "updated": made}
	}
	server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		path := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
		answer := func(body any) { json.NewEncoder(w).Encode(body) } //nolint:errcheck,errchkjson // a test
		switch {
		case r.Header.Get("Authorization") == "":
			w.Header().Set("WWW-Authenticate", `Bearer authorization="https://login.microsoftonline.com/tenant", resource="https://vault.azure.net"`)
			w.WriteHeader(http.StatusUnauthorized)
		case len(path) == 3 && path[1] == "sealing-key" && path[2] == "versions":
			// One version per page, oldest first.
			names := []string{}
			for name := range versions {
				names = append(names, name)
			}
			slices.Sort(names)
			at := 0
			fmt.Sscanf(r.URL.Query().Get("$skiptoken"), "%d", &at) //nolint:errcheck // 0 on the first page
			page := map[string]any{"value": []any{}}
			if at < len(names) {
				page["value"] = []any{map[string]any{"id": server.URL + "/secrets/sealing-key/" + names[at], "attributes": attributes(names[at])}}
			}
			if at+1 < len(names) {
				page["nextLink"] = fmt.Sprintf("%s/secrets/sealing-key/versions?api-version=7.5&$skiptoken=%d", server.URL, at+1)
			}
			answer(page)
		case len(path) == 3 && path[1] == "sealing-key" && versions[path[2]] != "":
			answer(map[string]any{"value": versions[path[2]], "id": server.URL + r.URL.Path, "attributes": attributes(path[2])})
		default:
			w.WriteHeader(http.StatusNotFound)
			answer(map[string]any{"error": map[string]any{"code": "SecretNotFound", "message": "not here"}})
		}
	}))
	t.Cleanup(server.Close)
	return server
}

func open(t *testing.T, server *httptest.Server, secret string) *azurekeys.Vault {
	t.Helper()
	options := &azsecrets.ClientOptions{DisableChallengeResourceVerification: true}
	options.Transport, options.Retry.MaxRetries = server.Client(), -1
	opened, err := azurekeys.Open(azurekeys.Options{Vault: server.URL, Secret: secret, Credential: somebody{}, Client: options})
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

func TestVersionsNewestFirst(t *testing.T) {
	t.Parallel()
	server := vault(t, map[string]string{"v1": "first", "v2off": "switched off", "v3": "third", "v2": "second"})
	got, err := open(t, server, "sealing-key").Versions(t.Context())
	if err != nil || !slices.Equal(got, []string{"third", "second", "first"}) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	t.Parallel()
	server := vault(t, map[string]string{"v2off": "switched off"})
	if got, err := open(t, server, "sealing-key").Versions(t.Context()); err == nil {
		t.Errorf("a secret that is switched off gives %v", got)
	}
	if got, err := open(t, server, "another").Versions(t.Context()); err == nil || !strings.Contains(err.Error(), "another") {
		t.Errorf("%v, %v", got, err)
	}
	server.Close()
	if _, err := open(t, server, "sealing-key").Versions(t.Context()); err == nil {
		t.Error("a vault that is gone answers")
	}
}
