package jobs

import (
	"regexp"
	"strings"
)

// Employment is the kind of contract; "" means not stated.
type Employment string

// The kinds of employment.
const (
	FullTime   Employment = "full_time"
	PartTime   Employment = "part_time"
	Contract   Employment = "contract"
	Temporary  Employment = "temporary"
	Internship Employment = "internship"
)

// Employments are the stated kinds, in the order in which they are shown.
var Employments = []Employment{FullTime, PartTime, Contract, Temporary, Internship}

// Label is the kind for people; "" when it is not stated.
func (e Employment) Label() string {
	switch e {
	case FullTime:
		return "Full time"
	case PartTime:
		return "Part time"
	case Contract:
		return "Contract"
	case Temporary:
		return "Temporary"
	case Internship:
		return "Internship"
	}
	return ""
}

var employmentWords = []struct {
	pattern *regexp.Regexp
	kind    Employment
}{
	// From the most telling down: "full-time internship" is an internship.
	{regexp.MustCompile(`(?i)\b(?:intern|interns|internship|co-?op|working student|werkstudent(?:in)?|praktik(?:um|ant)|stage|stagiaire|apprentice(?:ship)?|trainee(?:ship)?)\b`), Internship},
	{regexp.MustCompile(`(?i)\b(?:temp|temporary|seasonal|fixed[ -]?term|maternity cover|befristet|interim)\b`), Temporary},
	{regexp.MustCompile(`(?i)\b(?:contract|contractor|freelance|freelancer|independent contractor|b2b|1099|c2c|corp[ -]to[ -]corp|contract[ -]to[ -]hire)\b`), Contract},
	{regexp.MustCompile(`(?i)\b(?:part[ -]?time|teilzeit|temps partiel|tiempo parcial|medio tiempo)\b`), PartTime},
	{regexp.MustCompile(`(?i)\b(?:full[ -]?time|vollzeit|temps plein|tiempo completo|permanent|regular|employee|festanstellung|cdi)\b`), FullTime},
}

// ParseEmployment reads the kind of contract from a short wording such as a feed's
// commitment field ("Full-time", "FullTime", "Regular Full Time (Salary)"). It is "" for
// wordings that name none.
func ParseEmployment(wording string) Employment {
	spaced := camelGap.ReplaceAllString(strings.ReplaceAll(wording, "_", " "), "$1 $2")
	for _, w := range employmentWords {
		if w.pattern.MatchString(spaced) {
			return w.kind
		}
	}
	return ""
}

var camelGap = regexp.MustCompile(`([a-z])([A-Z])`)
