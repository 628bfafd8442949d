package resumes

import "strings"

// Parse finds the facts of a resume by fixed rules: the same document always gives the
// same draft. Each value is a part of the document's own text (with wrapped lines
// joined), and points to its lines. It never fails; what it does not find is missing.
func Parse(document Document) Draft {
	rows := rowsOf(document)
	if len(rows) == 0 {
		return Draft{}
	}
	sections := byContent(sectionsOf(rows))
	var draft Draft
	head := headRows(sections)
	draft.Email = findEmail(document, head, rows)
	draft.Phone = findPhone(document, head, rows)
	draft.Name = findName(head, rows, draft.Email.Text)
	draft.Location = findLocation(head, draft.Name.Text)
	draft.Links = findLinks(document, rows, head)
	draft.Headline = findHeadline(head, draft)
	draft.Summary = findSummary(sections, draft)
	for _, s := range sections {
		switch s.kind {
		case secExperience:
			draft.Experience = append(draft.Experience, experienceOf(s.rows)...)
		case secEducation:
			draft.Education = append(draft.Education, educationOf(s.rows)...)
		case secSkills:
			spoken, rest := spokenRows(s.rows)
			draft.Languages = append(draft.Languages, spoken...)
			skills := skillsOf(rest)
			if s.untitled {
				skills = unsure(skills)
			}
			draft.Skills = append(draft.Skills, skills...)
		case secLanguages:
			spoken := languagesOf(s.rows)
			if len(spoken) == 0 { // "Languages" of a programmer
				draft.Skills = append(draft.Skills, skillsOf(s.rows)...)
			}
			draft.Languages = append(draft.Languages, spoken...)
		case secCertifications:
			draft.Certifications = append(draft.Certifications, certificationsOf(s.rows)...)
		case secNone, secContact, secSummary, secLinks, secOther: // read above, or no facts
		}
	}
	return draft
}

// unsure marks skills that no title announces: the list may be of something else.
func unsure(groups []SkillGroup) []SkillGroup {
	for _, g := range groups {
		for i := range g.Skills {
			g.Skills[i].Confidence = 0.6
		}
	}
	return groups
}

// headRows are the rows where a person's own details stand: before the first title, in
// columns without one, and under a title for them.
func headRows(sections []section) []row {
	var out []row
	for _, s := range sections {
		if s.kind == secNone || s.kind == secContact || s.kind == secLinks {
			out = append(out, s.rows...)
		}
	}
	return out
}

// findSummary takes the section for it, else running text outside all sections.
func findSummary(sections []section, draft Draft) Value {
	for _, s := range sections {
		if s.kind == secSummary {
			if v := prose(s.rows, 0.9); !v.IsZero() {
				return v
			}
		}
	}
	for _, s := range sections {
		if s.kind != secNone {
			continue
		}
		var kept []row
		for _, r := range s.rows {
			// The last line of a paragraph is short: it belongs when the line before does.
			long := wordCount(r.text) >= 7 && len(r.cells) == 1
			tail := len(kept) > 0 && kept[len(kept)-1].line == r.line-1 && !strings.HasSuffix(kept[len(kept)-1].text, ".") && len(r.cells) == 1
			if (long || tail) && !reEmail.MatchString(r.text) && r.plain() != draft.Headline.Text {
				kept = append(kept, r)
			}
		}
		if v := prose(kept, 0.7); wordCount(v.Text) >= 12 {
			return v
		}
	}
	return Value{}
}

// prose joins rows to one text, paragraphs apart.
func prose(rows []row, confidence float64) Value {
	var parts []string
	for _, group := range paragraphRows(rows) {
		lines := make([]string, len(group))
		for i, r := range group {
			lines[i] = r.plain()
		}
		parts = append(parts, joinWrapped(lines))
	}
	text := strings.TrimSpace(strings.Join(parts, "\n"))
	if text == "" {
		return Value{}
	}
	return Value{Text: text, Confidence: confidence, Span: span(rows...)}
}
