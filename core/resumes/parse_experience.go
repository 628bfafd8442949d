package resumes

import "regexp"

var reInBrackets = regexp.MustCompile(`^([^()]{3,})\s\(([^()]*[\p{L}]{3}[^()]*)\)$`)

// experienceOf reads positions. Which of two parts is the title is told by the words of
// all entries together, since a design keeps one order.
func experienceOf(rows []row) []Experience {
	entries := entriesOf(rows)
	titleFirst := 0
	for _, e := range entries {
		parts := named(e.head)
		if len(parts) >= 2 {
			titleFirst += lean(parts[0].text) - lean(parts[1].text)
		}
	}
	var out []position
	for _, e := range entries {
		x := position{Experience: Experience{Dates: e.dates, Span: span(e.all...)}, bare: len(e.body) == 0}
		var rest []part
		for _, p := range partsOf(e.head) {
			if isPlace(p.text) {
				if x.Location.IsZero() {
					x.Location = found(p.text, 0.85, p.row)
				}
				continue
			}
			rest = append(rest, p)
		}
		x.named = len(rest)
		x.Title, x.Company = assign(rest, titleFirst >= 0)
		x.Bullets = paragraphs(descriptive(e.body))
		if !x.Title.IsZero() || !x.Company.IsZero() {
			out = append(out, x)
		}
	}
	return roles(out)
}

// named gives the parts of a head that are no places.
func named(head []row) []part {
	var out []part
	for _, p := range partsOf(head) {
		if !isPlace(p.text) {
			out = append(out, p)
		}
	}
	return out
}

// lean is above 0 for the words of a title, below 0 for those of a company.
func lean(text string) int {
	return min(share(text, titleWords), 2) - min(share(text, companyWords)+share(text, schoolWords), 2)
}

// assign picks the title and the company among the parts of a head.
func assign(parts []part, titleFirst bool) (title, company Value) {
	if len(parts) == 0 {
		return Value{}, Value{}
	}
	if len(parts) == 1 {
		if m := reInBrackets.FindStringSubmatch(parts[0].text); m != nil && lean(m[2]) <= 0 {
			parts = []part{{m[1], parts[0].row}, {m[2], parts[0].row}} // "Title (Company)"
		}
	}
	at := -1
	for i, p := range parts[:min(len(parts), 3)] {
		if lean(p.text) > 0 && (at < 0 || lean(p.text) > lean(parts[at].text)) {
			at = i
		}
	}
	sure := 0.9
	if at < 0 {
		sure = 0.55
		switch {
		case len(parts) == 1 && lean(parts[0].text) < 0:
			return Value{}, found(parts[0].text, 0.7, parts[0].row)
		case titleFirst || len(parts) == 1:
			at = 0
		default:
			at = 1
		}
	}
	title = found(parts[at].text, sure, parts[at].row)
	for i, p := range parts {
		if i != at {
			company = found(p.text, sure-0.05, p.row)
			break
		}
	}
	return title, company
}

// descriptive leaves out rows that hold only a web address.
func descriptive(rows []row) []row {
	var out []row
	for _, r := range rows {
		if !reURLOnly.MatchString(r.text) {
			out = append(out, r)
		}
	}
	return out
}
