package jobs

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// postingSection is a part of a posting; what it says counts differently.
type postingSection uint8

const (
	sectionUnknown postingSection = iota // before any heading
	sectionMust                          // what the applicant must bring
	sectionNice                          // what would be welcome
	sectionDuties                        // what the work is, and with which tools
	sectionOther                         // the company, benefits, law, how to apply: no requirements
)

// sectionCues are tried in this order: "preferred qualifications" is a wish
// although it names qualifications, "about you" is no blurb although it says "about".
var sectionCues = []struct {
	section postingSection
	cues    []string
}{
	{sectionNice, []string{
		"nice to have", "nice-to-have", "bonus", "preferred", "desirable", "desired", "good to have", "a plus", "pluses", "extra credit", "stand out",
		"would be great", "even better", "icing", "we'd love", "von vorteil", "wünschenswert", "idealerweise", "pluspunkte", "les plus", "un plus", "atouts", "souhaité",
	}},
	{sectionOther, []string{
		"about us", "who we are", "about the company", "our company", "our story", "why join", "why work", "our values", "our culture", "why us", "über uns", "warum ", "wer wir sind",
		"à propos de", "qui sommes", "notre entreprise", "company overview", "company description", "our mission", "our vision", "what we do", "the company",
		"benefits", "perks", "what we offer", "we offer", "compensation", "salary", "pay range", "what you'll get", "what you get", "why you'll love", "in return", "in it for you",
		"wir bieten", "was wir bieten", "unser angebot", "deine vorteile", "ihre vorteile", "das bieten wir", "avantages", "nous offrons", "ce que nous offrons", "rémunération",
		"equal opportunity", "equal employment", "eeo", "privacy", "accommodation", "diversity", "how to apply", "interview process", "hiring process", "application process",
		"datenschutz", "bewerbungsprozess", "processus de recrutement", "kontakt", "contact", "disclaimer",
	}},
	{sectionMust, []string{
		"requirement", "qualification", "what you bring", "you'll bring", "you bring", "you will bring", "looking for", "who you are", "about you", "you have", "you'll have", "you will have",
		"must have", "must-have", "what you need", "you'll need", "you will need", "skills", "your profile", "your background", "your experience", "ideal candidate", "essential",
		"what we expect", "thrive", "good fit", "great fit", "right fit", "a fit if", "fit for", "prerequisite", "criteria", "experience", "education", "competenc", "you might be", "you are",
		"what it takes", "knowledge", "who you'll be", "certification", "licens", "languages", "we're seeking", "we seek", "candidate profile",
		"anforderung", "profil", "bringst du mit", "bringen sie mit", "du mitbringst", "sie mitbringen", "qualifikation", "voraussetzung", "du brauchst", "sie brauchen", "brauchst du", "wir erwarten", "zeichnet dich aus",
		"das hast du", "was du kannst", "kenntnisse", "compétence", "exigence", "prérequis", "nous recherchons", "formation", "vous êtes", "vous avez",
	}},
	{sectionDuties, []string{
		"responsibilit", "you'll do", "you will do", "you'll be doing", "the role", "this role", "duties", "day to day", "day-to-day", "what you'll work", "your impact", "die rolle", "your mission", "tasks",
		"you'll own", "you can expect", "tech stack", "our stack", "technology", "technologies", "the opportunity", "job description", "the job", "the position", "position summary", "job summary", "your work",
		"accountabilities", "overview", "aufgaben", "erwartet dich", "erwartet sie", "deine rolle", "tätigkeit", "mission", "responsabilité", "le poste", "votre rôle", "the team", "you will",
	}},
	{sectionOther, []string{"about ", "why ", "location", "benefit", "we're", "join ", "our ", "you belong"}},
}

// sectionOfHeading reads a heading; ok is false when the line names no section.
func sectionOfHeading(heading string) (postingSection, bool) {
	h := strings.ReplaceAll(strings.ToLower(heading), "’", "'")
	for _, s := range sectionCues {
		for _, cue := range s.cues {
			if at := strings.Index(h, cue); at >= 0 && (at == 0 || !isWordRune(rune(h[at-1]))) {
				return s.section, true
			}
		}
	}
	return sectionUnknown, false
}

// looksLikeHeading tells a heading from a sentence by its form alone: short, no
// bullet, no full stop.
func looksLikeHeading(line string) bool {
	if utf8.RuneCountInString(line) > 70 || len(strings.Fields(line)) > 9 || line == "" {
		return false
	}
	if strings.ToUpper(line) == line && strings.ToLower(line) != line && strings.Contains(line, " ") {
		return true // shouted
	}
	switch line[len(line)-1] {
	case ':', '?':
		return true
	case '.', ',', ';', '!':
		return false
	}
	r, _ := utf8.DecodeRuneInString(line)
	return r < utf8.RuneSelf && r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf
}

// headingStarts are words with which a heading may speak of a skill: "What the
// Marketing team does". Elsewhere a line that names a skill, a degree or a number
// is an item of a list without bullets: "Experience with Docker".
var headingStarts = map[string]bool{
	"what": true, "who": true, "about": true, "your": true, "why": true, "our": true, "the": true, "how": true,
	"was": true, "dein": true, "deine": true, "ihr": true, "ihre": true, "unser": true, "unsere": true, "das": true, "über": true, "votre": true, "nos": true, "ce": true, "à": true,
}

// asksForSomething tells whether a line that looks like a heading is an item instead.
func asksForSomething(line string, start int, mentions []SkillMention) bool {
	if strings.HasSuffix(line, ":") || strings.HasSuffix(line, "?") || strings.ToUpper(line) == line {
		return false
	}
	lower := strings.ToLower(line)
	if first, _, _ := strings.Cut(lower, " "); headingStarts[first] {
		return false
	}
	if strings.ContainsAny(line, "0123456789") {
		return true
	}
	if at := sort.Search(len(mentions), func(i int) bool { return mentions[i].Start >= start }); at < len(mentions) && mentions[at].End <= start+len(line) {
		return true
	}
	level, _, _ := findDegree(lower)
	return level != DegreeNone || yearsPattern.MatchString(lower)
}

// postingSentence is a sentence with its place in the text and its section.
type postingSentence struct {
	start, end int
	section    postingSection
}

const lineTrim = " \t\r*_#•·▪◦●–—-→✓✔>\u00a0\u200b"

// sentencesOf cuts a posting into sentences and says to which section each belongs.
func sentencesOf(text string, mentions []SkillMention) []postingSentence {
	var sentences []postingSentence
	section := sectionUnknown
	at := 0
	for raw := range strings.Lines(text) {
		start := at
		at += len(raw)
		line := strings.TrimRight(raw, "\n"+lineTrim)
		trimmed := strings.TrimLeft(line, lineTrim)
		bulleted := strings.ContainsAny(line[:len(line)-len(trimmed)], "•·▪◦●→✓✔") || strings.HasPrefix(strings.TrimLeft(line, " \t"), "- ")
		start += len(line) - len(trimmed)
		if trimmed == "" {
			continue
		}
		if !bulleted && looksLikeHeading(trimmed) {
			if s, ok := sectionOfHeading(trimmed); ok && !asksForSomething(trimmed, start, mentions) {
				section = s
				continue
			}
			if strings.HasSuffix(trimmed, ":") && section == sectionOther {
				section = sectionUnknown
			}
		}
		body := 0
		if colon := strings.IndexByte(trimmed, ':'); colon > 0 && colon < 45 && !bulleted {
			if s, ok := sectionOfHeading(trimmed[:colon]); ok && looksLikeHeading(trimmed[:colon+1]) {
				section, body = s, colon+1
			}
		}
		sentences = appendSentences(sentences, text, start+body, start+len(trimmed), section)
	}
	return sentences
}

func appendSentences(to []postingSentence, text string, start, end int, section postingSection) []postingSentence {
	from := start
	for i := start; i < end; i++ {
		if !endsSentence(text, from, i, end) {
			continue
		}
		to = append(to, postingSentence{from, i + 1, section})
		from = i + 1
	}
	if strings.TrimSpace(text[from:end]) != "" {
		to = append(to, postingSentence{from, end, section})
	}
	return to
}

func endsSentence(text string, from, i, end int) bool {
	switch text[i] {
	case ';':
		return true
	case ' ':
		return i-from >= sentenceLimit
	case '.', '!', '?':
	default:
		return false
	}
	if i+1 >= end || text[i+1] != ' ' {
		return false
	}
	word := text[from:i]
	if cut := strings.LastIndexAny(word, " (,/"); cut >= 0 {
		word = word[cut+1:]
	}
	switch strings.ToLower(word) {
	case "e.g", "i.e", "etc", "min", "approx", "z.b", "bzw", "ca", "incl", "vs", "no", "inkl", "ggf", "u.s", "st", "dr", "mr", "ms", "sr", "jr":
		return false
	}
	return true
}
