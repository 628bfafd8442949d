package resumes

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	reNameLabel = regexp.MustCompile(`(?i)^(?:name|full name|naam|nom(?: et prénom)?|nome|nombre|vor- und nachname|surname\(s\) / first name\(s\)|first name\(s\) / surname\(s\)|ονοματεπώνυμο|姓\s*名)\s*[:：]?\s+`)
	reCVWord    = regexp.MustCompile(`(?i)^(?:curriculum vitae|curriculum|resume|résumé|cv|lebenslauf|βιογραφικό(?: σημείωμα)?|个人简历|简历|履歷)\s*(?:of|de|von|for|[-–—:|])?\s*`)
	reCVTail    = regexp.MustCompile(`(?i)\s*[-–—|:]?\s+(?:curriculum vitae|resume|résumé|cv|lebenslauf)$`)
	reHanName   = regexp.MustCompile(`^\p{Han}{2,4}$`)
)

// findName takes the text that looks most like a name: large, early, in the words of
// the e-mail address. A name is never made from the address itself.
func findName(head, all []row, email string) Value {
	body := bodySize(all)
	best, bestScore := Value{}, 0.0
	rows := head
	if len(rows) == 0 {
		rows = all[:min(len(all), 8)]
	}
	for i, r := range rows {
		if r.page != 1 || r.bullet {
			continue
		}
		for _, candidate := range nameCandidates(rows, i) {
			if score := nameScore(candidate, r, body, i, email); score > bestScore {
				best, bestScore = found(candidate, min(0.55+score/16, 0.98), r), score
			}
		}
	}
	return best
}

// nameCandidates gives the cells of a row, and a row joined with the next one when a
// name is set in two lines.
func nameCandidates(rows []row, i int) []string {
	r := rows[i]
	var out []string
	for _, cell := range r.cells {
		for _, part := range rePartBreak.Split(cell, -1) {
			part = strings.TrimSpace(part)
			if bare := reNameLabel.ReplaceAllString(part, ""); bare != part {
				part = bare
			} else {
				part = reCVTail.ReplaceAllString(reCVWord.ReplaceAllString(part, ""), "")
			}
			name, _, _ := strings.Cut(part, ",")
			out = append(out, tidyValue(despace(name)))
		}
	}
	if len(r.cells) > 1 && wordCount(r.text) <= 4 {
		out = append(out, tidyValue(r.plain()))
	}
	if i+1 < len(rows) {
		next := rows[i+1]
		if wordCount(r.text) <= 2 && wordCount(next.text) <= 2 && next.block == r.block && lookOf(next).size == lookOf(r).size && r.size > 0 {
			out = append(out, tidyValue(r.plain()+" "+next.plain()))
		}
	}
	return out
}

func nameScore(text string, r row, body float64, place int, email string) float64 {
	words := strings.Fields(text)
	if reHanName.MatchString(text) {
		words = []string{text, text}
	}
	alone := len(words) == 1 && place <= 1 && body > 0 && r.size > 1.4*body
	if len(words) < 2 && !alone || len(words) > 5 || len(text) > 60 {
		return 0
	}
	for _, w := range words {
		first := []rune(w)[0]
		if !unicode.IsLetter(first) || unicode.IsLower(first) && len([]rune(w)) > 3 {
			return 0
		}
		if strings.ContainsFunc(w, func(c rune) bool {
			return !unicode.IsLetter(c) && !strings.ContainsRune(".'’-‐()", c) && !unicode.Is(unicode.Mn, c)
		}) {
			return 0
		}
	}
	if _, heading := headingOf(text); heading || isPlace(text) {
		return 0
	}
	if share(text, titleWords)+share(text, companyWords)+share(text, schoolWords) > 0 {
		return 0
	}
	score := 2.0
	if body > 0 {
		score += min(max((r.size-body)/body, 0), 2) * 3
	}
	if r.style == "title" {
		score += 3
	}
	score -= 0.15 * float64(min(place, 12))
	local, _, _ := strings.Cut(fold(email), "@")
	for _, w := range wordsOf(text) {
		if len(w) > 2 && strings.Contains(local, w) {
			score += 2
		}
	}
	return max(score, 0.1)
}

// findHeadline takes the line beneath the name that says what the person is.
func findHeadline(rows []row, draft Draft) Value {
	if draft.Name.IsZero() {
		return Value{}
	}
	at := -1
	for i, r := range rows {
		if r.page == draft.Name.Span.Page && r.line == draft.Name.Span.First {
			at = i
			break
		}
	}
	if at < 0 {
		return Value{}
	}
	if rest, ok := strings.CutPrefix(rows[at].plain(), draft.Name.Text); ok {
		if rest = tidyValue(rest); headlineLike(rest, draft) && share(rest, titleWords) > 0 {
			return found(rest, 0.75, rows[at])
		}
	}
	for i := at + 1; i < len(rows) && i <= at+3 && rows[i].block == rows[at].block; i++ {
		r := rows[i]
		if strings.Contains(draft.Name.Text, r.plain()) {
			continue // the second line of the name
		}
		if _, heading := headingOf(r.cells[0]); heading {
			break
		}
		if reEmail.MatchString(r.text) || len(r.cells) > 1 {
			break
		}
		if !headlineLike(r.plain(), draft) {
			continue
		}
		if i+1 < len(rows) && wraps(r, rows[i+1], draft) {
			return found(joinWrapped([]string{r.plain(), rows[i+1].plain()}), 0.7, r, rows[i+1])
		}
		return found(r.plain(), 0.75, r)
	}
	return Value{}
}

// wraps tells whether a headline goes on in the next line.
func wraps(r, next row, draft Draft) bool {
	if r.box.IsZero() || next.block != r.block || lookOf(next) != lookOf(r) || next.box.Y-r.box.Bottom() > 0.9*r.size {
		return false
	}
	_, heading := headingOf(next.text)
	return !heading && wordCount(next.text) <= 3 && headlineLike(next.plain(), draft)
}

func headlineLike(text string, draft Draft) bool {
	words := wordCount(text)
	if words == 0 || words > 12 || strings.ContainsAny(text, "@0123456789") || reURL.MatchString(text) || isPlace(text) {
		return false
	}
	return text != draft.Location.Text && !strings.HasSuffix(text, ".") && !reLabel.MatchString(text) && len([]rune(text)) >= 3
}
