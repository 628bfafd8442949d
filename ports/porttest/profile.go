package porttest

import (
	"context"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports"
)

// ProfileTx is what one transaction of the profile suites touches.
type ProfileTx struct {
	Users    ports.UserStore
	Profiles ports.ProfileStore
	Answers  ports.AnswerStore
	Wishes   ports.PreferencesStore
	Imports  ports.ImportStore
	Plans    ports.SubscriptionStore
}

// ProfilePorts is a fresh, empty database.
type ProfilePorts struct {
	Work     ports.UnitOfWork[ProfileTx]
	Profiles ports.ProfileReader
	Answers  ports.AnswerReader
	Wishes   ports.PreferencesReader
	Imports  ports.ImportReader
	Plans    ports.SubscriptionReader
}

var profileNow = time.Date(2026, 11, 23, 12, 0, 0, 123456000, time.UTC)

func (p ProfilePorts) person(t *testing.T, email string) id.User {
	t.Helper()
	user := identity.NewUser(email, "Ada Berg", "hash", profileNow)
	must(t, do(t, p.Work, func(ctx context.Context, tx ProfileTx) error { return tx.Users.Create(ctx, user) }))
	return user.ID
}

// wholeProfile has a value in every field.
func wholeProfile(user id.User) profile.Profile {
	resume := id.Make[id.Resume](profileNow)
	read := profile.Provenance{Source: profile.SourceResume, Resume: resume, Quote: "as it stands there", Page: 2}
	fact := func() id.Fact { return id.Make[id.Fact](profileNow) }
	text := func(value string) profile.Text { return profile.Text{Value: value, From: read} }
	return profile.Profile{
		User: user, Name: profile.Text{Value: "Ada Berg", From: profile.Typed()}, Headline: text("Engineer"), Summary: text("Two\nlines"),
		Email: text("ada@example.org"), Phone: text("+49 30 1"), Location: text("Berlin"),
		LinkedIn: text("https://linkedin.example/ada"), GitHub: text("https://github.example/ada"), Website: text("https://ada.example"),
		Experience: []profile.Experience{
			{ID: fact(), Title: "Lead", Company: "Nord", Location: "Bremen", Description: "Led\nBuilt", Start: profile.Month{Year: 2020, Month: time.March}, Current: true, From: read},
			{ID: fact(), Title: "Junior", Company: "Süd", Start: profile.Month{Year: 2015}, End: profile.Month{Year: 2019, Month: time.May}, From: profile.TypedFor(resume)},
		},
		Education: []profile.Education{{ID: fact(), Institution: "TU", Degree: "BSc", Field: "Maths", Grade: "1.3", Start: profile.Month{Year: 2010}, End: profile.Month{Year: 2014}, From: read}},
		Skills:    []profile.Skill{{ID: fact(), Name: "Go", Level: profile.LevelExpert, Years: 7.5, From: profile.Typed()}, {ID: fact(), Name: "SQL", From: read}},
		Languages: []profile.Language{{ID: fact(), Name: "German", Level: "native", From: read}},
		Certifications: []profile.Certification{{
			ID: fact(), Name: "Diver", Issuer: "Club", Number: "A-1", URL: "https://club.example/1", Month: profile.Month{Year: 2018, Month: time.June},
			Expires: profile.Month{Year: 2028}, From: read,
		}},
		Links: []profile.Link{
			{ID: fact(), Label: "Blog", URL: "https://blog.example", From: profile.Typed()},
			{ID: fact(), URL: "https://talks.example", From: profile.Provenance{Source: profile.SourceArchive}},
		},
		WorkPermits: []profile.WorkPermit{
			{ID: fact(), Country: "DE", Status: profile.PermitTemporary, Sponsorship: profile.SponsorNotNeeded, ValidUntil: time.Date(2028, 5, 31, 0, 0, 0, 0, time.UTC), From: profile.Typed()},
			{ID: fact(), Country: "US", Sponsorship: profile.SponsorNeeded, From: profile.Typed()},
		},
		Photo: id.Make[id.Photo](profileNow),
	}
}

// Profiles runs the suite of ports.ProfileStore.
func Profiles(t *testing.T, open func(*testing.T) ProfilePorts) {
	t.Helper()
	t.Run("nothing is known of a new person", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user := p.person(t, "ada@example.org")
		got, err := p.Profiles.Get(t.Context(), user)
		if err != nil || !same(got, profile.Profile{User: user}) {
			t.Errorf("Get = %+v, %v", got, err)
		}
	})
	t.Run("round trip, and each Put replaces all", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user, other := p.person(t, "ada@example.org"), p.person(t, "eve@example.org")
		want := wholeProfile(user)
		put := func(p2 profile.Profile, at time.Time) error {
			return do(t, p.Work, func(ctx context.Context, tx ProfileTx) error { return tx.Profiles.Put(ctx, p2, at) })
		}
		must(t, put(want, profileNow))
		want.Version, want.CreatedAt, want.UpdatedAt = 1, profileNow, profileNow
		check := func(user id.User, want profile.Profile) {
			t.Helper()
			got, err := p.Profiles.Get(t.Context(), user)
			if err != nil || !same(got, want) {
				t.Errorf("Get = %+v, %v\nwant %+v", got, err, want)
			}
		}
		check(user, want)
		check(other, profile.Profile{User: other})

		want.Phone, want.Experience, want.Photo, want.Links = profile.Text{}, want.Experience[1:], id.Photo{}, nil
		later := profileNow.Add(time.Hour)
		must(t, put(want, later))
		old := want
		want.Version, want.UpdatedAt = 2, later
		check(user, want)
		wantErr(t, put(old, later), fault.ErrStale)
		check(user, want)
	})
}

// AnswerBank runs the suite of ports.AnswerStore.
func AnswerBank(t *testing.T, open func(*testing.T) ProfilePorts) {
	t.Helper()
	said := func(user id.User, question string, at time.Time, values ...string) profile.Answer {
		return profile.Answer{
			ID: id.Make[id.Answer](at), User: user, Topic: "notice_period", Key: profile.QuestionKey(question), Question: question, Values: values, SaidAt: at,
		}
	}
	t.Run("latest first, one per question", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user := p.person(t, "ada@example.org")
		first, second := said(user, "Notice period?", profileNow, "a month"), said(user, "Tools?", profileNow.Add(time.Minute), "Go", "SQL")
		again := said(user, "Notice period", profileNow.Add(time.Hour), "none")
		must(t, do(t, p.Work, func(ctx context.Context, tx ProfileTx) error {
			for _, a := range []profile.Answer{first, second, again} {
				if err := tx.Answers.Remember(ctx, a); err != nil {
					return err
				}
			}
			return tx.Answers.Used(ctx, user, []id.Answer{second.ID}, profileNow)
		}))
		again.ID, second.UsedAt = first.ID, profileNow
		got, err := p.Answers.All(t.Context(), user)
		if err != nil || !same(got, []profile.Answer{again, second}) {
			t.Errorf("All = %+v, %v\nwant %+v", got, err, []profile.Answer{again, second})
		}
	})
	t.Run("one per question and employer, until one is shared", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user, other := p.person(t, "ada@example.org"), p.person(t, "eve@example.org")
		general, fern, moss := said(user, "Why us?", profileNow, "I like tea"), said(user, "Why us?", profileNow.Add(time.Minute), "Fern is green"),
			said(user, "Why us?", profileNow.Add(time.Hour), "Moss is soft")
		fern.Employer, moss.Employer = "Fern", "Moss"
		share := func(as id.User, answer id.Answer) error {
			return do(t, p.Work, func(ctx context.Context, tx ProfileTx) error { return tx.Answers.Share(ctx, as, answer) })
		}
		must(t, do(t, p.Work, func(ctx context.Context, tx ProfileTx) error {
			for _, a := range []profile.Answer{general, fern, moss} {
				if err := tx.Answers.Remember(ctx, a); err != nil {
					return err
				}
			}
			return nil
		}))
		wantErr(t, share(other, fern.ID), profile.ErrNoAnswer)
		must(t, share(user, fern.ID))
		must(t, share(user, fern.ID))
		fern.Employer = ""
		got, err := p.Answers.All(t.Context(), user)
		if err != nil || !same(got, []profile.Answer{moss, fern}) {
			t.Errorf("All = %+v, %v\nwant the one for Moss and the shared one", got, err)
		}
	})
	t.Run("only one's own is forgotten", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user, other := p.person(t, "ada@example.org"), p.person(t, "eve@example.org")
		mine := said(user, "Notice period?", profileNow, "a month")
		forget := func(as id.User) error {
			return do(t, p.Work, func(ctx context.Context, tx ProfileTx) error { return tx.Answers.Forget(ctx, as, mine.ID) })
		}
		must(t, do(t, p.Work, func(ctx context.Context, tx ProfileTx) error { return tx.Answers.Remember(ctx, mine) }))
		wantErr(t, forget(other), profile.ErrNoAnswer)
		must(t, forget(user))
		wantErr(t, forget(user), profile.ErrNoAnswer)
	})
}
