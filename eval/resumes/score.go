package main

import (
	"fmt"
	"os"
	"strings"
	"unicode"

	"github.com/applyforus/applyforus/core/resumes"
)

// tally counts right, wrong and missing values of one field.
type tally struct{ right, found, wanted int }

func (t tally) f1() (precision, recall, f1 float64) {
	if t.found > 0 {
		precision = float64(t.right) / float64(t.found)
	}
	if t.wanted > 0 {
		recall = float64(t.right) / float64(t.wanted)
	}
	if precision+recall > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return precision, recall, f1
}

// scoreboard holds the tallies in the order of their first use.
type scoreboard struct {
	order   []string
	tallies map[string]*tally
}

func (b *scoreboard) field(name string) *tally {
	if b.tallies == nil {
		b.tallies = map[string]*tally{}
	}
	if b.tallies[name] == nil {
		b.tallies[name] = &tally{}
		b.order = append(b.order, name)
	}
	return b.tallies[name]
}

// count compares two lists; a value matches at most once.
func (b *scoreboard) count(file, field string, found, wanted []string, same func(found, wanted string) bool, verbose bool) {
	t := b.field(field)
	used := make([]bool, len(found))
	for _, w := range wanted {
		if w == "" {
			continue
		}
		t.wanted++
		hit := false
		for i, f := range found {
			if !used[i] && f != "" && same(f, w) {
				used[i], hit = true, true
				t.right++
				break
			}
		}
		if !hit && verbose {
			fmt.Fprintf(os.Stderr, "%s: %s misses %q in %q\n", file, field, w, found)
		}
	}
	for i, f := range found {
		if f == "" {
			continue
		}
		t.found++
		if !used[i] && verbose {
			fmt.Fprintf(os.Stderr, "%s: %s has %q, not in %q\n", file, field, f, wanted)
		}
	}
}

func (b *scoreboard) compare(file string, want truth, document resumes.Document, got resumes.Draft, verbose bool) {
	one := func(field, found, wanted string, same func(a, b string) bool) {
		b.count(file, field, []string{found}, []string{wanted}, same, verbose)
	}
	one("name", got.Name.Text, want.name, equal)
	one("e-mail", got.Email.Text, want.email, equal)
	one("phone", got.Phone.Text, want.phone, equal)
	var companies, titles, periods []string
	for _, x := range got.Experience {
		companies, titles = append(companies, x.Company.Text), append(titles, x.Title.Text)
		periods = append(periods, period(x.Dates))
	}
	var wantCompanies, wantTitles, wantPeriods []string
	for _, x := range want.work {
		wantCompanies, wantTitles = append(wantCompanies, x.company), append(wantTitles, x.position)
		wantPeriods = append(wantPeriods, x.start+"/"+x.end)
	}
	b.count(file, "work: company", companies, wantCompanies, equal, verbose)
	b.count(file, "work: position", titles, wantTitles, equal, verbose)
	b.count(file, "work: dates", periods, wantPeriods, equal, verbose)
	var schools, degrees, studied []string
	for _, x := range got.Education {
		schools = append(schools, x.Institution.Text)
		degrees = append(degrees, strings.TrimSuffix(x.Degree.Text+" in "+x.Field.Text, " in "))
		studied = append(studied, period(x.Dates))
	}
	var wantSchools, wantDegrees, wantStudied []string
	for _, x := range want.schools {
		wantSchools, wantDegrees = append(wantSchools, x.institution), append(wantDegrees, x.degree)
		wantStudied = append(wantStudied, x.start+"/"+x.end)
	}
	b.count(file, "education: institution", schools, wantSchools, equal, verbose)
	b.count(file, "education: degree and field", degrees, wantDegrees, equal, verbose)
	b.count(file, "education: dates", studied, wantStudied, equal, verbose)
	var skills []string
	for _, g := range got.Skills {
		for _, s := range g.Skills {
			skills = append(skills, s.Text)
		}
	}
	b.count(file, "skills", skills, want.skills, equal, verbose)
	text := squash(document.Text())
	words, order := b.field("words of the text"), b.field("sentences in one piece (reading order)")
	for _, sentence := range want.sentences {
		order.wanted++
		order.found++
		if strings.Contains(text, squash(sentence)) {
			order.right++
		} else if verbose {
			fmt.Fprintf(os.Stderr, "%s: broken %q\n", file, sentence)
		}
		for word := range strings.FieldsSeq(sentence) {
			words.wanted++
			words.found++
			if strings.Contains(text, squash(word)) {
				words.right++
			}
		}
	}
}

func period(d resumes.Dates) string {
	if d.Current {
		return d.Start.String() + "/present"
	}
	return d.Start.String() + "/" + d.End.String()
}

// equal compares letters and digits only.
func equal(a, b string) bool { return squash(a) == squash(b) }

func squash(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' || r == '#' {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

func (b *scoreboard) print(files int) {
	for _, name := range b.order {
		precision, recall, f1 := b.tallies[name].f1()
		fmt.Printf("| %s | %d | %.3f | %.3f | %.3f |\n", name, files, precision, recall, f1)
	}
}

func percent(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(whole))
}
