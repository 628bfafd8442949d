package jobs

import "regexp"

// Level is the seniority that a title states; "" means not stated.
type Level string

// The levels, from the first job upward.
const (
	LevelIntern    Level = "intern"
	LevelEntry     Level = "entry"
	LevelMid       Level = "mid"
	LevelSenior    Level = "senior"
	LevelLead      Level = "lead"
	LevelDirector  Level = "director"
	LevelExecutive Level = "executive"
)

// Levels are the stated levels, lowest first.
var Levels = []Level{LevelIntern, LevelEntry, LevelMid, LevelSenior, LevelLead, LevelDirector, LevelExecutive}

// Label is the level for people; "" when it is not stated.
func (l Level) Label() string {
	switch l {
	case LevelIntern:
		return "Intern"
	case LevelEntry:
		return "Entry level"
	case LevelMid:
		return "Mid level"
	case LevelSenior:
		return "Senior"
	case LevelLead:
		return "Lead"
	case LevelDirector:
		return "Director"
	case LevelExecutive:
		return "Executive"
	}
	return ""
}

var levelWords = []struct {
	pattern *regexp.Regexp
	level   Level
}{
	// The first that fits wins: "Executive Assistant" is no executive, "Assistant
	// Director" is a director, "Senior Staff Engineer" leads.
	{regexp.MustCompile(`(?i)\b(?:intern|interns|internship|co-op|working student|werkstudent(?:in)?|praktikant(?:in)?|praktikum|stagiaire|apprentice)\b`), LevelIntern},
	{regexp.MustCompile(`(?i)\b(?:chief (?:\w+ ){0,3}officer|c[etfoipm]o|ciso|cro|chro|evp|svp|(?:senior |executive )?vice president|s?vp|president|founding partner|managing partner)\b`), LevelExecutive},
	{regexp.MustCompile(`(?i)\b(?:director|head of|global head)\b`), LevelDirector},
	{regexp.MustCompile(`(?i)\b(?:lead|principal|staff|distinguished|fellow|team leader|tech lead)\b`), LevelLead},
	{regexp.MustCompile(`(?i)\b(?:senior|sr|snr|iv|experienced)\b`), LevelSenior},
	{regexp.MustCompile(`(?i)\b(?:mid|mid-level|midlevel|intermediate|ii|iii)\b`), LevelMid},
	{regexp.MustCompile(`(?i)\b(?:junior|jr|jnr|entry[ -]level|graduate|new grad(?:uate)?|early career|university grad|associate|i)\b`), LevelEntry},
}

// notLevels are titles whose words sound like a level and are none.
var notLevels = regexp.MustCompile(`(?i)\b(?:lead(?:s)? generation|lead gen|staff accountant|staff attorney|staff nurse|chief of staff|of staff|(?:vice )?president'?s office|associate attorney|assistant to the \w+|executive assistant to (?:the )?.*|principal investigator|product owner)\b|\b(?:to|of) (?:the )?(?:ceo|coo|cto|cfo|president|founders?)\b|\bceo's?\s+office\b`)

// ParseLevel reads the seniority that a title states; "" when it states none. A plain
// title ("Software Engineer") says nothing, and nothing is guessed from it.
func ParseLevel(title string) Level {
	title = notLevels.ReplaceAllString(title, " ")
	for _, w := range levelWords {
		if w.pattern.MatchString(title) {
			return w.level
		}
	}
	return ""
}
