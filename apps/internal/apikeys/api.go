package apikeys

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/apikeysvc"
)

// maxBody is far above what a key needs.
const maxBody = 16 << 10

var group = api.Group{Path: "/api/v1/users/me/api-keys", Tag: "API keys", MaxBody: maxBody, Errors: []int{http.StatusForbidden}}

// RegisterAPI mounts the operations below /api/v1/users/me/api-keys. They take a person:
// a key cannot make keys.
func RegisterAPI(a huma.API, svc *apikeysvc.Service) {
	h := operations{svc}
	api.Handle(a, group.Operation("listApiKeys", http.MethodGet, "", "List API keys", http.StatusOK,
		"All keys of the signed-in person for this site, newest first. The keys themselves are shown only once, when they are made."), h.list)
	create := group.Operation("createApiKey", http.MethodPost, "", "Make an API key", http.StatusCreated,
		"The answer holds the key. It is not stored and cannot be shown again, so an Idempotency-Key has no effect here.")
	create.Errors = append(create.Errors, http.StatusConflict)
	api.Handle(a, create, h.create)
	rotate := group.Operation("rotateApiKey", http.MethodPost, "/{id}/rotate", "Rotate an API key", http.StatusCreated,
		"Makes the key that follows, with the same scopes and lifetime. The old key still counts for the overlap.")
	rotate.Errors = append(rotate.Errors, http.StatusNotFound, http.StatusConflict)
	api.Handle(a, rotate, h.rotate)
	revoke := group.Operation("revokeApiKey", http.MethodDelete, "/{id}", "Revoke an API key", http.StatusNoContent,
		"The key ends with its next request. Revoking it again changes nothing.")
	revoke.Errors = append(revoke.Errors, http.StatusNotFound)
	api.HandleNothing(a, revoke, h.revoke)
}

// APIKey is a key as its owner may see it.
type APIKey struct {
	ID         string     `json:"id" format:"uuid"`
	Name       string     `json:"name" doc:"What it is for."`
	Start      string     `json:"start" doc:"How the key begins, to tell it from others."`
	Scopes     []string   `json:"scopes"`
	CreatedAt  time.Time  `json:"createdAt"`
	ExpiresAt  time.Time  `json:"expiresAt"`
	LastUsedAt *time.Time `json:"lastUsedAt,omitempty" doc:"To the minute."`
	RevokedAt  *time.Time `json:"revokedAt,omitempty"`
	ReplacedBy string     `json:"replacedBy,omitempty" format:"uuid" doc:"The key that followed."`
}

// NewAPIKey is a key with its text.
type NewAPIKey struct {
	APIKey

	Key string `json:"key" doc:"Goes into the Authorization header as a bearer token. Keep it: it is not shown again."`
}

type createInput struct {
	Body struct {
		Name   string   `json:"name" doc:"What it is for, up to 60 characters." example:"Weekly report"`
		Scopes []string `json:"scopes" maxItems:"50" doc:"What it may do." example:"[\"applications:read\"]"`
		Days   int      `json:"days" doc:"For how long it counts, 1 to 365." example:"90"`
	}
}

type rotateInput struct {
	ID   id.APIKey `path:"id" format:"uuid"`
	Body struct {
		OverlapHours int `json:"overlapHours" doc:"For how long the old key still counts, 0 to 168." example:"24"`
	}
}

type keyInput struct {
	ID id.APIKey `path:"id" format:"uuid"`
}

type operations struct{ svc *apikeysvc.Service }

func (h operations) list(ctx context.Context, _ *struct{}) ([]APIKey, error) {
	keys, err := h.svc.List(ctx, auth.Actor(ctx))
	list := make([]APIKey, len(keys))
	for i, k := range keys {
		list[i] = present(k)
	}
	return list, err
}

func (h operations) create(ctx context.Context, in *createInput) (NewAPIKey, error) {
	input := apikeysvc.CreateInput{Actor: auth.Actor(ctx), Name: in.Body.Name, Days: in.Body.Days}
	for _, scope := range in.Body.Scopes {
		input.Scopes = append(input.Scopes, identity.Scope(scope))
	}
	made, err := h.svc.Create(ctx, input)
	return NewAPIKey{present(made.Key), made.Text}, err
}

func (h operations) rotate(ctx context.Context, in *rotateInput) (NewAPIKey, error) {
	made, err := h.svc.Rotate(ctx, apikeysvc.RotateInput{
		Actor: auth.Actor(ctx), Key: in.ID, Overlap: time.Duration(in.Body.OverlapHours) * time.Hour,
	})
	return NewAPIKey{present(made.Key), made.Text}, err
}

func (h operations) revoke(ctx context.Context, in *keyInput) error {
	return h.svc.Revoke(ctx, auth.Actor(ctx), in.ID)
}

func present(k identity.APIKey) APIKey {
	shown := APIKey{
		ID: k.ID.String(), Name: k.Name, Start: start(k), Scopes: []string{}, CreatedAt: k.CreatedAt, ExpiresAt: k.ExpiresAt,
		LastUsedAt: optional(k.LastUsedAt), RevokedAt: optional(k.RevokedAt),
	}
	for _, scope := range k.Scopes.List() {
		shown.Scopes = append(shown.Scopes, string(scope))
	}
	if !k.ReplacedBy.IsZero() {
		shown.ReplacedBy = k.ReplacedBy.String()
	}
	return shown
}

func start(k identity.APIKey) string { return identity.APIKeyPrefix + k.Lookup + "_…" }

func optional(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}
