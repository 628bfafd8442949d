package jobs

import (
	"regexp"
	"strconv"
	"strings"
)

// yearsPattern reads "5+ years", "3-5 years", "at least two years", "2 bis 4 Jahre"
// and "3 ans" in lower-case text. Group 1 is the least number.
var yearsPattern = regexp.MustCompile(`\b(\d{1,2}(?:[.,]\d)?|one|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|fünf|sechs|sieben|acht|zehn|deux|trois|quatre|cinq|dix)` +
	`(?:\s*\(\d{1,2}\))?\s*(?:\+|plus|or more)?\s*(?:(?:-|–|—|to|bis|à|or|und|and)\s*(?:\d{1,2}|two|three|four|five|six|seven|eight|ten|drei|fünf|trois|cinq)\s*\+?)?\s*(?:full |volle[ns]? )?` +
	`(?:years?|yrs?|jahren?|ans|années?)\b['’]?`)

var yearWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "zehn": 10,
	"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "dix": 10,
}

// A span of years is no experience when it is an age, a date or a period.
var (
	notExperienceBefore = regexp.MustCompile(`(?:\b(?:last|past|next|within|every|for over|for the|first|after|last the|innerhalb|aged?)\s+|founded |over a )$`)
	notExperienceAfter  = regexp.MustCompile(`^\s*(?:of age|old|ago|alt\b|contract|warranty|befristet|post|in a row|plan|roadmap|vesting|later|jahre alt|of history|in business)`)
	experienceWord      = regexp.MustCompile(`experience|erfahrung|expérience|track record|background|worked|working|tätigkeit|practice|exposure|hands-on|\bexp\b`)
)

// yearsAsked is a span of experience asked for.
type yearsAsked struct {
	start, end int // offsets in the sentence
	least      float64
}

// findYears lists the spans of experience in a lower-case sentence. More than 20
// years is a company's age, not a requirement.
func findYears(lower string, section postingSection) []yearsAsked {
	if !strings.Contains(lower, "year") && !strings.Contains(lower, "yr") && !strings.Contains(lower, "jahr") &&
		!strings.Contains(lower, " ans") && !strings.Contains(lower, "année") {
		return nil
	}
	var found []yearsAsked
	for _, m := range yearsPattern.FindAllStringSubmatchIndex(lower, 4) {
		number := strings.Replace(lower[m[2]:m[3]], ",", ".", 1)
		least, ok := yearWords[number]
		if !ok {
			least, _ = strconv.ParseFloat(number, 64)
		}
		if least <= 0 || least > 20 || notExperienceBefore.MatchString(tail(lower[:m[0]], 40)) || notExperienceAfter.MatchString(lower[m[1]:min(len(lower), m[1]+40)]) {
			continue
		}
		if section != sectionMust && section != sectionNice && !experienceWord.MatchString(lower) {
			continue
		}
		found = append(found, yearsAsked{m[0], m[1], least})
	}
	return found
}
