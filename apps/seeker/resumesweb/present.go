package resumesweb

import (
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/core/resumes/resumesvc"
)

func present(r resumes.Resume) Resume {
	out := Resume{
		ID: r.ID, Name: r.Name, FileName: r.FileName, MediaType: r.MediaType, Size: r.Size, SHA256: r.SHA256, Pages: r.Pages,
		Status: r.Status, IsDefault: r.IsDefault, Version: r.Version, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
	if r.Problem != "" {
		out.Problem = &ResumeProblem{Code: r.Problem, Message: r.Remedy}
	}
	return out
}

// each presents all elements; the answer is never nil.
func each[A, B any](all []A, one func(int, A) B) []B {
	out := make([]B, len(all))
	for i, a := range all {
		out[i] = one(i, a)
	}
	return out
}

func presentDraft(reading resumesvc.Reading) ResumeDraft {
	d := reading.Resume.Draft
	return ResumeDraft{
		Resume: present(reading.Resume),
		Pages: each(reading.Document.Pages, func(_ int, p resumes.Page) DraftPage {
			return DraftPage{Number: p.Number, Width: p.Width, Height: p.Height}
		}),
		Name: optional(d.Name), Headline: optional(d.Headline), Email: optional(d.Email), Phone: optional(d.Phone),
		Location: optional(d.Location), Summary: optional(d.Summary),
		LinkedIn: optional(d.Link(resumes.LinkedIn)), GitHub: optional(d.Link(resumes.GitHub)), Website: optional(d.Link(resumes.Site)),
		Experience: each(d.Experience, func(i int, e resumes.Experience) DraftExperience {
			return DraftExperience{
				Entry: i + 1, Title: optional(e.Title), Company: optional(e.Company), Location: optional(e.Location),
				Dates: dates(e.Dates), Bullets: each(e.Bullets, value),
			}
		}),
		Education: each(d.Education, func(i int, e resumes.Education) DraftEducation {
			return DraftEducation{
				Entry: i + 1, Institution: optional(e.Institution), Degree: optional(e.Degree), Field: optional(e.Field),
				Grade: optional(e.Grade), Dates: dates(e.Dates),
			}
		}),
		Skills: each(d.Skills, func(_ int, g resumes.SkillGroup) DraftSkills {
			return DraftSkills{Group: g.Name.Text, Skills: each(g.Skills, value)}
		}),
		Languages: each(d.Languages, func(_ int, l resumes.Language) DraftLanguage {
			return DraftLanguage{Name: value(0, l.Name), Level: optional(l.Level)}
		}),
		Certifications: each(d.Certifications, func(i int, c resumes.Certification) DraftCertification {
			return DraftCertification{Entry: i + 1, Name: value(0, c.Name), Issuer: optional(c.Issuer), Date: c.Dates.Awarded().String()}
		}),
	}
}

func value(_ int, v resumes.Value) DraftValue {
	return DraftValue{Text: v.Text, Confidence: v.Confidence, Source: source(v.Span)}
}

func optional(v resumes.Value) *DraftValue {
	if v.IsZero() {
		return nil
	}
	out := value(0, v)
	return &out
}

func source(s resumes.Span) *DraftSource {
	if s.IsZero() {
		return nil
	}
	out := &DraftSource{Page: s.Page, Quote: s.Quote}
	if !s.Box.IsZero() {
		out.Box = &DraftBox{X: s.Box.X, Y: s.Box.Y, Width: s.Box.Width, Height: s.Box.Height}
	}
	return out
}

func dates(d resumes.Dates) *DraftDates {
	if d.IsZero() {
		return nil
	}
	return &DraftDates{Start: d.Start.String(), End: d.End.String(), Current: d.Current, Confidence: d.Confidence, Source: source(d.Span)}
}

// facts is what a client sent, in the words of the core.
func (f ResumeFacts) facts() resumes.Facts {
	return resumes.Facts{
		Name: f.Name, Headline: f.Headline, Email: f.Email, Phone: f.Phone, Location: f.Location, Summary: f.Summary,
		LinkedIn: f.LinkedIn, GitHub: f.GitHub, Website: f.Website,
		Experience:     each(f.Experience, func(_ int, e ResumeExperience) resumes.ExperienceFacts { return resumes.ExperienceFacts(e) }),
		Education:      each(f.Education, func(_ int, e ResumeEducation) resumes.EducationFacts { return resumes.EducationFacts(e) }),
		Skills:         each(f.Skills, func(_ int, s ResumeSkills) resumes.SkillFacts { return resumes.SkillFacts(s) }),
		Languages:      each(f.Languages, func(_ int, l ResumeLanguage) resumes.LanguageFacts { return resumes.LanguageFacts(l) }),
		Certifications: each(f.Certifications, func(_ int, c ResumeCertification) resumes.CertificationFacts { return resumes.CertificationFacts(c) }),
	}
}
