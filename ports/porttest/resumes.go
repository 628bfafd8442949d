package porttest

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/ports"
)

// ResumesTx is what one transaction of the resume suite touches.
type ResumesTx struct {
	Users   ports.UserStore
	Resumes ports.ResumeStore
	// Apply notes that the person made an application with the resume.
	Apply func(ctx context.Context, user id.User, resume id.Resume) error
}

// ResumesPorts is a fresh, empty database.
type ResumesPorts struct {
	Work   ports.UnitOfWork[ResumesTx]
	Reader ports.ResumeReader
}

var resumesNow = time.Date(2026, 11, 23, 12, 0, 0, 123456000, time.UTC)

// same compares by what JSON shows: a moment is the same in any of UTC's guises.
func same(a, b any) bool {
	left, err1 := json.Marshal(a)
	right, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && bytes.Equal(left, right)
}

// someResume makes a resume of a person; n tells several apart.
func someResume(user id.User, n int) resumes.Resume {
	at := resumesNow.Add(time.Duration(n) * time.Minute)
	resume := id.Make[id.Resume](at)
	return resumes.New(resume, user, resumes.File{
		Name: "cv.pdf", Kind: resumes.PDF, Size: 10, SHA256: string(rune('a' + n)), BlobKey: resumes.BlobKey(user, resume),
	}, at)
}

// owner stores an account that resumes can hang on.
func (p ResumesPorts) owner(t *testing.T, email string, mine ...func(id.User) resumes.Resume) (id.User, []resumes.Resume) {
	t.Helper()
	user := identity.NewUser(email, "Ada Berg", "hash", resumesNow)
	stored := make([]resumes.Resume, len(mine))
	must(t, do(t, p.Work, func(ctx context.Context, tx ResumesTx) error {
		if err := tx.Users.Create(ctx, user); err != nil {
			return err
		}
		for i, make := range mine {
			stored[i] = make(user.ID)
			if err := tx.Resumes.Create(ctx, stored[i]); err != nil {
				return err
			}
		}
		return nil
	}))
	return user.ID, stored
}

func nth(n int, change ...func(*resumes.Resume)) func(id.User) resumes.Resume {
	return func(user id.User) resumes.Resume {
		r := someResume(user, n)
		for _, fn := range change {
			fn(&r)
		}
		return r
	}
}

// Resumes runs the suite of ports.ResumeStore and ports.ResumeReader.
func Resumes(t *testing.T, open func(*testing.T) ResumesPorts) {
	t.Helper()
	found := resumes.Draft{
		Name:   resumes.Value{Text: "Ada Berg", Confidence: 0.9, Span: resumes.Span{Page: 1, Quote: "Ada Berg", Box: resumes.Box{X: 1.5, Width: 2}}},
		Skills: []resumes.SkillGroup{{Skills: []resumes.Value{{Text: "Go", Confidence: 1}}}},
	}
	t.Run("round trip", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user, stored := p.owner(t, "ada@example.org", nth(0))
		want := stored[0]
		got, err := p.Reader.Get(t.Context(), user, want.ID)
		if err != nil || !same(got, want) {
			t.Fatalf("Get = %+v, %v\nwant %+v", got, err, want)
		}
		must(t, want.MarkRead(2, found, resumesNow.Add(time.Hour)))
		must(t, want.Rename("For banks", resumesNow.Add(time.Hour)))
		want.IsDefault = true
		document := resumes.Document{Kind: resumes.PDF, Pages: []resumes.Page{{Number: 1, Width: 612, Height: 792, Lines: []resumes.Line{{Text: "Ada\tBerg", Size: 12, Bold: true}}}}}
		must(t, do(t, p.Work, func(ctx context.Context, tx ResumesTx) error {
			if err := tx.Resumes.Update(ctx, want); err != nil {
				return err
			}
			return tx.Resumes.PutDocument(ctx, user, want.ID, document)
		}))
		want.Version = 2
		if got, err = p.Reader.Get(t.Context(), user, want.ID); err != nil || !same(got, want) {
			t.Fatalf("Get = %+v, %v\nwant %+v", got, err, want)
		}
		if read, err := p.Reader.Document(t.Context(), user, want.ID); err != nil || !same(read, document) {
			t.Errorf("Document = %+v, %v", read, err)
		}
		must(t, do(t, p.Work, func(ctx context.Context, tx ResumesTx) error {
			for _, as := range []id.User{user, {}} {
				if got, err := tx.Resumes.Get(ctx, as, want.ID); err != nil || !same(got, want) {
					t.Errorf("Get as %s = %+v, %v", as, got, err)
				}
			}
			return nil
		}))
	})
	t.Run("a problem is kept", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user, stored := p.owner(t, "ada@example.org", nth(0))
		must(t, stored[0].MarkUnreadable(resumes.ErrNoText, resumesNow))
		must(t, do(t, p.Work, func(ctx context.Context, tx ResumesTx) error { return tx.Resumes.Update(ctx, stored[0]) }))
		got, err := p.Reader.Get(t.Context(), user, stored[0].ID)
		if err != nil || got.Status != resumes.Unreadable || got.Problem != resumes.ErrNoText.Code || got.Remedy != resumes.ErrNoText.Message {
			t.Errorf("Get = %+v, %v", got, err)
		}
	})
	t.Run("belongs to one person", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user, stored := p.owner(t, "ada@example.org", nth(0))
		other, _ := p.owner(t, "eve@example.org")
		mine := stored[0]
		for name, read := range map[string]func() error{
			"Get":      func() error { _, err := p.Reader.Get(t.Context(), other, mine.ID); return err },
			"Get zero": func() error { _, err := p.Reader.Get(t.Context(), id.User{}, mine.ID); return err },
			"Document": func() error { _, err := p.Reader.Document(t.Context(), other, mine.ID); return err },
			"lock": func() error {
				return do(t, p.Work, func(ctx context.Context, tx ResumesTx) error {
					_, err := tx.Resumes.Get(ctx, other, mine.ID)
					return err
				})
			},
			"PutDocument": func() error {
				return do(t, p.Work, func(ctx context.Context, tx ResumesTx) error {
					return tx.Resumes.PutDocument(ctx, other, mine.ID, resumes.Document{})
				})
			},
			"Delete": func() error {
				return do(t, p.Work, func(ctx context.Context, tx ResumesTx) error { return tx.Resumes.Delete(ctx, other, mine.ID) })
			},
		} {
			t.Run(name, func(t *testing.T) { wantErr(t, read(), resumes.ErrNotFound) })
		}
		stolen := mine
		stolen.User = other
		wantErr(t, do(t, p.Work, func(ctx context.Context, tx ResumesTx) error { return tx.Resumes.Update(ctx, stolen) }), fault.ErrStale)
		if all, err := p.Reader.List(t.Context(), other); err != nil || len(all) != 0 {
			t.Errorf("List = %+v, %v", all, err)
		}
		if _, err := p.Reader.Get(t.Context(), user, mine.ID); err != nil {
			t.Errorf("the owner's Get: %v", err)
		}
	})
	t.Run("an old version is refused", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		_, stored := p.owner(t, "ada@example.org", nth(0))
		must(t, do(t, p.Work, func(ctx context.Context, tx ResumesTx) error { return tx.Resumes.Update(ctx, stored[0]) }))
		wantErr(t, do(t, p.Work, func(ctx context.Context, tx ResumesTx) error { return tx.Resumes.Update(ctx, stored[0]) }), fault.ErrStale)
	})
	t.Run("order", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user, stored := p.owner(t, "ada@example.org", nth(0), nth(1, func(r *resumes.Resume) { r.IsDefault = true }), nth(2))
		all, err := p.Reader.List(t.Context(), user)
		if err != nil || len(all) != 3 || all[0].ID != stored[1].ID || all[1].ID != stored[2].ID || all[2].ID != stored[0].ID {
			t.Errorf("List = %+v, %v", all, err)
		}
		must(t, do(t, p.Work, func(ctx context.Context, tx ResumesTx) error {
			all, err := tx.Resumes.OfUser(ctx, user)
			if err != nil || !same(all, stored) {
				t.Errorf("OfUser = %+v, %v", all, err)
			}
			return nil
		}))
	})
	t.Run("delete", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		user, stored := p.owner(t, "ada@example.org", nth(0), nth(1))
		must(t, do(t, p.Work, func(ctx context.Context, tx ResumesTx) error {
			if err := tx.Apply(ctx, user, stored[1].ID); err != nil {
				return err
			}
			wantErr(t, tx.Resumes.Delete(ctx, user, stored[1].ID), resumes.ErrInUse)
			return tx.Resumes.Delete(ctx, user, stored[0].ID)
		}))
		all, err := p.Reader.List(t.Context(), user)
		if err != nil || len(all) != 1 || all[0].ID != stored[1].ID {
			t.Errorf("List = %+v, %v", all, err)
		}
	})
}
