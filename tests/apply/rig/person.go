package rig

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"github.com/applyforus/applyforus/adapters/boards"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/identitypg"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/adapters/postgres/resumespg"
	"github.com/applyforus/applyforus/adapters/sanitize"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/resumes"
)

// Person is somebody who applies.
type Person struct {
	identity.Actor

	Resume id.Resume
	File   []byte // the resume's bytes
}

// AddPerson stores a person with a confirmed address, a profile and a resume.
func (r *Rig) AddPerson(ctx context.Context, email string) (Person, error) {
	now := r.Now()
	user := identity.NewUser(email, "Ada Lindqvist", "x", now)
	user.Verify(now)
	content := []byte("%PDF-1.7 the resume of " + email)
	sum := sha256.Sum256(content)
	resume := resumes.New(id.Make[id.Resume](now), user.ID, resumes.File{
		Name: "ada.pdf", Kind: resumes.PDF, Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:]), BlobKey: "resumes/" + user.ID.String(),
	}, now)
	resume.Status, resume.IsDefault = resumes.Read, true
	if err := r.Blobs.Put(ctx, resume.BlobKey, resume.MediaType, content); err != nil {
		return Person{}, err
	}
	type stores struct {
		queryer postgres.Queryer
	}
	err := postgres.UnitOfWork(r.DB, func(s postgres.Session) stores { return stores{s.Queryer()} }).Do(ctx, func(ctx context.Context, tx stores) error {
		if err := identitypg.Users(tx.queryer).Create(ctx, user); err != nil {
			return err
		}
		if err := profilepg.NewProfiles(tx.queryer).Put(ctx, facts(user), now); err != nil {
			return err
		}
		return resumespg.NewStore(tx.queryer).Create(ctx, resume)
	})
	return Person{Actor: user.Actor(identity.AppSeeker, identity.ViaSession), Resume: resume.ID, File: content}, err
}

func facts(user identity.User) profile.Profile {
	said := func(text string) profile.Text { return profile.Text{Value: text, From: profile.Typed()} }
	return profile.Profile{
		User: user.ID, Name: said("Ada Lindqvist"), Email: said(user.Email), Phone: said("+49 30 1234567"), Location: said("Berlin, Germany"),
		LinkedIn: said("https://www.linkedin.com/in/ada-lindqvist"),
	}
}

// AddJobs imports a board in the shape of Greenhouse's feed, as a demo company.
func (r *Rig) AddJobs(ctx context.Context, token, company string, feed []byte) error {
	unit := postgres.UnitOfWork(r.DB, func(s postgres.Session) jobsvc.ImportTx {
		q := s.Queryer()
		return jobsvc.ImportTx{
			Jobs: jobspg.NewJobs(q), Requisitions: jobspg.NewRequisitions(q), Companies: jobspg.NewCompanies(q),
			Boards: jobspg.NewBoards(q), Outbox: s.Outbox(),
		}
	})
	importer := jobsvc.NewImporter(unit, jobspg.NewReader(r.DB.Pool()), jobspg.NewBoards(r.DB.Pool()),
		boards.All(http.DefaultClient), sanitize.New(), r.Now)
	_, err := importer.SeedDemo(ctx, []jobsvc.DemoBoard{{Token: token, Company: company, Feed: feed}})
	return err
}

// Job answers the job of a posting on a demo board.
func (r *Rig) Job(ctx context.Context, token, external string) (id.Job, error) {
	var job id.Job
	err := r.DB.Pool().QueryRow(ctx, "SELECT job_id FROM jobs.job_links WHERE source = 'demo' AND board_token = $1 AND external_id = $2", token, external).Scan(&job)
	return job, err
}
