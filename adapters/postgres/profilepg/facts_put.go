package profilepg

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/internal/profiledb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

// batch is what sqlc makes for a statement that runs once per fact.
type batch interface{ Exec(f func(int, error)) }

func run(b batch) error {
	var failed error
	b.Exec(func(_ int, err error) { failed = errors.Join(failed, err) })
	return failed
}

// putFacts replaces the lists of a profile. The profile's row is locked by its
// update, so two writers cannot mix their lists.
func (s Profiles) putFacts(ctx context.Context, p profile.Profile, now time.Time) error {
	for _, clear := range []func(context.Context, profiledb.DBTX, id.User) error{
		s.q.DeleteExperience, s.q.DeleteEducation, s.q.DeleteSkills, s.q.DeleteLanguages, s.q.DeleteCertifications,
		s.q.DeleteLinks, s.q.DeleteWorkAuthorisations,
	} {
		if err := clear(ctx, s.db, p.User); err != nil {
			return err
		}
	}
	experience := make([]profiledb.InsertExperienceParams, len(p.Experience))
	for i, e := range p.Experience {
		experience[i] = profiledb.InsertExperienceParams{
			ID: e.ID, UserID: p.User, Company: e.Company, Title: e.Title, Location: e.Location, Description: e.Description,
			StartMonth: e.Start.String(), EndMonth: e.End.String(), IsCurrent: e.Current, Source: string(e.From.Source),
			ResumeID: e.From.Resume, Quote: e.From.Quote, Page: int32(e.From.Page), Position: int32(i), CreatedAt: now,
		}
	}
	education := make([]profiledb.InsertEducationParams, len(p.Education))
	for i, e := range p.Education {
		education[i] = profiledb.InsertEducationParams{
			ID: e.ID, UserID: p.User, Institution: e.Institution, Degree: e.Degree, Field: e.Field, Grade: e.Grade,
			StartMonth: e.Start.String(), EndMonth: e.End.String(), Source: string(e.From.Source),
			ResumeID: e.From.Resume, Quote: e.From.Quote, Page: int32(e.From.Page), Position: int32(i), CreatedAt: now,
		}
	}
	skills := make([]profiledb.InsertSkillParams, len(p.Skills))
	for i, f := range p.Skills {
		skills[i] = profiledb.InsertSkillParams{
			ID: f.ID, UserID: p.User, Name: f.Name, Level: string(f.Level), YearsExperience: f.Years, Source: string(f.From.Source),
			ResumeID: f.From.Resume, Quote: f.From.Quote, Page: int32(f.From.Page), Position: int32(i), CreatedAt: now,
		}
	}
	languages := make([]profiledb.InsertLanguageParams, len(p.Languages))
	for i, f := range p.Languages {
		languages[i] = profiledb.InsertLanguageParams{
			ID: f.ID, UserID: p.User, Name: f.Name, Level: f.Level, Source: string(f.From.Source),
			ResumeID: f.From.Resume, Quote: f.From.Quote, Page: int32(f.From.Page), Position: int32(i), CreatedAt: now,
		}
	}
	certifications := make([]profiledb.InsertCertificationParams, len(p.Certifications))
	for i, f := range p.Certifications {
		certifications[i] = profiledb.InsertCertificationParams{
			ID: f.ID, UserID: p.User, Name: f.Name, Issuer: f.Issuer, Number: f.Number, Url: f.URL, Month: f.Month.String(),
			ExpiresMonth: f.Expires.String(), Source: string(f.From.Source),
			ResumeID: f.From.Resume, Quote: f.From.Quote, Page: int32(f.From.Page), Position: int32(i), CreatedAt: now,
		}
	}
	links := make([]profiledb.InsertLinkParams, len(p.Links))
	for i, f := range p.Links {
		links[i] = profiledb.InsertLinkParams{
			ID: f.ID, UserID: p.User, Label: f.Label, Url: f.URL, Source: f.From.Source, Position: int32(i), CreatedAt: now,
		}
	}
	permits := make([]profiledb.InsertWorkAuthorisationParams, len(p.WorkPermits))
	for i, f := range p.WorkPermits {
		permits[i] = profiledb.InsertWorkAuthorisationParams{
			ID: f.ID, UserID: p.User, Country: f.Country, Status: f.Status, Sponsorship: f.Sponsorship,
			ValidUntil: postgres.Optional(f.ValidUntil), Position: int32(i), CreatedAt: now,
		}
	}
	for _, insert := range []func() error{
		func() error { return run(s.q.InsertExperience(ctx, s.db, experience)) },
		func() error { return run(s.q.InsertEducation(ctx, s.db, education)) },
		func() error { return run(s.q.InsertSkill(ctx, s.db, skills)) },
		func() error { return run(s.q.InsertLanguage(ctx, s.db, languages)) },
		func() error { return run(s.q.InsertCertification(ctx, s.db, certifications)) },
		func() error { return run(s.q.InsertLink(ctx, s.db, links)) },
		func() error { return run(s.q.InsertWorkAuthorisation(ctx, s.db, permits)) },
	} { // one after the other: a transaction has one connection
		if err := insert(); err != nil {
			return err
		}
	}
	return nil
}
