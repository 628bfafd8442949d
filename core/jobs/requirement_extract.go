package jobs

import (
	"regexp"
	"strings"
)

// ExtractRequirements reads what a posting asks for. Text is the plain
// description; every span points into it. It is deterministic: sections are told
// by their headings, must from wish by section and wording, names by the built-in
// dictionary, in English, German and French. What a company says about itself or
// its benefits is no requirement; conditions (work permit, clearance, licence,
// travel, presence) count wherever they are insisted on, since they often stand
// in the small print. A name stated twice is one requirement, the stricter one.
//
// It reads the first 100 kB; a longer text is no posting but an attack on the reader.
func ExtractRequirements(title, text string) []Requirement {
	text = text[:min(len(text), postingLimit)]
	x := &extraction{text: text, byKey: make(map[string]int), readIn: make(map[string]int)}
	mentions := FindSkills(text)
	for _, s := range sentencesOf(text, mentions) {
		first := len(mentions)
		for i, m := range mentions {
			if m.Start >= s.start {
				first = i
				break
			}
		}
		mentions = mentions[first:]
		last := 0
		for last < len(mentions) && mentions[last].End <= s.end {
			last++
		}
		x.sentence(s, mentions[:last])
		mentions = mentions[last:]
	}
	x.title(title)
	return x.found
}

const (
	postingLimit  = 100_000
	sentenceLimit = 800 // bytes; what is longer is cut, so that the time stays linear in the text
)

// tail is the end of a text, at most n bytes.
func tail(s string, n int) string { return s[max(0, len(s)-n):] }

type extraction struct {
	text  string
	found []Requirement
	byKey map[string]int
	// readIn is the sentence in which a condition was read last: once per sentence is enough.
	readIn map[string]int
}

// sentence adds what one sentence asks for.
func (x *extraction) sentence(s postingSentence, mentions []SkillMention) {
	lower := lowerSameLength(x.text[s.start:s.end])
	years := findYears(lower, s.section)
	if len(mentions) == 0 && len(years) == 0 && !hintsAtDegree(lower) {
		return
	}
	cues := readCues(lower, s.section)
	taken := make([]bool, len(mentions))
	if s.section != sectionOther {
		x.degree(s, lower, cues, mentions, taken)
	}
	used := make([]bool, len(years))
	for i := 0; i < len(mentions); {
		if taken[i] {
			i++
			continue
		}
		group := x.alternatives(s, lower, mentions[i:], taken[i:])
		x.group(s, lower, cues, mentions[i:i+group], years, used)
		i += group
	}
	for i, y := range years {
		if w := cues.weightAt(y.start); !used[i] && w >= weightNice {
			x.add(Requirement{Kind: RequirementExperience, Must: w == weightMust, MinYears: y.least, Span: x.span(s, s.start+y.start, s.start+y.end)})
		}
	}
}

// lowerSameLength folds case without moving any byte offset.
func lowerSameLength(s string) string {
	if lower := strings.ToLower(s); len(lower) == len(s) {
		return lower
	}
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func (x *extraction) degree(s postingSentence, lower string, cues sentenceCues, mentions []SkillMention, taken []bool) {
	level, at, end := findDegree(lower)
	w := weightNone
	if at >= 0 {
		w = cues.weightAt(at)
	}
	if w < weightNice {
		return
	}
	r := Requirement{
		Kind: RequirementDegree, Name: level.String(), Degree: level, Must: w == weightMust,
		OrExperience: orExperience.MatchString(lower[at:]), Span: x.span(s, s.start+at, s.start+end),
	}
	previous := s.start + end
	for i, m := range mentions { // "in Computer Science, Mathematics or a related field"
		if m.Start < s.start+at || m.Category != SkillField && m.Category != SkillTrade {
			continue
		}
		if m.Start-previous > 40 {
			break
		}
		r.Fields = append(r.Fields, m.Name)
		taken[i] = true
		previous = m.End
	}
	x.add(r)
}

var exampleCue = regexp.MustCompile(`(?:one of|one or more of|any of|such as|like|e\.g\.,?|for example|for instance|z\. ?b\.|beispielsweise|wie etwa|par exemple|tels? que|comme|either)\s*(?:the following)?\s*:?\s*\(?$`)

// andSoOn closes a list of examples: any of them will do.
var andSoOn = regexp.MustCompile(`^,?\s*(?:etc\b|usw\b|and so on|or (?:a )?(?:similar|equivalent|comparable)|o\. ?ä|oder ähnlich|ou (?:équivalent|similaire))`)

// alternatives tells how many of the mentions from the first on form one choice.
func (x *extraction) alternatives(s postingSentence, lower string, mentions []SkillMention, taken []bool) int {
	if !mentions[0].Category.IsSkill() && mentions[0].Category != SkillCertification {
		return 1
	}
	n, or, and := 1, false, false
	for ; n < len(mentions) && !taken[n] && mentions[n].Category == mentions[0].Category; n++ {
		between := x.text[mentions[n-1].End:mentions[n].Start]
		gap := listGap(between)
		if gap == gapSlash && standIn(mentions[n-1].index, mentions[n].index) {
			gap = gapOr
		}
		// A bracket opens the examples of what stands before it.
		if gap == gapNone || gap == gapSlash || gap == gapComma && strings.Contains(between, "(") {
			break
		}
		or = or || gap == gapOr
		and = and || gap == gapAnd
	}
	if n == 1 || mentions[0].Category == SkillSoft {
		return 1
	}
	last := mentions[n-1]
	bracketed := strings.HasSuffix(strings.TrimRight(lower[:mentions[0].Start-s.start], " "), "(") && standIn(mentions[0].index, mentions[1].index)
	if or && !and || bracketed || andSoOn.MatchString(lower[last.End-s.start:]) || exampleCue.MatchString(tail(lower[:mentions[0].Start-s.start], 40)) {
		return n
	}
	return 1
}

// standIn tells whether an employer that writes "A/B" means either.
func standIn(a, b skillIndex) bool {
	d := skillDictionary()
	for _, r := range d.entries[a].related {
		if r == b {
			return true
		}
	}
	for _, p := range d.entries[a].broader {
		for _, q := range d.entries[b].broader {
			if p == q {
				return true
			}
		}
	}
	return false
}

// group adds one choice of mentions, usually of one.
func (x *extraction) group(s postingSentence, lower string, cues sentenceCues, group []SkillMention, years []yearsAsked, used []bool) {
	first := group[0]
	w := cues.weightAt(first.Start - s.start)
	if !first.Category.IsSkill() {
		for _, m := range group {
			if x.readIn[m.Name] != s.end {
				x.readIn[m.Name] = s.end
				x.condition(s, lower, cues, m, w)
			}
		}
		return
	}
	if w == weightNone {
		return
	}
	names := make([]string, 0, len(group))
	seen := make(map[string]bool, len(group))
	for _, m := range group {
		if !seen[m.Name] {
			seen[m.Name] = true
			names = append(names, m.Name)
		}
	}
	r := Requirement{
		Kind: RequirementSkill, Name: orList(names), Must: w == weightMust, Mentioned: w == weightNamed,
		Soft: first.Category == SkillSoft, Span: x.span(s, first.Start, group[len(group)-1].End),
	}
	if len(names) > 1 {
		r.AnyOf = names
	}
	if i := yearsFor(s, lower, group, years, used); i >= 0 && !r.Soft {
		used[i] = true
		r.MinYears = years[i].least
		r.Mentioned = false
		r.Must = cues.weightAt(years[i].start) != weightNice && w != weightNice
		if first.Category == SkillField || first.Category == SkillTrade {
			r.Kind = RequirementExperience
		}
	}
	x.add(r)
}

// yearsFor finds the span of years that speaks of this group: the nearest one
// before it in the same clause, or one in brackets right behind it.
func yearsFor(s postingSentence, lower string, group []SkillMention, years []yearsAsked, used []bool) int {
	start, end := group[0].Start-s.start, group[len(group)-1].End-s.start
	for i := len(years) - 1; i >= 0; i-- {
		y := years[i]
		if used[i] {
			continue
		}
		if y.end <= start && start-y.end <= 70 && !strings.ContainsAny(lower[y.end:start], ",;:") {
			return i
		}
		if y.start >= end && y.start-end <= 25 && strings.ContainsAny(lower[end:y.start], "(:-–") {
			return i
		}
	}
	return -1
}

// title makes a must of a skill that the title names, when the text asks for it
// or mentions it, and adds it when the text is silent.
func (x *extraction) title(title string) {
	for _, m := range FindSkills(title) {
		if !m.Category.IsSkill() || m.Category == SkillSoft {
			continue
		}
		if i, ok := x.byKey[string(RequirementSkill)+m.Name]; ok && x.found[i].Mentioned {
			x.found[i].Must, x.found[i].Mentioned = true, false
			continue
		}
		if !x.names(m.Name) {
			x.add(Requirement{Kind: RequirementSkill, Name: m.Name, Must: m.Category == SkillSoftware, Mentioned: m.Category != SkillSoftware, Span: Span{Quote: title}})
		}
	}
}

func (x *extraction) names(name string) bool {
	for i := range x.found {
		for _, n := range x.found[i].Names() {
			if n == name {
				return true
			}
		}
	}
	return false
}

// add merges a requirement with what is known under the same name.
func (x *extraction) add(r Requirement) {
	key := string(r.Kind) + r.Name
	i, ok := x.byKey[key]
	if !ok {
		x.byKey[key] = len(x.found)
		x.found = append(x.found, r)
		return
	}
	old := &x.found[i]
	if r.Must && !old.Must || old.Mentioned && !r.Mentioned || r.Must == old.Must && r.MinYears > old.MinYears {
		r.MinYears = max(r.MinYears, old.MinYears)
		*old = r
	}
}

func orList(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

const quoteLimit = 240

func (x *extraction) span(s postingSentence, start, end int) Span {
	return Span{Start: start, End: end, Quote: quoteAround(x.text, s.start, s.end, start)}
}

// quoteAround gives the sentence, cut at words around the place when it is long.
func quoteAround(text string, from, to, at int) string {
	if to-from > quoteLimit {
		from = max(from, min(at-quoteLimit/3, to-quoteLimit))
		if cut := strings.IndexByte(text[from:to], ' '); from > 0 && cut >= 0 && from+cut < at {
			from += cut
		}
		if to > from+quoteLimit {
			to = from + quoteLimit
			if cut := strings.LastIndexByte(text[from:to], ' '); cut > 0 {
				to = from + cut
			}
		}
	}
	return strings.ToValidUTF8(strings.TrimSpace(text[from:to]), "")
}
