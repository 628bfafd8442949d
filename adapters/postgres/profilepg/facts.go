package profilepg

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres/internal/profiledb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

func provenance(source string, resume id.Resume, quote string, page int32) profile.Provenance {
	return profile.Provenance{Source: profile.Source(source), Resume: resume, Quote: quote, Page: int(page)}
}

func month(text string) profile.Month { m, _ := profile.ParseMonth(text); return m }

// loadFacts fills in the lists of a profile, each in the person's order.
func (s Profiles) loadFacts(ctx context.Context, p *profile.Profile) error {
	experience, err1 := s.q.ListExperience(ctx, s.db, p.User)
	education, err2 := s.q.ListEducation(ctx, s.db, p.User)
	skills, err3 := s.q.ListSkills(ctx, s.db, p.User)
	languages, err4 := s.q.ListLanguages(ctx, s.db, p.User)
	certifications, err5 := s.q.ListCertifications(ctx, s.db, p.User)
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return err
	}
	for _, r := range experience {
		p.Experience = append(p.Experience, profile.Experience{
			ID: r.ID, Title: r.Title, Company: r.Company, Location: r.Location, Description: r.Description,
			Start: month(r.StartMonth), End: month(r.EndMonth), Current: r.IsCurrent,
			From: provenance(r.Source, r.ResumeID, r.Quote, r.Page),
		})
	}
	for _, r := range education {
		p.Education = append(p.Education, profile.Education{
			ID: r.ID, Institution: r.Institution, Degree: r.Degree, Field: r.Field, Grade: r.Grade,
			Start: month(r.StartMonth), End: month(r.EndMonth), From: provenance(r.Source, r.ResumeID, r.Quote, r.Page),
		})
	}
	for _, r := range skills {
		p.Skills = append(p.Skills, profile.Skill{
			ID: r.ID, Name: r.Name, Level: profile.Level(r.Level), Years: r.YearsExperience,
			From: provenance(r.Source, r.ResumeID, r.Quote, r.Page),
		})
	}
	for _, r := range languages {
		p.Languages = append(p.Languages, profile.Language{
			ID: r.ID, Name: r.Name, Level: r.Level, From: provenance(r.Source, r.ResumeID, r.Quote, r.Page),
		})
	}
	for _, r := range certifications {
		p.Certifications = append(p.Certifications, profile.Certification{
			ID: r.ID, Name: r.Name, Issuer: r.Issuer, Month: month(r.Month), From: provenance(r.Source, r.ResumeID, r.Quote, r.Page),
		})
	}
	return nil
}

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
			ID: f.ID, UserID: p.User, Name: f.Name, Issuer: f.Issuer, Month: f.Month.String(), Source: string(f.From.Source),
			ResumeID: f.From.Resume, Quote: f.From.Quote, Page: int32(f.From.Page), Position: int32(i), CreatedAt: now,
		}
	}
	for _, insert := range []func() error{
		func() error { return run(s.q.InsertExperience(ctx, s.db, experience)) },
		func() error { return run(s.q.InsertEducation(ctx, s.db, education)) },
		func() error { return run(s.q.InsertSkill(ctx, s.db, skills)) },
		func() error { return run(s.q.InsertLanguage(ctx, s.db, languages)) },
		func() error { return run(s.q.InsertCertification(ctx, s.db, certifications)) },
	} { // one after the other: a transaction has one connection
		if err := insert(); err != nil {
			return err
		}
	}
	return nil
}
