package resumes

// position is a position as its own rows tell it, before the ones around it are asked.
type position struct {
	Experience
	named int  // parts of the head that are no places
	bare  bool // nothing stands beneath the head
}

// sureOf are the confidences of an employer that stands once above several roles.
const (
	sureOfTotal = 0.85 // a row of its own, with dates that hold those of the roles
	sureOfAbove = 0.7  // in the entry before
)

// maxBreak is the longest time in months between two roles that one employer's name covers.
const maxBreak = 12

var ownWork = set("freelance", "freelancer", "freelancing", "self", "independent", "selbstandig", "freiberuflich", "freiberufler", "independant", "autonomo", "zzp", "libero", "volunteer", "sabbatical", "leave", "elternzeit", "parental", "private", "privat", "domicile")

// roles gives the employer's name, which stands once above its roles, to each of them.
// A row that holds only the employer and the whole time there is no position.
func roles(positions []position) []Experience {
	var out []Experience
	for i := 0; i < len(positions); i++ {
		p := positions[i]
		if !employerOnly(positions, i) {
			if p.Company.IsZero() && len(out) > 0 && p.sameEmployer(out[len(out)-1]) {
				p.take(out[len(out)-1], sureOfAbove)
			}
			out = append(out, p.Experience)
			continue
		}
		employer := p.Experience
		if employer.Company.IsZero() {
			employer.Company, employer.Title = employer.Title, Value{}
		}
		for i+1 < len(positions) && positions[i+1].under(employer) {
			i++
			role := positions[i]
			role.take(employer, sureOfTotal)
			out = append(out, role.Experience)
		}
	}
	return out
}

// employerOnly tells whether an entry is an employer with the whole time there, and the
// next one a role within it.
func employerOnly(positions []position, at int) bool {
	p := positions[at]
	if at+1 == len(positions) || p.named != 1 || !p.bare || p.Dates.Start.IsZero() || !positions[at+1].under(p.Experience) {
		return false
	}
	if p.Title.IsZero() {
		return true
	}
	return p.Company.IsZero() && lean(p.Title.Text) <= 0 && lean(positions[at+1].Title.Text) > 0
}

// under tells whether a role lies within the time at an employer.
func (p position) under(employer Experience) bool {
	if p.named != 1 || p.Title.IsZero() || p.Dates.Start.IsZero() || p.Dates.Start.Before(employer.Dates.Start) {
		return false
	}
	if p.Dates.Current || employer.Dates.Current {
		return employer.Dates.Current
	}
	return !employer.Dates.End.Before(p.Dates.End)
}

// sameEmployer tells whether a role without an employer goes on from the position
// before, whose employer stands on a row above it: its words are those of a title, and
// no long time lies between the two.
func (p position) sameEmployer(before Experience) bool {
	if before.Company.IsZero() || !above(before.Company.Span, before.Title.Span) || p.named != 1 || lean(p.Title.Text) <= 0 || share(p.Title.Text, ownWork) > 0 {
		return false
	}
	earlier, later := p.Dates, before.Dates
	if later.Start.Before(earlier.Start) {
		earlier, later = later, earlier
	}
	return !earlier.Start.IsZero() && (earlier.Current || monthsBetween(earlier.End, later.Start) <= maxBreak)
}

func above(a, b Span) bool { return a.Page < b.Page || a.Page == b.Page && a.Last < b.First }

// monthsBetween counts the months from one date to another; a year alone counts as its
// first month.
func monthsBetween(from, to YearMonth) int {
	return (to.Year-from.Year)*12 + max(int(to.Month), 1) - max(int(from.Month), 1)
}

// take fills in the employer, and the place that stands beside its name.
func (p *position) take(employer Experience, sure float64) {
	p.Company = employer.Company
	p.Company.Confidence = min(p.Company.Confidence, sure)
	if place := employer.Location; p.Location.IsZero() && place.Span.First == employer.Company.Span.First && place.Span.Page == employer.Company.Span.Page {
		p.Location = place
	}
}
