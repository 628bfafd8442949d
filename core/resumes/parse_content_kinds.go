package resumes

import (
	"regexp"
	"slices"
	"strings"
)

// A list of skills without a title shows itself by so many short pieces.
const (
	minListPieces = 3 // on one row
	minListRows   = 4 // beneath each other
	maxPieceWords = 4
	maxListRow    = 400 // letters
)

// honourWords tell what is won from what is studied.
var honourWords = set("award", "awards", "prize", "fellowship", "scholarship", "grant", "medal", "preis", "stipendium", "prix", "bourse", "premio", "beca")

// reNetwork matches the name of a place where people have a profile.
var reNetwork = regexp.MustCompile(`(?i)^(?:linkedin|github|gitlab|stack ?overflow|twitter|xing|behance|dribbble|medium|facebook|instagram|orcid)$`)

// reNoSkill matches handles, years and bare numbers.
var reNoSkill = regexp.MustCompile(`@|\d{4}|^[^\p{L}]+$`)

var reCertified = regexp.MustCompile(`\b(?:certif\w*|zertifi\w*|certificat\w*|licen[cs]ed)\b`)

// judge tells what a stretch is about. Entries of different kinds without a space
// between them come apart.
func judge(rows []row, body float64) []section {
	if own := personal(rows, body); own == len(rows) {
		return []section{{rows: rows}}
	} else if own > 0 {
		return append([]section{{rows: rows[:own]}}, judge(rows[own:], body)...)
	}
	switch {
	case spokenList(rows):
		return []section{{kind: secLanguages, rows: rows}}
	case certificateList(rows):
		return []section{{kind: secCertifications, rows: rows}}
	}
	entries := entriesOf(rows)
	if len(entries) == 0 {
		if skillList(rows) {
			return []section{{kind: secSkills, rows: rows}}
		}
		return []section{{rows: rows}}
	}
	var out []section
	at := 0
	for i, e := range entries {
		kind := kindOf(e)
		if kind == secNone && len(out) > 0 {
			kind = out[len(out)-1].kind
		}
		end := len(rows)
		if i+1 < len(entries) {
			end = slices.IndexFunc(rows, func(r row) bool { return r.line == entries[i+1].all[0].line && r.page == entries[i+1].all[0].page })
		}
		if end <= at {
			continue // both on one row
		}
		out = append(out, section{kind: kind, rows: rows[at:end]})
		at = end
	}
	return out
}

// personal counts the rows up to the last one with the person's own details.
func personal(rows []row, body float64) int {
	own := 0
	for i, r := range rows {
		_, isPhone := phoneIn(r.text)
		large := body > 0 && r.size > 1.3*body && r.page == 1 || r.style == "title"
		if large || isPhone || reEmail.MatchString(r.text) || slices.ContainsFunc(r.cells, reNetwork.MatchString) {
			own = i + 1
		}
	}
	return own
}

// kindOf tells a course of study from a position by the words of its head.
func kindOf(e entry) sectionKind {
	title, company, school, degree, honour := 0, 0, 0, 0, false
	for _, r := range e.head {
		title += share(r.text, titleWords)
		company += share(r.text, companyWords)
		school += share(r.text, schoolWords)
		degree += share(r.text, degreeWords)
		honour = honour || share(r.text, honourWords) > 0
	}
	switch {
	case school > 0 && (title == 0 || degree >= title), degree > title && company == 0 && !honour && slices.ContainsFunc(partsOf(e.head), degreeFirst):
		return secEducation
	case title+company > 0 && !e.dates.Start.IsZero():
		return secExperience
	}
	return secNone
}

// degreeFirst tells whether a part begins with a degree: "MSc Physics", no text that
// merely has the word.
func degreeFirst(p part) bool { return share(strings.Fields(p.text)[0], degreeWords) > 0 }

// spokenList tells whether all rows name languages people speak.
func spokenList(rows []row) bool {
	for _, r := range rows {
		if wordCount(r.text) > 12 || strings.HasSuffix(r.text, ".") {
			return false
		}
		for i, piece := range reLanguageBreak.Split(r.text, -1) {
			name, _ := languageIn(piece)
			if name == "" && (i == 0 && !onlyLevels(r) || wordCount(piece) > maxPieceWords) {
				return false
			}
		}
	}
	return len(languagesOf(rows)) > 0
}

// certificateList tells whether most rows name certificates.
func certificateList(rows []row) bool {
	named, dates := 0, 0
	for _, r := range rows {
		when, ok := findDates(r.text)
		if wordCount(r.text) > 14 || ok && !when.standAlone {
			return false
		}
		if ok {
			dates++
		}
		if reCertified.MatchString(fold(r.text)) && !isAddress(r.text) {
			named++
		}
	}
	return 2*named > len(rows) || named > 0 && 2*named >= dates && dates > 0
}

// skillList tells whether a stretch is a list of short things: separated on its rows,
// or one beneath the other.
func skillList(rows []row) bool {
	lists, short, letters, all := 0, 0, 0, 0
	for i, r := range rows {
		if len(r.text) > maxListRow || strings.HasSuffix(r.text, ".") || reURLOnly.MatchString(r.text) || isPlace(r.plain()) {
			return false
		}
		_, list, isGroup := groupRow(r)
		if !isGroup {
			list = r.text
		}
		pieces := splitList(list)
		if share(list, degreeWords) > 0 || !isGroup && share(list, titleWords)+share(list, schoolWords) > 0 {
			return false
		}
		for _, piece := range pieces {
			if wordCount(piece) > maxPieceWords || isAddress(piece) || reNoSkill.MatchString(piece) {
				return false
			}
			if len([]rune(piece)) == 1 {
				letters++
			}
			all++
		}
		switch {
		case len(pieces) >= minListPieces, i > 0 && lists > 0 && wrapped(rows, i):
			lists++
		case wordCount(list) <= minListPieces:
			short++
		}
	}
	if 2*letters > all {
		return false // an ornament, or a name set letter by letter
	}
	return lists > 0 && lists+short == len(rows) || short == len(rows) && short >= minListRows
}

// isAddress tells whether a text is a web address with a path; "ASP.net" is none.
func isAddress(text string) bool {
	return strings.Contains(text, "/") && reURL.FindString(text) == text
}
