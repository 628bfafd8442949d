package jobs

import (
	"slices"
	"strings"
)

// SkillCategory says what kind of thing a dictionary entry is. The categories
// from certification on are no skills: they share the dictionary because they
// are found in a text the same way.
type SkillCategory uint8

// The categories, in the order of the dictionary file's sections.
const (
	SkillSoftware      SkillCategory = iota + 1 // tools, programming languages, platforms
	SkillField                                  // disciplines and methods: "Accounting", "Backend development"
	SkillTrade                                  // hands-on work: health, construction, logistics, kitchen, care
	SkillSoft                                   // conduct: "Communication"; never weighs much, nobody can verify it
	SkillLanguage                               // human languages
	SkillCertification                          // "PMP", "CPA"
	SkillLicense                                // "Driving licence", "Registered nurse licence"
	SkillClearance
	SkillAuthorization
	SkillTravel
	SkillOnsite
)

var skillSections = map[string]SkillCategory{
	"software": SkillSoftware, "field": SkillField, "trade": SkillTrade, "soft": SkillSoft,
	"language": SkillLanguage, "certification": SkillCertification, "license": SkillLicense,
	"clearance": SkillClearance, "authorization": SkillAuthorization, "travel": SkillTravel, "onsite": SkillOnsite,
}

// IsSkill tells whether the category is something a person can do, as opposed
// to a language, a paper or a condition of the job.
func (c SkillCategory) IsSkill() bool { return c >= SkillSoftware && c <= SkillSoft }

// Skill is one entry of the built-in dictionary.
type Skill struct {
	Name     string // canonical, as shown to people
	Category SkillCategory
	// Broader names what someone who has this skill has as well:
	// PostgreSQL implies SQL. It holds direct parents only.
	Broader []string
	// Related names skills that an employer usually takes as half of this one,
	// because one who knows the one learns the other quickly: MySQL for PostgreSQL.
	Related []string
}

// SkillMention is a dictionary entry found in a text.
type SkillMention struct {
	Name     string
	Category SkillCategory
	// Start and End are byte offsets: text[Start:End] is what was written.
	Start, End int

	index skillIndex
}

// FindSkills lists the dictionary entries that the text mentions, in order of
// appearance and without overlap: the longest name wins. Names that are also
// ordinary words are taken only in their own spelling ("Excel", not "excel")
// and, where even that is not enough ("Go", "R", "Word"), only next to another
// skill or a word such as "in" or "developer". It is pure and safe for
// concurrent use; the dictionary is loaded on first use.
func FindSkills(text string) []SkillMention {
	d := skillDictionary()
	found := d.scan(text)
	mentions := make([]SkillMention, len(found))
	for i, f := range found {
		e := &d.entries[f.skill]
		mentions[i] = SkillMention{Name: e.name, Category: e.category, Start: f.start, End: f.end, index: f.skill}
	}
	return mentions
}

// LookupSkill finds the entry that a person means by a name of its own, such as
// one item of a skills list: "golang", "Go" and "go" are all Go here, since a
// list item needs no context to be a skill.
func LookupSkill(name string) (Skill, bool) {
	d := skillDictionary()
	i, ok := d.lookup(name)
	if !ok {
		return Skill{}, false
	}
	e := &d.entries[i]
	return Skill{Name: e.name, Category: e.category, Broader: d.names(e.broader), Related: d.names(e.related)}, true
}

// SkillNames lists every canonical name of a category in alphabetical order,
// for suggestions while typing.
func SkillNames(category SkillCategory) []string {
	var names []string
	for i := range skillDictionary().entries {
		if e := &skillDictionary().entries[i]; e.category == category {
			names = append(names, e.name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return names
}
