// Package access_test asks every route of the three sites as everybody: visitors, two
// people, the members of two companies in every role, and the platform's staff. The table
// of routes says what each must get; what belongs to others must look like nothing.
package access_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"log/slog"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/applicationspg"
	"github.com/applyforus/applyforus/adapters/postgres/employerpg"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/adapters/postgres/notificationspg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	adminsite "github.com/applyforus/applyforus/apps/admin/site"
	employersite "github.com/applyforus/applyforus/apps/employer/site"
	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/apps/internal/reqlog"
	seekersite "github.com/applyforus/applyforus/apps/seeker/site"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/applications/applicationsvc"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/employer"
	"github.com/applyforus/applyforus/core/employer/employersvc"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/apikeysvc"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/notifications"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports"
)

// canary is in everything personal that the world holds or sends, and must not be in the log.
const canary = "zyxcanary"

// logbook collects what is logged, masked as in a binary.
type logbook struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logbook) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// world is the three sites with everybody in them.
type world struct {
	t     *testing.T
	s     *platform.Services
	log   *logbook
	sites map[identity.App]http.Handler
	roles map[identity.App][]role
	job   id.Job // open to all
	specs map[identity.App]spec
	// signedIn are credentials that are used again where nothing ends them.
	signedIn map[string]platformtest.SignedIn
}

// role is somebody in one app.
type role struct {
	name string
	app  identity.App
	user identity.User // the zero User for a visitor
	// says is the platform or company role that Row.Only is about.
	says string
	// holds are the ids of what is theirs, by kind of thing; see things.
	holds map[string]string
	// reaches are the kinds of the owner's things that they share.
	reaches []string
	owns    bool // the person of whose things the others try to get hold
	network string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	s := platformtest.Open(t)
	w := &world{t: t, s: s, log: &logbook{}, roles: map[identity.App][]role{}}
	s.Log = slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: reqlog.Mask}))
	w.sites = map[identity.App]http.Handler{
		identity.AppSeeker: seekersite.Handler(s), identity.AppEmployer: employersite.Handler(s), identity.AppAdmin: adminsite.Handler(s),
	}
	w.specs, w.signedIn = map[identity.App]spec{}, map[string]platformtest.SignedIn{}
	for app := range w.sites {
		w.specs[app] = w.spec(app)
	}
	w.seekers()
	w.employers()
	w.staff()
	for app, roles := range w.roles {
		for i := range roles {
			roles[i].network = fmt.Sprintf("192.0.2.%d:4000", len(app)*20+i)
		}
	}
	return w
}

func (w *world) person(name string, platformRole identity.PlatformRole) identity.User {
	w.t.Helper()
	user := platformtest.NewUser(w.t, w.s, canary+"."+strings.ReplaceAll(name, " ", ".")+"@example.org", platformRole)
	if _, err := w.s.DB.Pool().Exec(w.t.Context(), `UPDATE identity.users SET name = $2 WHERE id = $1`, user.ID, canary+" "+name); err != nil {
		w.t.Fatal(err)
	}
	return user
}

// devices gives somebody a passkey, and a browser that is signed in.
func (w *world) devices(user identity.User, app identity.App, holds map[string]string) map[string]string {
	w.t.Helper()
	now := w.s.Now()
	passkey := identity.Passkey{
		ID: id.Make[id.Passkey](now), User: user.ID, Site: "localhost", Credential: []byte(string(app) + user.ID.String()), Public: []byte{1}, Name: canary, CreatedAt: now,
	}
	work := postgres.UnitOfWork(w.s.DB, func(s postgres.Session) ports.PasskeyStore { return identitypg.Passkeys(s.Queryer()) })
	if err := work.Do(w.t.Context(), func(ctx context.Context, keys ports.PasskeyStore) error { return keys.Create(ctx, passkey) }); err != nil {
		w.t.Fatal(err)
	}
	actor, err := w.s.Identity.BySession(w.t.Context(), app, platformtest.SignIn(w.t, w.s, user, app).Session)
	if err != nil {
		w.t.Fatal(err)
	}
	holds["passkey"], holds["device"] = passkey.ID.String(), actor.Session.String()
	return holds
}

func (w *world) key(user identity.User, app identity.App, scope identity.Scope) string {
	w.t.Helper()
	made, err := w.s.APIKeys.Create(w.t.Context(), apikeysvc.CreateInput{
		Actor: user.Actor(app, identity.ViaSession), Name: canary, Scopes: []identity.Scope{scope}, Days: 30,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return made.Key.ID.String()
}

func (w *world) seekers() {
	w.t.Helper()
	a, b := w.person("seeker a", ""), w.person("seeker b", "")
	opening := pgtest.NewOpening(w.t, w.s.DB)
	w.job = opening.Job
	holds := w.devices(a, identity.AppSeeker, w.belongings(a, opening))
	w.roles[identity.AppSeeker] = []role{
		{name: "visitor", app: identity.AppSeeker},
		{name: "seeker B", app: identity.AppSeeker, user: b, holds: w.belongings(b, opening)},
		{name: "seeker A", app: identity.AppSeeker, user: a, holds: holds, owns: true},
	}
}

// belongings gives somebody one of everything.
func (w *world) belongings(user identity.User, opening pgtest.Opening) map[string]string {
	w.t.Helper()
	ctx, now := w.t.Context(), w.s.Now()
	actor := user.Actor(identity.AppSeeker, identity.ViaSession)
	resume := pgtest.Resume(w.t, w.s.DB, user.ID)
	draft, err := w.s.Apply.Start(ctx, autoapplysvc.StartInput{Actor: actor, Job: opening.Job, Resume: resume})
	if err != nil {
		w.t.Fatal(err)
	}
	application := draft.File.Application.ID
	detail, err := w.s.Applications.AddNote(ctx, applicationsvc.NoteInput{Actor: actor, Application: application, Text: canary + " note"})
	if err != nil {
		w.t.Fatal(err)
	}
	content := []byte(canary)
	evidence := applications.NewEvidence(id.Make[id.Evidence](now), application, draft.Attempt.ID, applications.EvidenceFilled, "form.png", "image/png", content, now)
	notice := notifications.Notification{
		ID: id.Make[id.Notification](now), User: user.ID, Category: notifications.CategorySystem, Title: canary, Message: canary, Link: "/dashboard", DedupeKey: canary, CreatedAt: now,
	}
	answer := profile.Answer{ID: id.Make[id.Answer](now), User: user.ID, Key: profile.QuestionKey("Notice period"), Question: "Notice period", Values: []string{canary}, SaidAt: now}
	work := postgres.UnitOfWork(w.s.DB, func(s postgres.Session) postgres.Queryer { return s.Queryer() })
	err = work.Do(ctx, func(ctx context.Context, q postgres.Queryer) error {
		if err := applicationspg.NewStore(q).AddEvidence(ctx, evidence); err != nil {
			return err
		}
		if _, err := notificationspg.New(q).Add(ctx, notice); err != nil {
			return err
		}
		return profilepg.NewAnswers(q).Remember(ctx, answer)
	})
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.s.Blobs.Put(ctx, evidence.BlobKey, evidence.MediaType, content); err != nil {
		w.t.Fatal(err)
	}
	file := "resumes/" + resume.String() // see pgtest.Resume
	if err := w.s.Blobs.Put(ctx, file, "application/pdf", []byte(file)); err != nil {
		w.t.Fatal(err)
	}
	holds := w.facts(user)
	maps.Copy(holds, map[string]string{
		"application": application.String(), "note": detail.File.Notes[0].ID.String(), "evidence": evidence.ID.String(), "resume": resume.String(),
		"notification": notice.ID.String(), "answer": answer.ID.String(), "api key": w.key(user, identity.AppSeeker, "jobs:read"),
	})
	return holds
}

// factLists are the lists of a profile, as addresses name them.
var factLists = []string{"experience", "education", "skills", "languages", "certifications", "links", "work-authorisations"}

// facts gives somebody a profile with one fact in each list, a photo, and a file to take
// facts from.
func (w *world) facts(user identity.User) map[string]string {
	w.t.Helper()
	now, holds := w.s.Now(), map[string]string{"person": user.ID.String()}
	fact := func(list string) id.Fact {
		made := id.Make[id.Fact](now)
		holds[list] = made.String()
		return made
	}
	typed := profile.Typed()
	known := profile.Profile{
		User: user.ID, Name: profile.Text{Value: canary, From: typed},
		Experience:     []profile.Experience{{ID: fact("experience"), Title: canary, From: typed}},
		Education:      []profile.Education{{ID: fact("education"), Institution: canary, From: typed}},
		Skills:         []profile.Skill{{ID: fact("skills"), Name: canary, From: typed}},
		Languages:      []profile.Language{{ID: fact("languages"), Name: canary, From: typed}},
		Certifications: []profile.Certification{{ID: fact("certifications"), Name: canary, From: typed}},
		Links:          []profile.Link{{ID: fact("links"), Label: canary, URL: "https://example.org/" + canary, From: typed}},
		WorkPermits:    []profile.WorkPermit{{ID: fact("work-authorisations"), Country: "DE", Status: profile.PermitCitizen, From: typed}},
	}
	work := postgres.UnitOfWork(w.s.DB, func(s postgres.Session) ports.ProfileStore { return profilepg.NewProfiles(s.Queryer()) })
	if err := work.Do(w.t.Context(), func(ctx context.Context, store ports.ProfileStore) error { return store.Put(ctx, known, now) }); err != nil {
		w.t.Fatal(err)
	}
	read, err := w.s.Imports.ImportFacts(w.t.Context(), user.Actor(identity.AppSeeker, identity.ViaSession), profile.SourceGitHub,
		profile.Profile{Skills: []profile.Skill{{Name: canary + " two"}}})
	if err != nil {
		w.t.Fatal(err)
	}
	holds["import"] = read.String()
	var portrait bytes.Buffer
	if err := png.Encode(&portrait, image.NewGray(image.Rect(0, 0, 96, 96))); err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.s.Profile.SetPhoto(w.t.Context(), user.Actor(identity.AppSeeker, identity.ViaSession), portrait.Bytes()); err != nil {
		w.t.Fatal(err)
	}
	return holds
}

func (w *world) employers() {
	w.t.Helper()
	owner, other := w.person("employer a owner", ""), w.person("employer b owner", "")
	found := func(name string, by identity.User) employer.Company {
		company, err := w.s.Employer.Found(w.t.Context(), employersvc.FoundInput{Name: name, Owner: by.Email})
		if err != nil {
			w.t.Fatal(err)
		}
		return company
	}
	ours := found(canary+" Fernhill", owner)
	theirs := found(canary+" Amber", other)
	list := []role{
		{name: "visitor", app: identity.AppEmployer},
		{name: "outsider", app: identity.AppEmployer, user: w.person("outsider", "")},
		{name: "employer B owner", app: identity.AppEmployer, user: other, says: string(employer.RoleOwner), holds: map[string]string{"company": theirs.ID.String()}},
	}
	store := employerpg.New(w.s.DB.Pool())
	for _, companyRole := range employer.Roles[1:] {
		member := w.person("employer a "+string(companyRole), "")
		if err := store.Join(w.t.Context(), ours.ID, member.ID, employer.Membership{Role: companyRole, Since: w.s.Now()}); err != nil {
			w.t.Fatal(err)
		}
		list = append(list, role{
			name: "employer A " + string(companyRole), app: identity.AppEmployer, user: member, says: string(companyRole), reaches: []string{"company"},
		})
	}
	w.roles[identity.AppEmployer] = append(list, role{
		name: "employer A owner", app: identity.AppEmployer, user: owner, says: string(employer.RoleOwner), owns: true,
		holds: w.devices(owner, identity.AppEmployer, map[string]string{"company": ours.ID.String(), "api key": w.key(owner, identity.AppEmployer, "companies:read")}),
	})
}

// staff have boards of their own to change, so that none takes another's away.
func (w *world) staff() {
	w.t.Helper()
	super := w.person("super", identity.RoleSuper)
	list := []role{{name: "visitor", app: identity.AppAdmin}}
	for _, r := range []identity.PlatformRole{identity.RoleModerator, identity.RoleSupport, identity.RoleFinance, identity.RoleAnalyst, identity.RoleSuper} {
		user := super
		if r != identity.RoleSuper {
			user = w.person(string(r), r)
		}
		list = append(list, role{
			name: "platform " + string(r), app: identity.AppAdmin, user: user, says: string(r), reaches: []string{"passkey", "device"},
			holds: w.devices(user, identity.AppAdmin, map[string]string{"board": w.board(super, string(r))}),
		})
	}
	w.roles[identity.AppAdmin] = list
}

func (w *world) board(super identity.User, token string) string {
	w.t.Helper()
	actor := super.Actor(identity.AppAdmin, identity.ViaSession)
	actor.Strong = true
	board, err := w.s.BoardAdmin().Follow(w.t.Context(), jobsvc.FollowBoardInput{
		Actor: actor, URL: "https://jobs.lever.co/fernhill" + token, Company: "Fernhill",
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return board.ID.String()
}
