package profile

import (
	"strconv"
	"strings"
)

// How the facts of each list are recognised in an import and merged with it.
var (
	experienceShape = shape[Experience]{
		title: func(f Experience) string { return listed(f.Title, f.Company) },
		fields: func(f Experience) []field {
			return []field{
				{"Job title", f.Title},
				{"Company", f.Company},
				{"Place", f.Location},
				{"From", f.Start.String()},
				{"Until", until(f.End, f.Current)},
				{"What you did", f.Description},
			}
		},
		alike: func(a, b Experience) bool {
			return fold(a.Company, a.Title) == fold(b.Company, b.Title) && sameYear(a.Start, b.Start)
		},
		fill: func(mine *Experience, theirs Experience) {
			fillText(&mine.Title, theirs.Title)
			fillText(&mine.Company, theirs.Company)
			fillText(&mine.Location, theirs.Location)
			fillText(&mine.Description, theirs.Description)
			fillMonth(&mine.Start, theirs.Start)
			fillMonth(&mine.End, theirs.End)
			switch {
			case theirs.Current:
				mine.Current, mine.End = true, Month{}
			case !theirs.End.IsZero():
				mine.Current = false
			}
		},
	}
	educationShape = shape[Education]{
		title: func(f Education) string { return listed(f.Degree, f.Field, f.Institution) },
		fields: func(f Education) []field {
			return []field{
				{"School or university", f.Institution},
				{"Degree", f.Degree},
				{"Field", f.Field},
				{"Grade", f.Grade},
				{"From", f.Start.String()},
				{"Until", f.End.String()},
			}
		},
		alike: func(a, b Education) bool {
			return fold(a.Institution) == fold(b.Institution) && sameOrMissing(a.Degree, b.Degree) && sameOrMissing(a.Field, b.Field) && sameYear(a.Start, b.Start)
		},
		fill: func(mine *Education, theirs Education) {
			fillText(&mine.Institution, theirs.Institution)
			fillText(&mine.Degree, theirs.Degree)
			fillText(&mine.Field, theirs.Field)
			fillText(&mine.Grade, theirs.Grade)
			fillMonth(&mine.Start, theirs.Start)
			fillMonth(&mine.End, theirs.End)
		},
	}
	skillShape = shape[Skill]{
		title: func(f Skill) string { return f.Name },
		fields: func(f Skill) []field {
			return []field{{"Skill", f.Name}, {"Level", string(f.Level)}, {"Years", number(f.Years)}}
		},
		alike: func(a, b Skill) bool { return fold(a.Name) == fold(b.Name) },
		fill: func(mine *Skill, theirs Skill) {
			if theirs.Level != "" {
				mine.Level = theirs.Level
			}
			if theirs.Years != 0 {
				mine.Years = theirs.Years
			}
		},
	}
	languageShape = shape[Language]{
		title:  func(f Language) string { return f.Name },
		fields: func(f Language) []field { return []field{{"Language", f.Name}, {"How well", f.Level}} },
		alike:  func(a, b Language) bool { return fold(a.Name) == fold(b.Name) },
		fill:   func(mine *Language, theirs Language) { fillText(&mine.Level, theirs.Level) },
	}
	certificationShape = shape[Certification]{
		title: func(f Certification) string { return listed(f.Name, f.Issuer) },
		fields: func(f Certification) []field {
			return []field{
				{"Name", f.Name},
				{"Issued by", f.Issuer},
				{"Number", f.Number},
				{"Address", f.URL},
				{"Date", f.Month.String()},
				{"Expires", f.Expires.String()},
			}
		},
		alike: func(a, b Certification) bool {
			return fold(a.Name) == fold(b.Name) && sameOrMissing(a.Issuer, b.Issuer)
		},
		fill: func(mine *Certification, theirs Certification) {
			fillText(&mine.Issuer, theirs.Issuer)
			fillText(&mine.Number, theirs.Number)
			fillText(&mine.URL, theirs.URL)
			fillMonth(&mine.Month, theirs.Month)
			fillMonth(&mine.Expires, theirs.Expires)
		},
	}
	linkShape = shape[Link]{
		title:  func(f Link) string { return listed(f.Label, f.URL) },
		fields: func(f Link) []field { return []field{{"Name", f.Label}, {"Address", f.URL}} },
		alike:  func(a, b Link) bool { return fold(a.URL) == fold(b.URL) },
		fill:   func(mine *Link, theirs Link) { fillText(&mine.Label, theirs.Label) },
	}
)

func listed(parts ...string) string {
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, ", ")
}

func until(end Month, current bool) string {
	if current {
		return "today"
	}
	return end.String()
}

func number(f float64) string {
	if f == 0 {
		return ""
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func sameYear(a, b Month) bool { return a.IsZero() || b.IsZero() || a.Year == b.Year }

func sameOrMissing(a, b string) bool { return blank(a) || blank(b) || fold(a) == fold(b) }
