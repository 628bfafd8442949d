package jobs

import (
	"fmt"
	"strings"
)

// verdict is how one requirement stands.
type verdict struct {
	status   MatchStatus
	credit   float64
	evidence []MatchEvidence
	note     string
}

// skillCredit is how well the best of several names is known.
type skillCredit struct {
	value float64
	name  string // what was asked
	via   string // what the person has instead, when it is not the same
	proof *skillProof
}

// credit finds the best proof for any of the names.
func (m *Matcher) credit(names []string) skillCredit {
	d := skillDictionary()
	var best skillCredit
	better := func(c skillCredit) {
		if c.value > best.value || c.value == best.value && best.proof != nil && c.proof.years > best.proof.years {
			best = c
		}
	}
	for _, name := range names {
		i, ok := d.byName[name]
		if !ok {
			continue
		}
		if p := m.skills[i]; p != nil {
			better(skillCredit{1, name, "", p})
			continue
		}
		for _, r := range d.entries[i].related {
			if p := m.skills[r]; p != nil {
				better(skillCredit{creditRelated, name, d.entries[r].name, p})
			}
		}
		for _, b := range d.entries[i].broader {
			if p := m.skills[b]; p != nil && p.rank < proofNarrower {
				better(skillCredit{creditBroader, name, d.entries[b].name, p})
			}
		}
	}
	return best
}

// verify decides one requirement from the facts.
func (a *assessment) verify(r Requirement) verdict {
	switch r.Kind {
	case RequirementSkill:
		if v := a.verifySkill(r); !r.Soft || v.status == MatchMet {
			return v
		}
		return verdict{status: MatchUnknown, note: "A profile cannot prove this."}
	case RequirementExperience:
		return a.verifyExperience(r)
	case RequirementDegree:
		return a.verifyDegree(r)
	case RequirementLanguage:
		return a.verifyLanguage(r)
	case RequirementCertification, RequirementLicense:
		return a.verifyPaper(r)
	case RequirementClearance:
		if v := a.verifyPaper(r); v.status == MatchMet {
			return v
		}
		return verdict{status: MatchUnknown, note: "Your profile does not say whether you hold it."}
	case RequirementAuthorization:
		return a.verifyWorkRight()
	case RequirementOnsite:
		return a.verifyPlace()
	case RequirementTravel:
		return verdict{status: MatchUnknown, note: "Only you can say whether you would travel."}
	}
	return verdict{status: MatchUnknown}
}

func (a *assessment) verifySkill(r Requirement) verdict {
	c := a.m.credit(r.Names())
	if c.proof == nil {
		return verdict{status: MatchMissing, note: "Nothing in your profile shows it."}
	}
	v := verdict{evidence: []MatchEvidence{c.proof.evidence}}
	if c.value < 1 {
		v.status, v.credit = MatchPartial, c.value
		v.note = "You have " + c.via + ", which is close to " + c.name + "."
		return v
	}
	if r.MinYears > c.proof.years {
		// Half for knowing it, the other half by the share of the years.
		v.status, v.credit = MatchPartial, 0.5+0.5*c.proof.years/r.MinYears
		v.note = fmt.Sprintf("Your facts show %s of the %s asked for.", years(c.proof.years), years(r.MinYears))
		if c.proof.years == 0 {
			v.note = "You have it, but nothing shows for how long."
		}
		return v
	}
	v.status, v.credit, v.note = MatchMet, 1, "Your profile shows it."
	if r.MinYears > 0 {
		v.note = fmt.Sprintf("Your facts show %s.", years(c.proof.years))
	}
	return v
}

// verifyExperience counts the months in roles whose title or text names the
// field; experience at large counts every role.
func (a *assessment) verifyExperience(r Requirement) verdict {
	if r.Name == "" {
		return a.verifyYears(r)
	}
	c := a.m.credit(r.Names())
	switch {
	case c.proof == nil:
		return verdict{status: MatchMissing, note: "Nothing in your profile shows it."}
	case c.value == 1 && c.proof.years >= r.MinYears:
		return verdict{MatchMet, 1, []MatchEvidence{c.proof.evidence}, fmt.Sprintf("Your facts show %s.", years(c.proof.years))}
	case c.value < 1:
		return verdict{MatchPartial, creditUndated, []MatchEvidence{c.proof.evidence}, "You have " + c.via + ", which is close to " + c.name + "."}
	}
	return verdict{
		MatchPartial, max(creditUndated, 0.9*c.proof.years/r.MinYears),
		[]MatchEvidence{c.proof.evidence},
		fmt.Sprintf("Your facts show %s of the %s asked for.", years(c.proof.years), years(r.MinYears)),
	}
}

func (a *assessment) verifyYears(r Requirement) verdict {
	longest := -1
	for i, role := range a.m.roles {
		if n := role.period.to - role.period.from; n > 0 && (longest < 0 || n > a.m.roles[longest].period.to-a.m.roles[longest].period.from) {
			longest = i
		}
	}
	if longest < 0 {
		return verdict{status: MatchMissing, note: "Your profile has no role with dates."}
	}
	v := verdict{evidence: []MatchEvidence{{a.m.roles[longest].fact, a.m.roles[longest].quote}}}
	if a.m.years >= r.MinYears {
		v.status, v.credit, v.note = MatchMet, 1, fmt.Sprintf("Your roles add up to %s.", years(a.m.years))
		return v
	}
	v.status, v.credit = MatchPartial, 0.9*a.m.years/r.MinYears
	v.note = fmt.Sprintf("Your roles add up to %s of the %s asked for.", years(a.m.years), years(r.MinYears))
	return v
}

func (a *assessment) verifyDegree(r Requirement) verdict {
	best := verdict{status: MatchMissing, note: "Your profile lists no such degree."}
	for _, d := range a.m.candidate.Degrees {
		level := d.Level
		if level == DegreeNone {
			level, _, _ = findDegree(strings.ToLower(d.Quote))
		}
		quote := firstText(d.Quote, strings.TrimSpace(level.String()+" "+d.Field))
		v := verdict{evidence: []MatchEvidence{{d.Fact, quote}}}
		switch {
		case level >= r.Degree && sameField(r.Fields, d):
			v.status, v.credit, v.note = MatchMet, 1, "Your degree meets it."
		case level >= r.Degree:
			v.status, v.credit, v.note = MatchPartial, 0.6, "The level fits, the field is another one."
		case level > DegreeNone && level == r.Degree-1:
			v.status, v.credit, v.note = MatchPartial, 0.4, "Your degree is one level below."
		default:
			continue
		}
		if v.credit > best.credit {
			best = v
		}
	}
	// Four years are what employers usually take for a bachelor's degree.
	if r.OrExperience && best.credit < 0.8 && a.m.years >= 4 && len(a.m.roles) > 0 {
		role := a.m.roles[a.bestRole]
		return verdict{MatchPartial, 0.8, []MatchEvidence{{role.fact, role.quote}}, "The posting takes experience instead of the degree."}
	}
	return best
}

func sameField(fields []string, d DegreeFact) bool {
	if len(fields) == 0 {
		return true
	}
	have := FindSkills(d.Field + "\n" + d.Quote)
	dict := skillDictionary()
	for _, f := range fields {
		want, ok := dict.byName[f]
		for _, h := range have {
			if ok && (h.index == want || standIn(h.index, want)) {
				return true
			}
		}
	}
	return false
}

const languageOrder = "A1A2B1B2C1C2"

func (a *assessment) verifyLanguage(r Requirement) verdict {
	best := verdict{status: MatchMissing, note: "Your profile does not list it."}
	for _, l := range a.m.candidate.Languages {
		s, ok := LookupSkill(l.Name)
		if !ok || s.Name != r.Name {
			continue
		}
		evidence := []MatchEvidence{{l.Fact, firstText(l.Quote, strings.TrimSpace(l.Name+" "+l.Level))}}
		if r.LanguageLevel == "" || l.Level == "" || strings.Index(languageOrder, l.Level) >= strings.Index(languageOrder, r.LanguageLevel) {
			return verdict{MatchMet, 1, evidence, "Your profile lists it."}
		}
		best = verdict{MatchPartial, 0.5, evidence, "Your level is " + l.Level + ", " + r.LanguageLevel + " is asked for."}
	}
	if r.Name == "English" && best.status != MatchMet {
		// Who writes a profile in English seldom lists the language.
		return verdict{status: MatchUnknown, note: "Your profile does not state this level of English."}
	}
	return best
}

func (a *assessment) verifyPaper(r Requirement) verdict {
	for _, name := range r.Names() {
		if i, ok := skillDictionary().byName[name]; ok {
			if p := a.m.skills[i]; p != nil {
				return verdict{MatchMet, 1, []MatchEvidence{p.evidence}, "Your profile lists it."}
			}
		}
	}
	return verdict{status: MatchMissing, note: "Your profile does not list it."}
}

func (a *assessment) verifyWorkRight() verdict {
	for _, w := range a.m.candidate.WorkRights {
		for _, place := range a.posting.Places {
			if strings.EqualFold(w.Country, place) {
				return verdict{MatchMet, 1, []MatchEvidence{{w.Fact, firstText(w.Quote, w.Country)}}, "You said that you may work there."}
			}
		}
	}
	return verdict{status: MatchUnknown, note: "Your profile does not say whether you may work there."}
}

func (a *assessment) verifyPlace() verdict {
	for _, p := range a.m.candidate.Places {
		for _, place := range a.posting.Places {
			if strings.EqualFold(p.Name, place) {
				return verdict{MatchMet, 1, []MatchEvidence{{p.Fact, p.Name}}, "The place is one of yours."}
			}
		}
	}
	return verdict{status: MatchUnknown, note: "Your profile does not say whether the place suits you."}
}
