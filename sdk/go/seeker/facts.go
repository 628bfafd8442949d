package seeker

import "strings"

// AsFound gives the facts of a draft unchanged, for ConfirmResume. Correct them first
// where the reading was wrong.
func AsFound(draft ResumeDraft) ResumeFacts {
	return ResumeFacts{
		Version: draft.Resume.Version,
		Name:    text(draft.Name), Headline: text(draft.Headline), Email: text(draft.Email), Phone: text(draft.Phone),
		Location: text(draft.Location), Summary: text(draft.Summary),
		Linkedin: text(draft.Linkedin), Github: text(draft.Github), Website: text(draft.Website),
		Experience: each(draft.Experience, func(e DraftExperience) ResumeExperience {
			lines := make([]string, len(e.Bullets))
			for i, bullet := range e.Bullets {
				lines[i] = bullet.Text
			}
			description := strings.Join(lines, "\n")
			found := ResumeExperience{
				Entry: &e.Entry, Title: text(e.Title), Company: text(e.Company), Location: text(e.Location), Description: &description,
			}
			if e.Dates != nil {
				found.Start, found.End, found.Current = e.Dates.Start, e.Dates.End, &e.Dates.Current
			}
			return found
		}),
		Education: each(draft.Education, func(e DraftEducation) ResumeEducation {
			found := ResumeEducation{
				Entry: &e.Entry, Institution: text(e.Institution), Degree: text(e.Degree), Field: text(e.Field), Grade: text(e.Grade),
			}
			if e.Dates != nil {
				found.Start, found.End, found.Current = e.Dates.Start, e.Dates.End, &e.Dates.Current
			}
			return found
		}),
		Skills: each(draft.Skills, func(s DraftSkills) ResumeSkills {
			names := make([]string, len(s.Skills))
			for i, skill := range s.Skills {
				names[i] = skill.Text
			}
			return ResumeSkills{Group: s.Group, Names: names}
		}),
		Languages: each(draft.Languages, func(l DraftLanguage) ResumeLanguage {
			return ResumeLanguage{Name: l.Name.Text, Level: text(l.Level)}
		}),
		Certifications: each(draft.Certifications, func(c DraftCertification) ResumeCertification {
			return ResumeCertification{Entry: &c.Entry, Name: c.Name.Text, Issuer: text(c.Issuer), Date: c.Date}
		}),
	}
}

func text(v *DraftValue) *string {
	if v == nil {
		return nil
	}
	return &v.Text
}

func each[T, U any](list []T, change func(T) U) *[]U {
	changed := make([]U, len(list))
	for i, item := range list {
		changed[i] = change(item)
	}
	return &changed
}
