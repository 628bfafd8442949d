package resumes

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// months maps folded month names and their usual abbreviations to the month, in the
// languages that are read.
var months = func() map[string]time.Month {
	names := [12]string{
		"january jan januar jaenner janvier janv enero ene januari gennaio gen janeiro ιανουαριος ιανουαριου ιαν",
		"february feb febr februar fevrier fevr fev febrero februari febbraio fevereiro φεβρουαριος φεβρουαριου φεβ",
		"march mar marz maerz mrz mars marzo maart mrt marco μαρτιος μαρτιου μαρ",
		"april apr avril avr abril abr aprile απριλιος απριλιου απρ",
		"may mai mayo mei maggio mag maio μαιος μαιου μαι",
		"june jun juni juin junio giugno giu junho ιουνιος ιουνιου ιουν",
		"july jul juli juillet juil julio luglio lug julho ιουλιος ιουλιου ιουλ",
		"august aug aout agosto ago augustus αυγουστος αυγουστου αυγ",
		"september sep sept septembre septiembre settembre set setembro σεπτεμβριος σεπτεμβριου σεπ σεπτ",
		"october oct oktober okt octobre octubre ottobre ott outubro out οκτωβριος οκτωβριου οκτ",
		"november nov novembre noviembre novembro νοεμβριος νοεμβριου νοε",
		"december dec dezember dez decembre diciembre dic dicembre dezembro δεκεμβριος δεκεμβριου δεκ",
	}
	table := map[string]time.Month{}
	for i, line := range names {
		for name := range strings.FieldsSeq(line) {
			table[fold(name)] = time.Month(i + 1)
		}
	}
	return table
}()

// today lists the folded words for an end that has not come yet.
var today = set("present", "now", "current", "currently", "today", "ongoing", "to date", "till date", "date",
	"heute", "aktuell", "jetzt", "laufend", "aujourd'hui", "aujourdhui", "aujourd’hui", "present jour", "ce jour", "a ce jour", "actuel", "actuellement", "en cours",
	"presente", "actualidad", "actual", "la actualidad", "hoy", "heden", "nu", "oggi", "attuale", "in corso", "in corso attuale", "atual", "atualmente", "o momento",
	"σημερα", "παρον", "至今", "现在", "目前", "今")

// ranged is a date range found in a text, and which part of the text it was.
type ranged struct {
	dates      Dates
	from, to   int  // byte positions
	standAlone bool // one date, not a range
}

const (
	reMonthName = `[\p{L}]{3,12}`
	reYear      = `(?:19[4-9]\d|20[0-4]\d)`
)

var (
	reWordMonth = regexp.MustCompile(`^(?:\d{1,2}(?:st|nd|rd|th|er|\.)?\s+)?(?:(?:de|di|do|van|den)\s+)?(` + reMonthName + `)\.?,?\s*(?:(?:de|del|di|do)\s+)?(?:\d{1,2},\s*)?['’]?(\d{4}|\d{2})(?:年)?$`)
	reNumMonth  = regexp.MustCompile(`^(?:\d{1,2}[./]\s?)?(\d{1,2})\s?[./\-–]\s?(\d{4})$`)
	reISOMonth  = regexp.MustCompile(`^(\d{4})\s?[./\-]\s?(\d{1,2})(?:[./\-]\d{1,2})?$`)
	reHanMonth  = regexp.MustCompile(`^(\d{4})\s*年\s*(?:(\d{1,2})\s*月)?$`)
	reYearOnly  = regexp.MustCompile(`^` + reYear + `$`)
	reSeason    = regexp.MustCompile(`^(?i:spring|summer|fall|autumn|winter|fruhjahr|fruhling|sommer|herbst|printemps|ete|automne|hiver)\s+(\d{4})$`)

	// reDateToken finds what may be one end of a range; parseYearMonth decides.
	reDateToken = regexp.MustCompile(`(?i)` +
		`\d{4}\s*年\s*(?:\d{1,2}\s*月)?` +
		`|(?:\d{1,2}(?:st|nd|rd|th|er|\.)?\s+)?(?:de\s+)?\p{L}{3,12}\.?,?\s*(?:(?:de|del|di|do)\s+)?(?:\d{1,2},\s*)?` + reYear +
		`|\p{L}{3,9}\.?\s*['’]\d{2}\b` +
		`|\b(?:\d{1,2}[./])?\d{1,2}\s?[./]\s?` + reYear +
		`|\b\d{1,2}-` + reYear +
		`|\b` + reYear + `(?:[./\-]|\s[./]\s)\d{1,2}(?:[./\-]\d{1,2})?\b` +
		`|\b` + reYear + `\b`)

	reSince     = regexp.MustCompile(`(?i)(?:^|[\s(\t])(?:since|seit|depuis|desde|sinds|dal|da|from|απο)\s*(?:le\s+|el\s+)?$`)
	reJoin      = regexp.MustCompile(`(?i)^(?:\s*[-–—−‐‑~→]+\s*|\s*/\s*|\s+(?:until|till|through|to|bis|au|à|a|hasta|al|tot|fino a|até|ate|έως|εως|μέχρι|μεχρι)\s+(?:(?:the|le|el|la)\s+)?|\s*[至到]\s*)`)
	reTodayWord = regexp.MustCompile(`^[\p{L}'’]+(?: [\p{L}'’]+){0,2}`)
	reBareMonth = regexp.MustCompile(`(?i)(\p{L}{3,12})\.?\s*$`)
)

// findDates finds the first date range in a text, or a single date. ok is false when
// there is none. Two-digit years count from 1950 to 2049.
func findDates(text string) (ranged, bool) {
	for _, at := range reDateToken.FindAllStringIndex(text, -1) {
		start, from, to, ok := dateAt(text, at[0], at[1])
		if !ok {
			continue
		}
		return rangeFrom(text, start, from, to), true
	}
	return ranged{}, false
}

// dateAt reads a token as a date. A token may have swallowed a word before the year
// ("Engineer 2019") or a number after it ("2018-19"): then the year alone counts.
func dateAt(text string, from, to int) (date YearMonth, begin, end int, ok bool) {
	token := text[from:to]
	if date, ok := parseYearMonth(token); ok {
		return date, from, to, true
	}
	if len(token) > 4 {
		if date, ok := parseYearMonth(token[:4]); ok {
			return date, from, from + 4, true
		}
	}
	for i := range token {
		if i == 0 || !strings.ContainsRune(" \t,./", rune(token[i-1])) {
			continue
		}
		if date, ok := parseYearMonth(token[i:]); ok {
			return date, from + i, to, true
		}
	}
	return YearMonth{}, 0, 0, false
}

func rangeFrom(text string, start YearMonth, from, to int) ranged {
	out := ranged{dates: Dates{Start: start, Confidence: 0.9}, from: from, to: to}
	rest := text[to:]
	// "May – August 2020": the first month stands without its year.
	if head := text[:from]; start.Month != 0 {
		if first, at, ok := bareMonth(head); ok {
			out.dates.Start, out.dates.End = YearMonth{Year: start.Year, Month: first}, start
			out.from = at
			return out.ordered()
		}
	}
	if join := reJoin.FindString(rest); join != "" {
		after := rest[len(join):]
		if at := reDateToken.FindStringIndex(after); at != nil && at[0] == 0 {
			if end, skipped, length, ok := dateAt(after, 0, at[1]); ok && skipped == 0 {
				out.dates.End, out.to = end, to+len(join)+length
				return out.ordered()
			}
		}
		if end, length, ok := shortYear(after, start); ok {
			out.dates.End, out.to = end, to+len(join)+length
			return out.ordered()
		}
		if length, ok := todayAt(after); ok {
			out.dates.Current, out.to = true, to+len(join)+length
			return out
		}
		if trimmed := strings.TrimSpace(rest); strings.Trim(trimmed, "-–—−") == "" || strings.HasPrefix(trimmed, "–)") {
			out.dates.Current, out.to = true, to+len(join) // "2019 –"
			out.dates.Confidence = 0.6
			return out
		}
	}
	if since := reSince.FindStringIndex(text[:from]); since != nil {
		out.dates.Current, out.from = true, since[0]
		return out
	}
	out.standAlone = true
	out.dates.End, out.dates.Start = start, YearMonth{}
	return out
}

// ordered swaps ends that stand the wrong way round ("2021 – 2019").
func (r ranged) ordered() ranged {
	if r.dates.End.Before(r.dates.Start) {
		r.dates.Start, r.dates.End = r.dates.End, r.dates.Start
		r.dates.Confidence = 0.6
	}
	return r
}

// bareMonth reads "May –" at the end of a text.
func bareMonth(head string) (time.Month, int, bool) {
	trimmed := strings.TrimRight(head, " ")
	cut := strings.TrimRight(trimmed, "-–—− ")
	if len(cut) == len(trimmed) {
		return 0, 0, false
	}
	at := reBareMonth.FindStringSubmatchIndex(cut)
	if at == nil {
		return 0, 0, false
	}
	month, ok := months[fold(cut[at[2]:at[3]])]
	return month, at[2], ok
}

// shortYear reads the second half of "2018-19".
func shortYear(text string, start YearMonth) (YearMonth, int, bool) {
	if len(text) < 2 || start.Month != 0 || len(text) > 2 && isWordRune(rune(text[2])) {
		return YearMonth{}, 0, false
	}
	two, err := strconv.Atoi(text[:2])
	if err != nil || two != (start.Year+1)%100 && two <= start.Year%100 {
		return YearMonth{}, 0, false
	}
	year := start.Year/100*100 + two
	if year < start.Year {
		year += 100
	}
	return YearMonth{Year: year}, 2, year-start.Year < 20
}

// todayAt reads a word such as "Present" at the start of a text.
func todayAt(text string) (int, bool) {
	words := reTodayWord.FindString(text)
	for words != "" {
		if today[fold(words)] {
			return len(words), true
		}
		cut := strings.LastIndexAny(words, " \t")
		if cut < 0 {
			return 0, false
		}
		words = words[:cut]
	}
	return 0, false
}

// parseYearMonth reads one date: "March 2020", "03/2020", "2020-03", "2020年3月", "2020".
func parseYearMonth(text string) (YearMonth, bool) {
	text = fold(strings.TrimSpace(text))
	if reYearOnly.MatchString(text) {
		return yearMonth(text, 0)
	}
	if m := reWordMonth.FindStringSubmatch(text); m != nil {
		if month, ok := months[m[1]]; ok {
			return yearMonth(m[2], month)
		}
		return YearMonth{}, false
	}
	if m := reHanMonth.FindStringSubmatch(text); m != nil {
		month, _ := strconv.Atoi(m[2])
		return yearMonth(m[1], time.Month(month))
	}
	if m := reNumMonth.FindStringSubmatch(text); m != nil {
		return numbered(m[2], m[1])
	}
	if m := reISOMonth.FindStringSubmatch(text); m != nil {
		return numbered(m[1], m[2])
	}
	if m := reSeason.FindStringSubmatch(text); m != nil {
		return yearMonth(m[1], 0)
	}
	return YearMonth{}, false
}

func numbered(year, month string) (YearMonth, bool) {
	m, err := strconv.Atoi(month)
	if err != nil || m < 1 {
		return YearMonth{}, false
	}
	return yearMonth(year, time.Month(m))
}

func yearMonth(text string, month time.Month) (YearMonth, bool) {
	year, err := strconv.Atoi(text)
	if err != nil || month < 0 || month > time.December {
		return YearMonth{}, false
	}
	if len(text) == 2 {
		if year += 2000; year >= 2050 {
			year -= 100
		}
	}
	if year < 1940 || year > 2049 {
		return YearMonth{}, false
	}
	return YearMonth{Year: year, Month: month}, true
}
