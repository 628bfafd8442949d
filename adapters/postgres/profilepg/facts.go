package profilepg

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/adapters/postgres"
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
	links, err6 := s.q.ListLinks(ctx, s.db, p.User)
	permits, err7 := s.q.ListWorkAuthorisations(ctx, s.db, p.User)
	if err := errors.Join(err1, err2, err3, err4, err5, err6, err7); err != nil {
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
			ID: r.ID, Name: r.Name, Issuer: r.Issuer, Number: r.Number, URL: r.Url, Month: month(r.Month), Expires: month(r.ExpiresMonth),
			From: provenance(r.Source, r.ResumeID, r.Quote, r.Page),
		})
	}
	for _, r := range links {
		p.Links = append(p.Links, profile.Link{ID: r.ID, Label: r.Label, URL: r.Url, From: profile.Provenance{Source: r.Source}})
	}
	for _, r := range permits {
		p.WorkPermits = append(p.WorkPermits, profile.WorkPermit{
			ID: r.ID, Country: r.Country, Status: r.Status, Sponsorship: r.Sponsorship, ValidUntil: postgres.OrZero(r.ValidUntil), From: profile.Typed(),
		})
	}
	return nil
}
