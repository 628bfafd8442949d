package pgtest

import (
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/core/id"
)

// Opening is a posting with the opening behind it, for what refers to them.
type Opening struct {
	Job         id.Job
	Requisition id.Requisition
}

// User adds a person with a confirmed address.
func User(t testing.TB, db *postgres.DB) id.User {
	t.Helper()
	user := id.Make[id.User](time.Now())
	execRow(t, db, `INSERT INTO identity.users (id, email, name, password_hash, email_verified_at, created_at, updated_at)
		VALUES ($1, $2, 'Ada Berg', 'x', now(), now(), now())`, user, user.String()+"@example.org")
	return user
}

// NewOpening adds a posting of an employer of its own.
func NewOpening(t testing.TB, db *postgres.DB) Opening {
	t.Helper()
	o := Opening{Job: id.Make[id.Job](time.Now()), Requisition: id.Make[id.Requisition](time.Now())}
	company := id.Make[id.Company](time.Now())
	execRow(t, db, `INSERT INTO jobs.companies (id, key, name, created_at) VALUES ($1, $2, 'Fernhill Optics', now())`, company, company.String())
	execRow(t, db, `INSERT INTO jobs.requisitions (id, created_at) VALUES ($1, now())`, o.Requisition)
	execRow(t, db, `INSERT INTO jobs.jobs (id, requisition_id, company_id, company_name, title, description_html, description_text, source,
			board_token, external_id, url, apply_url, fingerprint, posted_at, first_seen_at, last_seen_at)
		VALUES ($1, $2, $3, 'Fernhill Optics', 'Lens Engineer', '<p>Lenses.</p>', 'Lenses.', 'demo', 'fernhill', $4,
			'https://jobs.example/1', 'https://jobs.example/1/apply', $4, now(), now(), now())`, o.Job, o.Requisition, company, o.Job.String())
	return o
}

// Resume adds a resume that was read and confirmed, as the person's default one if
// they have none. Its file is the text of its key, "resumes/<id>".
func Resume(t testing.TB, db *postgres.DB, user id.User) id.Resume {
	t.Helper()
	resume := id.Make[id.Resume](time.Now())
	execRow(t, db, `INSERT INTO resumes.resumes (id, user_id, name, file_name, media_type, size, sha256, blob_key, pages, status, is_default,
			created_at, updated_at)
		VALUES ($1, $2, 'Optics 2026', 'ada-berg-optics.pdf', 'application/pdf', octet_length($3), encode(sha256(convert_to($3, 'UTF8')), 'hex'), $3, 2, 'confirmed',
			NOT EXISTS (SELECT FROM resumes.resumes WHERE user_id = $2), now(), now())`, resume, user, "resumes/"+resume.String())
	return resume
}

func execRow(t testing.TB, db *postgres.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.Pool().Exec(t.Context(), statement, args...); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
}
