package jobs

import (
	"regexp"
	"strings"
)

// The wording that tells a must from a wish. A posting that states both in one
// sentence ("5 years of Go, Rust is a plus") is split at the wish's clause.
var (
	mustCue = regexp.MustCompile(`\b(?:must|required?|requires|requirement|mandatory|essential|at least|minimum|min\.|need to have|you need|necessary|` +
		`erforderlich|zwingend|mindestens|voraussetzung|vorausgesetzt|setzen wir voraus|notwendig|obligatoire|requise?s?|exigée?s?|indispensable|impératif|au moins)`)
	wishBehind = regexp.MustCompile(`(?:\b(?:is|are|as|would be|will be|considered|wäre|ist|sind|est|sont|serait|seraient)\s+)?(?:\b(?:an? (?:big |strong |huge |definite |major )?(?:plus|bonus|advantage|asset)|` +
		`preferred|desirable|desired|advantageous|beneficial|highly valued|appreciated|optional|not required|von vorteil|wünschenswert|ein plus|un plus|un atout)\b|\b(?:souhait|appréci)ée?s?)`)
	wishBefore = regexp.MustCompile(`\b(?:ideally|preferably|bonus(?: points)?|nice[ -]to[ -]have|optionally|idealerweise|vorzugsweise|gerne auch|idéalement|de préférence)\b`)
	refusal    = regexp.MustCompile(`\b(?:no|not|don't|doesn't|never|kein|keine|keinen|nicht|pas|without|aucune?)\b[^.;]{0,50}\b(?:required|needed|necessary|need|require|erforderlich|nötig|notwendig|nécessaire|requise?)`)
	asksFor    = regexp.MustCompile(`\b(?:experience (?:in|with|using|of)|experienced|proficien|knowledge of|understanding of|expertise|familiar|skilled|fluen|background in|track record|degree|` +
		`ability to|you have|you are|you're|erfahrung|kenntnisse|expérience|maîtrise|connaissance|looking for|seeking)`)
)

// dutyStart begins a task, also where a list of tasks stands under no heading of its own.
var dutyStart = regexp.MustCompile(`^(?:build|own|lead|develop|manage|design|drive|implement|participate|collaborate|maintain|coordinate|create|deliver|define|partner|oversee|ensure|provide|conduct|assist|` +
	`prepare|monitor|review|analy[sz]e|identify|contribute|write|perform|execute|act as|serve|help|take|translate|leverage|operate|clean|greet|handle|process|train|mentor|own)\b`)

// smallPrint is what no applicant has to bring, wherever it stands: pay, law, the procedure.
var smallPrint = regexp.MustCompile(`equal opportunit|equal employment|discriminat|accommodation|background check|privacy (?:notice|policy)|base salary|salary range|pay range|annual salary|compensation (?:range|package)|` +
	`401\(?k|paid time off|official communication|recruitment fraud|recruitment process|hiring process|interview process|parental leave|chancengleichheit|schwerbehind|égalité des chances`)

// clauseWeight says how the words around a find rank it.
type clauseWeight uint8

const (
	weightNone  clauseWeight = iota // not asked for at all
	weightNamed                     // named by the duties
	weightNice
	weightMust
)

// sentenceCues is the reading of one sentence's wording.
type sentenceCues struct {
	base               clauseWeight
	niceFrom, niceTo   int // offsets in the sentence of the part that is only wished for
	insistsOnCondition bool
}

// readCues reads a sentence in lower case.
func readCues(lower string, section postingSection) sentenceCues {
	c := sentenceCues{niceFrom: -1}
	c.insistsOnCondition = mustCue.MatchString(lower)
	switch section {
	case sectionMust:
		c.base = weightMust
		if dutyStart.MatchString(strings.TrimLeft(lower, " ")) && !asksFor.MatchString(lower) && !c.insistsOnCondition {
			c.base = weightNamed
		}
	case sectionNice:
		c.base = weightNice
	case sectionDuties:
		c.base = weightNamed
	case sectionUnknown:
		c.base = weightNamed
		if asksFor.MatchString(lower) {
			c.base = weightMust
		}
	case sectionOther:
		c.base = weightNone
		return c
	}
	if smallPrint.MatchString(lower) {
		c.base = weightNone
		return c
	}
	if c.insistsOnCondition && section != sectionNice && asksFor.MatchString(lower) {
		c.base = weightMust
	}
	if at := wishBehind.FindStringIndex(lower); at != nil {
		c.niceFrom, c.niceTo = clauseStart(lower, at[0]), at[1]
	} else if refusal.MatchString(lower) {
		c.base = weightNone
	}
	if at := wishBefore.FindStringIndex(lower); at != nil {
		if c.niceFrom < 0 || at[0] < c.niceFrom {
			c.niceFrom = at[0]
		}
		c.niceTo = len(lower)
	}
	return c
}

// clauseStart finds where the clause begins that a wish closes. A bracket or a
// semicolon opens one; a comma or "and" does only if something firm stands
// before it, for else the whole list is wished for.
func clauseStart(lower string, wish int) int {
	before := lower[:wish]
	if open := strings.LastIndexByte(before, '('); open > strings.LastIndexByte(before, ')') {
		return open
	}
	firm := -1
	if at := mustCue.FindStringIndex(before); at != nil {
		firm = at[1]
	}
	if at := yearsPattern.FindStringIndex(before); at != nil && at[1] > firm {
		firm = at[1]
	}
	if firm < 0 {
		return 0
	}
	best := 0
	for _, mark := range []string{", ", " and ", " but ", " und ", " et ", " - ", " – "} {
		if at := strings.LastIndex(before, mark); at > firm && at > best {
			best = at
		}
	}
	return best
}

func (c sentenceCues) weightAt(offset int) clauseWeight {
	if c.niceFrom >= 0 && offset >= c.niceFrom && offset < c.niceTo && c.base != weightNone {
		return weightNice
	}
	return c.base
}
