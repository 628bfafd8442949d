// Package api is what every operation of the three apps shares: the envelope, the
// one mapper of errors, authentication and headers. It must not know a domain.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/reqlog"
	"github.com/applyforus/applyforus/core/fault"
)

// Version of the published contract.
const Version = "1.0.0"

// Security is put on operations that need a signed-in person.
var Security = []map[string][]string{{"bearer": {}}, {"session": {}}}

func init() {
	// Package variables of Huma: they hold for the whole process, and all apps want the same.
	huma.DefaultArrayNullable = false
	huma.NewError = fromHuma
	huma.NewErrorWithContext = func(ctx huma.Context, status int, message string, errs ...error) huma.StatusError {
		err := fromHuma(status, message, errs...)
		if ctx != nil {
			logFailure(ctx.Context(), err)
		}
		return err
	}
}

// Options describe one app's API.
type Options struct {
	Title       string
	Description string
	Cookie      string // name of the session cookie
}

// New mounts an app's API on the router. The document is served at
// /api/openapi.json by Mount's caller through Document.
func New(router chi.Router, opts Options) huma.API {
	config := huma.DefaultConfig(opts.Title, Version)
	config.Info.Description = opts.Description
	config.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil // no $schema fields in answers
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"bearer":  {Type: "http", Scheme: "bearer", BearerFormat: "JWT", Description: "Short-lived access token from POST /api/v1/auth/login."},
		"session": {Type: "apiKey", In: "cookie", Name: opts.Cookie, Description: "A browser's session. Writes also need the X-CSRF-Token header."},
	}
	config.OnAddOperation = append(config.OnAddOperation, publishScope, publishRefusals)
	a := humachi.New(router, config)
	a.UseMiddleware(signedIn(a))
	return a
}

// signedIn answers 401 before a closed operation looks at its input, so that a visitor
// learns nothing from it, and 403 to a key without the operation's scope. Use-cases
// authorise all the same.
func signedIn(a huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		actor, closed := auth.Actor(ctx.Context()), len(ctx.Operation().Security) > 0
		var refused error
		switch scope := scopeOf(ctx.Operation()); {
		case closed && !actor.SignedIn():
			refused = fault.ErrUnauthenticated
		case closed || scope != "":
			refused = actor.RequireScope(scope)
		}
		if refused != nil {
			_ = huma.WriteErr(a, ctx, Status(refused), "", refused) // the client is gone
			return
		}
		next(ctx)
	}
}

// schemaName names generic envelopes EnvelopeJob and ListEnvelopeJob.
func schemaName(t reflect.Type, hint string) string { return huma.DefaultSchemaNamer(t, hint) }

// Document writes the published specification, indented so that its changes read well.
func Document(a huma.API) ([]byte, error) {
	compact, err := a.OpenAPI().MarshalJSON()
	if err != nil {
		return nil, err
	}
	var tree any
	if err := json.Unmarshal(compact, &tree); err != nil {
		return nil, err
	}
	return json.MarshalIndent(tree, "", "  ")
}

// ServeDocument answers the specification at /api/openapi.json.
func ServeDocument(a huma.API) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		document, err := Document(a)
		if err != nil {
			WriteError(w, r, err)
			return
		}
		w.Header().Set("Content-Type", "application/openapi+json")
		w.Write(document) //nolint:errcheck // the client is gone
	}
}

// WriteError answers a failure outside of any operation: unmatched paths, panics
// and middleware.
func WriteError(w http.ResponseWriter, r *http.Request, err error) {
	failure := FromError(err)
	logFailure(r.Context(), failure)
	for name, values := range failure.GetHeaders() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(failure.StatusCode)
	json.NewEncoder(w).Encode(failure) //nolint:errcheck,errchkjson // the client is gone
}

// Failed maps the error of an operation that writes its own answer, and logs our mistakes.
func Failed(ctx context.Context, err error) error { return failed(ctx, err) }

func failed(ctx context.Context, err error) error {
	failure := FromError(err)
	logFailure(ctx, failure)
	return failure
}

// logFailure notes our own mistakes with their cause; a person's mistakes are no log lines.
func logFailure(ctx context.Context, err huma.StatusError) {
	if err.GetStatus() < http.StatusInternalServerError {
		return
	}
	if cause := errors.Unwrap(err); cause != nil {
		reqlog.Failed(ctx, cause)
		return
	}
	reqlog.Failed(ctx, err)
}
