package jobs

import (
	"regexp"
	"strings"
)

var (
	languageCue = regexp.MustCompile(`fluen|proficien|native|speak|spoken|written|bilingual|verbal|language|command of|\b[abc][12]\b|fließend|kenntnisse|muttersprach|verhandlungssicher|sprach|wort und schrift|` +
		`courant|maîtrise|langue|parlé|\blu\b|écrit|niveau|business level|conversational`)
	languageLevels = []struct {
		level   string
		pattern *regexp.Regexp
	}{
		{"", regexp.MustCompile(`\b([abc][12])\b`)},
		{"C2", regexp.MustCompile(`native|muttersprach|langue maternelle|bilingual|bilingue`)},
		{"C1", regexp.MustCompile(`fluen|verhandlungssicher|fließend|courant|excellent|full professional|sehr gut|proficien|parfait`)},
		{"B2", regexp.MustCompile(`business|professional|strong|good|gute|working|solid|bonne?`)},
		{"B1", regexp.MustCompile(`conversational|intermediate`)},
		{"A2", regexp.MustCompile(`basic|grundkenntnisse|notions`)},
	}
	travelPercent = regexp.MustCompile(`\d{1,3}\s?%`)
	noLimits      = regexp.MustCompile(`\b(?:no|not|don't|keine?|without|kein|pas)\b`)
	perkWords     = regexp.MustCompile(`flexib|option|discount|allowance|benefit|enjoy|perk|lunch|snack|reimburse|stipend|budget|insurance|policy|agency|industry|company`)
)

var conditionKinds = map[SkillCategory]RequirementKind{
	SkillLanguage: RequirementLanguage, SkillCertification: RequirementCertification, SkillLicense: RequirementLicense,
	SkillClearance: RequirementClearance, SkillAuthorization: RequirementAuthorization, SkillTravel: RequirementTravel, SkillOnsite: RequirementOnsite,
}

// condition adds a language, a paper or a condition of the job.
func (x *extraction) condition(s postingSentence, lower string, cues sentenceCues, m SkillMention, w clauseWeight) {
	r := Requirement{Kind: conditionKinds[m.Category], Name: m.Name, Span: x.span(s, m.Start, m.End)}
	switch m.Category {
	case SkillLanguage:
		if w < weightNice && !(w == weightNamed && cues.insistsOnCondition) || !languageCue.MatchString(lower) && s.section != sectionMust && s.section != sectionNice {
			return
		}
		r.LanguageLevel = languageLevel(clauseAround(lower, m.Start-s.start, m.End-s.start))
		if r.LanguageLevel == "" { // "fluent in English, German and Dutch"
			r.LanguageLevel = languageLevel(lower[max(0, m.Start-s.start-60):min(len(lower), m.End-s.start+60)])
		}
	case SkillCertification, SkillLicense:
		if s.section == sectionOther && !cues.insistsOnCondition || s.section != sectionOther && w < weightNice && !cues.insistsOnCondition {
			return
		}
	case SkillTravel:
		if w < weightNice && !cues.insistsOnCondition && !travelPercent.MatchString(lower) || perkWords.MatchString(lower) || noLimits.MatchString(lower) {
			return
		}
	case SkillOnsite:
		if noLimits.MatchString(lower) || perkWords.MatchString(lower) && !cues.insistsOnCondition || s.section == sectionOther && !cues.insistsOnCondition ||
			w < weightNice && !cues.insistsOnCondition && !strings.Contains(lower, "days") && !strings.Contains(lower, "week") {
			return
		}
	case SkillAuthorization:
		if noLimits.MatchString(lower) && !cues.insistsOnCondition || strings.Contains(lower, "regardless") {
			return
		}
	default: // a clearance is named only where it is asked for
	}
	r.Must = w == weightMust || w != weightNice && cues.insistsOnCondition || w != weightNice && m.Category == SkillAuthorization
	x.add(r)
}

// clauseAround is the part of a list that holds the place.
func clauseAround(lower string, start, end int) string {
	before, after := tail(lower[:start], 60), lower[end:min(len(lower), end+60)]
	before = before[strings.LastIndexAny(before, ",;")+1:]
	if to := strings.IndexAny(after, ",;"); to >= 0 {
		after = after[:to]
	}
	return before + lower[start:end] + after
}

func languageLevel(near string) string {
	for _, l := range languageLevels {
		m := l.pattern.FindStringSubmatch(near)
		switch {
		case m == nil:
		case l.level == "":
			return strings.ToUpper(m[1])
		default:
			return l.level
		}
	}
	return ""
}
