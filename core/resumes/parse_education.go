package resumes

import (
	"regexp"
	"strings"
)

var (
	reGrade  = regexp.MustCompile(`(?i)\b(?:c?gpa|grade|note|abschlussnote|average|mention|moyenne|voto|nota|score)\b\s*[:=]?\s*([\d.,]+(?:\s*/\s*[\d.,]+)?|[\p{L} ]{2,20})`)
	reField  = regexp.MustCompile(`(?i)^(.*?(?:bachelor|master|doctor|associate|diploma|degree|b\.?\s?sc?\.?|m\.?\s?sc?\.?|b\.?a\.?|m\.?a\.?|ph\.?d\.?|b\.?\s?tech|m\.?\s?tech|b\.?eng\.?|m\.?eng\.?|mba|diplom|licence|licenciatura|grado|laurea|maitrise|maîtrise|doctorat|doktor)[^,]*?)\s*(?:\bin\b|\ben\b|\bof\b(?:\s+(?:science|arts|engineering|business administration|technology|fine arts|philosophy)\s+in\b)?|,|:|–|-)\s+(.{3,80})$`)
	reDegOf  = regexp.MustCompile(`(?i)^((?:bachelor|master|doctor|associate)(?:'s|’s|s)?(?:\s+degree)?\s+of\s+(?:applied\s+)?(?:science|arts|engineering|business administration|technology|fine arts|philosophy|education|laws|commerce)(?:\s*\([^)]*\))?)\s*(?:(?:\bin\b|,|:|–|-)\s+(.+))?$`)
	reBrack  = regexp.MustCompile(`^\((.+)\)$`)
	reHonour = regexp.MustCompile(`(?i)\b(?:cum laude|honou?rs|distinction)\b`)
)

// educationOf reads courses of study. Without any dates, each row that names a school
// or a degree after another such row begins an entry.
func educationOf(rows []row) []Education {
	entries := entriesOf(rows)
	if len(entries) == 0 {
		entries = undated(rows)
	}
	var out []Education
	for _, e := range entries {
		x := Education{Dates: e.dates, Span: span(e.all...)}
		head := e.head
		body := e.body
		for len(body) > 0 && x.missing(head) && headLike(body[0]) && share(body[0].text, schoolWords)+share(body[0].text, degreeWords) > 0 {
			head, body = append(head, body[0]), body[1:]
		}
		x.fill(partsOf(head))
		for _, r := range e.all {
			if m := reGrade.FindStringSubmatch(r.plain()); m != nil && x.Grade.IsZero() && strings.ContainsAny(m[1], "0123456789") {
				x.Grade = found(m[1], 0.85, r)
			}
		}
		x.Notes = paragraphs(descriptive(body))
		if !x.Institution.IsZero() || !x.Degree.IsZero() {
			out = append(out, x)
		}
	}
	return out
}

// missing tells whether the head lacks the school or the degree.
func (x Education) missing(head []row) bool {
	school, degree := false, false
	for _, p := range partsOf(head) {
		school = school || share(p.text, schoolWords) > 0
		degree = degree || share(p.text, degreeWords) > 0
	}
	return !school || !degree
}

// fill sorts the parts of a head into institution, degree, field and place.
func (x *Education) fill(parts []part) {
	var rest []part
	for _, p := range unbracketed(parts) {
		school, degree := share(p.text, schoolWords), share(p.text, degreeWords)
		switch {
		case reGrade.MatchString(p.text) && strings.ContainsAny(p.text, "0123456789"), reHonour.MatchString(p.text) && degree == 0:
		case degree > 0 && degree >= school && x.Degree.IsZero():
			x.Degree, x.Field = degreeAndField(p)
		case school > 0 && x.Institution.IsZero():
			x.Institution = found(p.text, 0.9, p.row)
		case isPlace(p.text):
			if x.Location.IsZero() {
				x.Location = found(p.text, 0.85, p.row)
			}
		default:
			rest = append(rest, p)
		}
	}
	for _, p := range rest {
		switch {
		case x.Institution.IsZero() && (!x.Degree.IsZero() || len(rest) > 1):
			x.Institution = found(p.text, 0.6, p.row)
		case x.Degree.IsZero():
			x.Degree = found(p.text, 0.55, p.row)
		case x.Field.IsZero():
			x.Field = found(p.text, 0.6, p.row)
		}
	}
}

// unbracketed parts "Master of Science (University of Westmark)".
func unbracketed(parts []part) []part {
	var out []part
	for _, p := range parts {
		if m := reInBrackets.FindStringSubmatch(p.text); m != nil && share(m[2], schoolWords) > 0 && share(m[1], schoolWords) == 0 {
			out = append(out, part{m[1], p.row}, part{m[2], p.row})
			continue
		}
		out = append(out, p)
	}
	return out
}

// degreeAndField parts "Bachelor of Science in Physics" and its like.
func degreeAndField(p part) (degree, field Value) {
	text := p.text
	if m := reDegOf.FindStringSubmatch(text); m != nil {
		return found(m[1], 0.9, p.row), found(m[2], 0.85, p.row)
	}
	if m := reField.FindStringSubmatch(text); m != nil && wordCount(m[1]) <= 6 {
		return found(m[1], 0.9, p.row), found(bracketless(m[2]), 0.85, p.row)
	}
	return found(text, 0.85, p.row), Value{}
}

func bracketless(text string) string {
	if m := reBrack.FindStringSubmatch(strings.TrimSpace(text)); m != nil {
		return m[1]
	}
	return text
}

// undated cuts rows without dates at each that names what the entry so far has already.
func undated(rows []row) []entry {
	var out []entry
	school, degree := false, false
	for _, r := range rows {
		s, d := share(r.text, schoolWords) > 0, share(r.text, degreeWords) > 0
		begins := !r.bullet && headLike(r) && (s || d)
		if begins && (len(out) == 0 || s && school || d && degree) {
			out = append(out, entry{})
			school, degree = false, false
		}
		if len(out) == 0 {
			continue
		}
		e := &out[len(out)-1]
		e.all = append(e.all, r)
		if begins || len(e.head) < 2 && headLike(r) && isPlace(r.plain()) {
			e.head = append(e.head, r)
			school, degree = school || s, degree || d
		} else {
			e.body = append(e.body, r)
		}
	}
	return out
}
