package resumes

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	reEmail    = regexp.MustCompile(`[\p{L}\d][\p{L}\d._%+\-]*@[\p{L}\d](?:[\p{L}\d\-]*[\p{L}\d])?(?:\.[\p{L}\d](?:[\p{L}\d\-]*[\p{L}\d])?)*\.\p{L}{2,}`)
	reAtSet    = regexp.MustCompile(`\s*[\[(]\s*at\s*[\])]\s*`)
	rePhone    = regexp.MustCompile(`(?:\+|\(\+?|00)?\(?\d[\d \x{a0}().\-/‐–]{5,20}\d(?:\s*(?:x|ext\.?)\s*\d{1,5})?`)
	reURL      = regexp.MustCompile(`(?i)(?:https?://)?(?:www\.)?[a-z\d](?:[a-z\d\-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d\-]*[a-z\d])?)*\.(?:com|org|net|io|dev|me|co|ai|app|edu|eu|de|fr|es|it|nl|pt|gr|uk|us|ca|ch|at|be|in|info|name|tech|xyz|cn|tw|jp|br|blog|page|site|design|ly|gov)(?:/[^\s,;|)\]]*)?`)
	reFullDate = regexp.MustCompile(`^\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d{2}$|^(?:19|20)\d{2}[/.\-]\d{1,2}[/.\-]\d{1,2}$`)
	reLabel    = regexp.MustCompile(`^(?i:e-?mail|phone|tel|telephone|mobile|cell|address|adresse|location|name|naam|nom|telefon|téléphone|tél|teléfono|dirección|correo|handy|wohnort|residence|city|anschrift)\.?\s*[:：]\s*`)
)

func findEmail(document Document, head, all []row) Value {
	for _, rows := range [][]row{head, all} {
		for _, r := range rows {
			text := reAtSet.ReplaceAllString(r.plain(), "@")
			if m := reEmail.FindString(text); m != "" {
				return found(m, 0.98, r)
			}
		}
	}
	for _, page := range document.Pages {
		for _, link := range page.Links {
			address, isMail := strings.CutPrefix(link.URL, "mailto:")
			address, _, _ = strings.Cut(address, "?")
			if isMail && reEmail.MatchString(address) {
				return Value{Text: address, Confidence: 0.9, Span: linkSpan(page, link)}
			}
		}
	}
	return Value{}
}

func findPhone(document Document, head, all []row) Value {
	for i, rows := range [][]row{head, all} {
		for _, r := range rows {
			for _, cell := range r.cells {
				m, ok := phoneIn(cell)
				labelled := reLabel.MatchString(cell) || strings.ContainsAny(m, "+(")
				if ok && (i == 0 || labelled) {
					return found(m, 0.95-0.2*float64(i), r)
				}
			}
		}
	}
	for _, page := range document.Pages {
		for _, link := range page.Links {
			if number, isPhone := strings.CutPrefix(link.URL, "tel:"); isPhone {
				if m, ok := phoneIn(number); ok {
					return Value{Text: m, Confidence: 0.9, Span: linkSpan(page, link)}
				}
			}
		}
	}
	return Value{}
}

// phoneIn finds a telephone number: 7 to 15 digits that are no date range.
func phoneIn(text string) (string, bool) {
	for _, at := range rePhone.FindAllStringIndex(text, -1) {
		m := strings.TrimSpace(text[at[0]:at[1]])
		if before, ok := lastRune(text[:at[0]]); ok && (isWordRune(before) || strings.ContainsRune("/@._-", before)) {
			continue // part of an address or a word
		}
		if reFullDate.MatchString(m) {
			continue
		}
		digits := 0
		for _, c := range m {
			if unicode.IsDigit(c) {
				digits++
			}
		}
		if digits < 7 || digits > 15 {
			continue
		}
		if dates, ok := findDates(m); ok && !strings.HasPrefix(m, "+") && (!dates.standAlone || digits <= 8) {
			continue
		}
		if strings.Count(m, "(") != strings.Count(m, ")") {
			m = strings.Trim(m, "()")
		}
		return m, true
	}
	return "", false
}

// findLocation takes the first place among the person's own details.
func findLocation(head []row, name string) Value {
	for _, r := range head {
		for _, cell := range contactParts(r) {
			bare := tidyValue(reLabel.ReplaceAllString(cell, ""))
			if bare == name || strings.Contains(bare, "@") {
				continue
			}
			switch {
			case isPlace(bare):
				return found(bare, 0.9, r)
			case reCode.MatchString(bare) && share(bare, titleWords) == 0:
				return found(bare, 0.8, r)
			case bare != cell && reAddress.MatchString(cell) && wordCount(bare) <= 12:
				return found(bare, 0.85, r)
			}
		}
	}
	for _, r := range head {
		for _, cell := range contactParts(r) {
			if loosePlace(cell) {
				return found(cell, 0.5, r)
			}
		}
	}
	return Value{}
}

var reAddress = regexp.MustCompile(`^(?i:address|adresse|location|dirección|wohnort|residence|city|anschrift)`)

// loosePlace recognises "Town, Region" without knowing the region.
func loosePlace(text string) bool {
	pieces := strings.Split(text, ",")
	if len(pieces) < 2 || len(pieces) > 4 || wordCount(text) > 8 || share(text, titleWords)+share(text, companyWords) > 0 {
		return false
	}
	for i, piece := range pieces {
		piece = strings.TrimSpace(piece)
		if i > 0 {
			piece = reZip.ReplaceAllString(piece, "")
		}
		if !rePlace.MatchString(piece) && !reCode.MatchString(piece) && i > 0 {
			return false
		}
		if first := []rune(piece + " ")[0]; !unicode.IsUpper(first) && !unicode.IsDigit(first) {
			return false
		}
	}
	return true
}

var rePartBreak = regexp.MustCompile(`\s+[|•·◦⋄∙–—]\s+|\s[|]|[|]\s|\s-\s|\s/\s|•|\s+\*\s+|;\s+`)

// contactParts splits a row of contact details.
func contactParts(r row) []string {
	var out []string
	for _, cell := range r.cells {
		for _, part := range rePartBreak.Split(cell, -1) {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

func linkSpan(page Page, link Link) Span {
	out := Span{Page: page.Number, Box: link.Box}
	if link.Line >= 0 && link.Line < len(page.Lines) {
		out.First, out.Last = link.Line, link.Line
		out.Quote = cut(strings.ReplaceAll(page.Lines[link.Line].Text, "\t", " "), maxQuote)
	}
	return out
}
