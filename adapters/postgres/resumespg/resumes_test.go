package resumespg_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/postgres/resumespg"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/ports/porttest"
)

func open(t *testing.T) porttest.ResumesPorts {
	t.Helper()
	db := pgtest.New(t)
	return porttest.ResumesPorts{
		Reader: resumespg.NewReader(db.Pool()),
		Work: postgres.UnitOfWork(db, func(s postgres.Session) porttest.ResumesTx {
			q := s.Queryer()
			return porttest.ResumesTx{
				Users: identitypg.Users(q), Resumes: resumespg.NewStore(q),
				Apply: func(ctx context.Context, user id.User, resume id.Resume) error { return apply(ctx, q, user, resume) },
			}
		}),
	}
}

// apply stores the least that an application consists of.
func apply(ctx context.Context, q postgres.Queryer, user id.User, resume id.Resume) error {
	now := time.Now()
	any1 := id.Make[id.Job](now).String()
	for _, statement := range []string{
		`INSERT INTO jobs.companies (id, key, name, created_at) VALUES ($1, 'nord', 'Nord', now())`,
		`INSERT INTO jobs.requisitions (id, created_at) VALUES ($1, now())`,
		`INSERT INTO jobs.jobs (id, requisition_id, company_id, company_name, title, description_html, description_text, source,
			board_token, external_id, url, apply_url, fingerprint, posted_at, first_seen_at, last_seen_at)
		 VALUES ($1, $1, $1, 'Nord', 'Lead', '', '', 'demo', 'nord', '1', '', '', '', now(), now(), now())`,
	} {
		if _, err := q.Exec(ctx, statement, any1); err != nil {
			return err
		}
	}
	_, err := q.Exec(ctx, `INSERT INTO applications.applications (id, user_id, requisition_id, job_id, resume_id, job_title,
		company_name, platform, stage, created_at, updated_at)
		VALUES ($1, $2, $1, $1, $3, 'Lead', 'Nord', 'demo', 'preparing', now(), now())`, any1, user, resume)
	return err
}

func TestResumes(t *testing.T) {
	t.Parallel()
	porttest.Resumes(t, open)
}

// TestFirstUploadsAtOnce lets two transactions each find no resume and add the first
// one: the second has to wait and to see the other's.
func TestFirstUploadsAtOnce(t *testing.T) {
	t.Parallel()
	p := open(t)
	user := identity.NewUser("ada@example.org", "Ada Berg", "hash", time.Now())
	if err := p.Work.Do(t.Context(), func(ctx context.Context, tx porttest.ResumesTx) error { return tx.Users.Create(ctx, user) }); err != nil {
		t.Fatal(err)
	}
	results := make(chan error)
	for n := range 4 {
		go func() {
			results <- p.Work.Do(t.Context(), func(ctx context.Context, tx porttest.ResumesTx) error {
				all, err := tx.Resumes.OfUser(ctx, user.ID)
				if err != nil {
					return err
				}
				now := time.Now()
				r := resumes.New(id.Make[id.Resume](now), user.ID, resumes.File{Name: "cv.pdf", Kind: resumes.PDF, SHA256: string(rune('a' + n))}, now)
				r.IsDefault = len(all) == 0
				return tx.Resumes.Create(ctx, r)
			})
		}()
	}
	var err error
	for range 4 {
		err = errors.Join(err, <-results)
	}
	if err != nil {
		t.Fatal(err)
	}
	all, err := p.Reader.List(t.Context(), user.ID)
	if err != nil || len(all) != 4 || !all[0].IsDefault || all[1].IsDefault {
		t.Errorf("List = %+v, %v", all, err)
	}
}
