package profileweb_test

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/adapters/portraits"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/apps/seeker/profileweb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/importsvc"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
)

// people are who may sign in: the token is the name.
type people map[string]id.User

func (p people) BySession(_ context.Context, _ identity.App, token string) (identity.Actor, error) {
	user, known := p[token]
	if !known {
		return identity.Actor{}, fault.ErrUnauthenticated
	}
	return identity.Actor{User: user, App: identity.AppSeeker, Name: token}, nil
}

func (p people) ByAccessToken(ctx context.Context, app identity.App, token string) (identity.Actor, error) {
	return p.BySession(ctx, app, token)
}

var (
	now    = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	ada    = id.User{1}
	eve    = id.User{2}
	resume = id.Make[id.Resume](now)
	said   = profile.Answer{ID: id.Make[id.Answer](now), User: ada, Employer: "nordwind", Key: "notice period", Question: "Notice period?", Values: []string{"One month"}, SaidAt: now}
)

// world is the pages and operations over memory, with a profile for ada.
type world struct {
	t       testing.TB
	handler http.Handler
	db      *memory.DB
	blobs   *memory.Blobs
	imports *importsvc.Service
}

func setup(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, db: memory.New(), blobs: memory.NewBlobs()}
	type tx struct {
		profiles memory.Profiles
		answers  memory.AnswerBank
	}
	read := profile.Provenance{Source: profile.SourceResume, Resume: resume, Quote: "Lead Engineer, Nordwind", Page: 2}
	err := memory.UnitOfWork(w.db, func(s memory.Session) tx { return tx{memory.NewProfiles(s), memory.NewAnswerBank(s)} }).Do(t.Context(), func(ctx context.Context, in tx) error {
		if err := in.answers.Remember(ctx, said); err != nil {
			return err
		}
		return in.profiles.Put(ctx, profile.Profile{
			User: ada, Name: profile.Text{Value: "Ada Berg", From: profile.TypedFor(resume)},
			Experience: []profile.Experience{{ID: id.Make[id.Fact](now), Title: "Lead Engineer", Company: "Nordwind", Start: profile.Month{Year: 2020, Month: time.March}, Current: true, From: read}},
			Skills:     []profile.Skill{{ID: id.Make[id.Fact](now), Name: "Go", From: read}, {ID: id.Make[id.Fact](now), Name: "Rust", From: profile.Typed()}},
		}, now)
	})
	if err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return now }
	svc := profilesvc.New(profilesvc.Deps{
		Work: memory.UnitOfWork(w.db, func(s memory.Session) profilesvc.Tx {
			return profilesvc.Tx{
				Profiles: memory.NewProfiles(s), Preferences: memory.NewPreferences(s), Answers: memory.NewAnswerBank(s), Outbox: s.Outbox(),
			}
		}),
		Profiles: memory.NewProfileReader(w.db), Preferences: memory.NewPreferencesReader(w.db), Answers: memory.NewAnswerReader(w.db),
		Blobs: w.blobs, Portraits: portraits.New(), Now: clock,
	})
	w.imports = importsvc.New(importsvc.Deps{
		Work: memory.UnitOfWork(w.db, func(s memory.Session) importsvc.Tx {
			return importsvc.Tx{Profiles: memory.NewProfiles(s), Imports: memory.NewImports(s)}
		}),
		Profiles: memory.NewProfileReader(w.db), Imports: memory.NewImportReader(w.db), Now: clock,
	})
	services := profileweb.Services{Profile: svc, Imports: w.imports}
	s := web.New(web.Options{App: identity.AppSeeker, Logger: slog.New(slog.DiscardHandler), Auth: people{"ada": ada, "eve": eve}})
	profileweb.Routes(s, services)
	profileweb.RegisterAPI(api.New(s.Router, api.Options{Title: "test", Cookie: auth.CookieName(identity.AppSeeker)}), services)
	w.handler = s.Router
	return w
}

// answer is what came back.
type answer struct {
	*httptest.ResponseRecorder

	t testing.TB
}

// ask sends one request; headers are pairs.
func (w *world) ask(who, method, path, contentType string, body io.Reader, headers ...string) answer {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), method, "http://localhost"+path, body)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	if strings.HasPrefix(path, "/api/") && who != "" {
		r.Header.Set("Authorization", "Bearer "+who)
	} else if who != "" {
		r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppSeeker), Value: who})
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	w.handler.ServeHTTP(recorder, r)
	return answer{recorder, w.t}
}

func (w *world) get(who, path string) answer {
	w.t.Helper()
	return w.ask(who, http.MethodGet, path, "", nil)
}

func (w *world) post(who, path string, form url.Values, headers ...string) answer {
	w.t.Helper()
	return w.ask(who, http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()), headers...)
}

// call sends JSON to an operation.
func (w *world) call(who, method, path string, body any, headers ...string) answer {
	w.t.Helper()
	raw, isRaw := body.(string)
	if !isRaw {
		encoded, err := json.Marshal(body)
		if err != nil {
			w.t.Fatal(err)
		}
		raw = string(encoded)
	}
	return w.ask(who, method, path, "application/json", strings.NewReader(raw), headers...)
}

// upload sends a file as a form does.
func (w *world) upload(who, path, name string, content []byte) answer {
	w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return w.ask(who, http.MethodPost, path, form.FormDataContentType(), &body)
}

func (a answer) status(want int) answer {
	a.t.Helper()
	if a.Code != want {
		a.t.Fatalf("status %d, want %d\n%.2000s", a.Code, want, a.Body.String())
	}
	return a
}

func (a answer) page() *goquery.Document {
	a.t.Helper()
	page, err := goquery.NewDocumentFromReader(bytes.NewReader(a.Body.Bytes()))
	if err != nil {
		a.t.Fatal(err)
	}
	return page
}

func (a answer) into(v any) {
	a.t.Helper()
	if err := json.Unmarshal(a.Body.Bytes(), v); err != nil {
		a.t.Fatalf("%v\n%.2000s", err, a.Body.String())
	}
}

// violations answers the fields that an operation names, each with its code.
func (a answer) violations() map[string]string {
	a.t.Helper()
	var failure api.Failure
	a.into(&failure)
	fields := map[string]string{}
	for _, v := range failure.Err.Details.Violations {
		fields[v.Field] = v.Code
	}
	return fields
}

// known is ada's profile as the operation shows it.
func (w *world) known() profileweb.Profile {
	w.t.Helper()
	var got struct{ Data profileweb.Profile }
	w.get("ada", "/api/v1/users/me").status(http.StatusOK).into(&got)
	return got.Data
}

// picture is a black PNG of 300 × 200 pixels.
func picture(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 300, 200))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
