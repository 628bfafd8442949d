package jobs

import (
	"regexp"
	"strings"
)

// degreePatterns find a degree in lower-case text. Two-letter abbreviations are
// taken only in company ("BS/MS", "BS in", "BA degree"): alone they are words.
var degreePatterns = []struct {
	level   DegreeLevel
	pattern *regexp.Regexp
}{
	{DegreeDoctor, regexp.MustCompile(`\b(?:ph\.?d\.?|doctorate|doctoral|promotion in|doctorat|dr\. rer)`)},
	{DegreeMaster, regexp.MustCompile(`\b(?:master[’']?s?(?: of| in|[’']s|[’']| degree|-?abschluss|studium)|masters\b|m\.?sc\b|mba\b|m\.s\.|m\.a\.|diplom\b|bac ?\+ ?5|(?:ms|ma|meng)(?:/ph|\s+(?:in|degree))|(?:bs|ba|bsc)\s?/\s?(?:ms|ma|msc)\b)`)},
	{DegreeBachelor, regexp.MustCompile(`\b(?:bachelor|b\.?sc\b|b\.s\.|b\.a\.|b\.?tech\b|b\.?eng\b|undergraduate degree|(?:four|4)[- ]year degree|college degree|university degree|hochschulabschluss|studium\b|` +
		`abgeschlossenes.{0,40}studium|licence en|bac ?\+ ?[34]|(?:bs|ba)\s?/\s?(?:ms|ma|bs|ba|msc)\b|(?:bs|ba|bsc)\s+(?:in|degree)|degree (?:in|required|or)\b|degree-level|\bdegree\b)`)},
	{DegreeAssociate, regexp.MustCompile(`\b(?:associate[’']?s?[’']? degree|associates? (?:degree|in)|bts\b|dut\b|bac ?\+ ?2|foundation degree)`)},
	{DegreeVocational, regexp.MustCompile(`\b(?:berufsausbildung|abgeschlossene.{0,30}ausbildung|ausbildung (?:als|zum|zur|im)|apprenticeship|vocational (?:training|qualification|degree|education)|trade school|cap\b.{0,20}(?:diplôme|titulaire)|bep\b|` +
		`titulaire d.un cap)`)},
	{DegreeSchool, regexp.MustCompile(`\b(?:high[- ]school(?: diploma| degree| education)?|ged\b|secondary (?:school|education)|abitur|hauptschulabschluss|realschulabschluss|baccalauréat|\bgcses?\b)`)},
}

var (
	orExperience = regexp.MustCompile(`(?:or|oder|ou)\s+(?:an? )?(?:equivalent|equal|comparable|relevant|similar|vergleichbare|gleichwertige|expérience|practical|professional|work)|equivalent (?:practical |work |professional )?experience`)
	degreeHints  = []string{
		"degree", "bachelor", "master", "ph", "doctor", "diplom", "studium", "abschluss", "ausbildung", "school", "bsc", "b.s", "bs", "ba ", "ba/", "mba", "msc", "m.s", "bac", "bts", "dut",
		"b.tech", "btech", "beng", "b.eng", "ged", "abitur", "apprentice", "vocational", "licence en", "secondary", "gcse", "cap", "b.a",
	}
	notDegree = regexp.MustCompile(`\b(?:high|great|large|some|360|certain|180) degrees?\b|degrees? of (?:autonomy|freedom|independence|ownership|accuracy|responsibility|confidence)|scrum master|webmaster|master data|toastmaster|post ?master`)
)

// hintsAtDegree is the cheap test before the patterns.
func hintsAtDegree(lower string) bool {
	for _, h := range degreeHints {
		if strings.Contains(lower, h) {
			return true
		}
	}
	return false
}

// findDegree reads a degree requirement out of a lower-case sentence: the lowest
// level named is what is asked for ("Bachelor's or Master's degree"). At is where
// the first one stands, -1 for none.
func findDegree(lower string) (level DegreeLevel, at, end int) {
	if !hintsAtDegree(lower) || notDegree.MatchString(lower) {
		return DegreeNone, -1, -1
	}
	at, end = -1, -1
	for _, p := range degreePatterns {
		m := p.pattern.FindStringIndex(lower)
		if m == nil {
			continue
		}
		// "Master's degree" and "associate degree" hold the bare word "degree" as well.
		if p.level == DegreeBachelor && level != DegreeNone && lower[m[0]:min(m[1], m[0]+6)] == "degree" {
			continue
		}
		if p.level == DegreeAssociate && level == DegreeBachelor && at >= m[0] && at < m[1] {
			at = m[0]
		}
		level = p.level
		if at < 0 || m[0] < at {
			at = m[0]
		}
		end = max(end, m[1])
	}
	return level, at, end
}
