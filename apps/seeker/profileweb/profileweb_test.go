package profileweb_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/apps/seeker/profileweb"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
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
	resume = id.Make[id.Resume](now)
	said   = profile.Answer{ID: id.Make[id.Answer](now), User: ada, Key: "notice period", Question: "Notice period?", Values: []string{"One month"}, Employer: "Fernhill", SaidAt: now}
)

// site is the pages and operations over memory, with a profile for ada.
func site(t *testing.T) http.Handler {
	t.Helper()
	db := memory.New()
	type tx struct {
		profiles memory.Profiles
		answers  memory.AnswerBank
	}
	read := profile.Provenance{Source: profile.SourceResume, Resume: resume, Quote: "Lead Engineer, Nordwind", Page: 2}
	err := memory.UnitOfWork(db, func(s memory.Session) tx { return tx{memory.NewProfiles(s), memory.NewAnswerBank(s)} }).Do(t.Context(), func(ctx context.Context, in tx) error {
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
	svc := profilesvc.New(profilesvc.Deps{
		Work:     memory.UnitOfWork(db, func(s memory.Session) profilesvc.Tx { return profilesvc.Tx{Answers: memory.NewAnswerBank(s)} }),
		Profiles: memory.NewProfileReader(db), Answers: memory.NewAnswerReader(db),
	})
	s := web.New(web.Options{App: identity.AppSeeker, Logger: slog.New(slog.DiscardHandler), Auth: people{"ada": ada, "eve": {2}}})
	profileweb.Routes(s, svc)
	profileweb.RegisterAPI(api.New(s.Router, api.Options{Title: "test", Cookie: auth.CookieName(identity.AppSeeker)}), svc)
	return s.Router
}

func send(t *testing.T, h http.Handler, who, method, path string, want int) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "http://localhost"+path, nil)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if strings.HasPrefix(path, "/api/") && who != "" {
		r.Header.Set("Authorization", "Bearer "+who)
	} else if who != "" {
		r.AddCookie(&http.Cookie{Name: auth.CookieName(identity.AppSeeker), Value: who})
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != want {
		t.Fatalf("%s %s: status %d, want %d\n%s", method, path, w.Code, want, w.Body.String())
	}
	return w
}

func TestPageShowsFactsWithTheirOrigin(t *testing.T) {
	t.Parallel()
	h := site(t)
	page, err := goquery.NewDocumentFromReader(bytes.NewReader(send(t, h, "ada", http.MethodGet, "/profile", http.StatusOK).Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	text := page.Find("main").Text()
	for _, want := range []string{"Lead Engineer, Nordwind", "Mar 2020 to today", ", page 2", "Typed by you while checking", "1 read from your resumes, 1 typed by you.", "One month"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if page.Find(`a[href="/resumes/`+resume.String()+`"]`).Length() == 0 {
		t.Error("no way to the resume")
	}
	if page.Find(`form[action="/profile/answers/`+said.ID.String()+`/forget"] button`).Length() != 1 {
		t.Error("the answer cannot be forgotten")
	}
	empty := send(t, h, "eve", http.MethodGet, "/profile", http.StatusOK).Body.String()
	if !strings.Contains(empty, "Nothing is known about you yet") || strings.Contains(empty, "Nordwind") {
		t.Error("the empty profile is not said, or is somebody else's")
	}
	send(t, h, "", http.MethodGet, "/profile", http.StatusSeeOther)
}

func TestForgetOverThePage(t *testing.T) {
	t.Parallel()
	h := site(t)
	target := "/profile/answers/" + said.ID.String() + "/forget"
	send(t, h, "eve", http.MethodPost, target, http.StatusNotFound)
	send(t, h, "ada", http.MethodPost, target, http.StatusSeeOther)
	if strings.Contains(send(t, h, "ada", http.MethodGet, "/profile", http.StatusOK).Body.String(), "One month") {
		t.Error("the answer is still there")
	}
	send(t, h, "ada", http.MethodPost, "/profile/answers/x/forget", http.StatusNotFound)
}

func TestShareOverThePage(t *testing.T) {
	t.Parallel()
	h := site(t)
	const alone = "Kept for Fernhill alone"
	shown := func() string { return send(t, h, "ada", http.MethodGet, "/profile", http.StatusOK).Body.String() }
	if !strings.Contains(shown(), alone) {
		t.Error("the page does not say for whom the answer is kept")
	}
	target := "/profile/answers/" + said.ID.String() + "/share"
	send(t, h, "eve", http.MethodPost, target, http.StatusNotFound)
	send(t, h, "ada", http.MethodPost, target, http.StatusSeeOther)
	if page := shown(); strings.Contains(page, alone) || !strings.Contains(page, "One month") {
		t.Error("the answer is not shared")
	}
}

func TestAPI(t *testing.T) {
	t.Parallel()
	h := site(t)
	var got struct{ Data profileweb.Profile }
	if err := json.Unmarshal(send(t, h, "ada", http.MethodGet, "/api/v1/users/me/profile", http.StatusOK).Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if p := got.Data; p.Name == nil || p.Name.Origin.Source != profile.SourceTyped || len(p.Experience) != 1 || p.Experience[0].Start != "2020-03" ||
		p.Experience[0].Origin != (profileweb.ProfileOrigin{Source: profile.SourceResume, ResumeID: resume, Quote: "Lead Engineer, Nordwind", Page: 2}) {
		t.Errorf("%+v", got.Data)
	}
	var list struct{ Data []profileweb.BankAnswer }
	if err := json.Unmarshal(send(t, h, "ada", http.MethodGet, "/api/v1/users/me/answers", http.StatusOK).Body.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Data) != 1 || list.Data[0].Question != said.Question || list.Data[0].LastUsedAt != nil {
		t.Errorf("%+v", list.Data)
	}
	target := "/api/v1/users/me/answers/" + said.ID.String()
	if list.Data[0].Employer != "Fernhill" {
		t.Errorf("for %q", list.Data[0].Employer)
	}
	send(t, h, "eve", http.MethodPost, target+"/share", http.StatusNotFound)
	send(t, h, "ada", http.MethodPost, target+"/share", http.StatusNoContent)
	send(t, h, "", http.MethodDelete, target, http.StatusUnauthorized)
	send(t, h, "eve", http.MethodDelete, target, http.StatusNotFound)
	send(t, h, "ada", http.MethodDelete, target, http.StatusNoContent)
	send(t, h, "ada", http.MethodDelete, target, http.StatusNotFound)
	send(t, h, "", http.MethodGet, "/api/v1/users/me/profile", http.StatusUnauthorized)
	send(t, h, "", http.MethodGet, "/api/v1/users/me/answers", http.StatusUnauthorized)
}
