package jobs

import (
	"regexp"
	"strings"

	"github.com/applyforus/applyforus/core/money"
)

// yearlyFrom is from which amount on a "salary" in one of the currencies of yearlyIn is
// per year even where the wording does not say so: nobody is paid that by the month there.
const yearlyFrom = 20_000_00

var yearlyIn = map[money.Currency]bool{
	"USD": true, "EUR": true, "GBP": true, "CAD": true, "AUD": true, "NZD": true, "CHF": true, "SGD": true,
}

// widestRange is how many times the lower end the upper end may be; wider is not one offer.
const widestRange = 10

var (
	payLine     = regexp.MustCompile(`[\n•]+|[.!?;]\s+`)
	rangeDash   = regexp.MustCompile(`(?i)^\s*(?:-|–|—|−|~|to|up to|bis|à)\s*$`)
	betweenAnd  = regexp.MustCompile(`(?i)^\s*and\s*$`)
	betweenCue  = regexp.MustCompile(`(?i)\bbetween\s*$`)
	upToCue     = regexp.MustCompile(`(?i)\b(?:up to|maximum of|max\.?|bis zu|jusqu'à)\s*$`)
	fromCue     = regexp.MustCompile(`(?i)\b(?:from|starting at|starts at|start at|minimum of|min\.?|at least|ab|à partir de)\s*$`)
	payCue      = regexp.MustCompile(`(?i)\b(?:salary|salaries|base|pay|paid|compensation|wages?|rate|remuneration|gehalt|salaire|salario|hourly|annual(?:ly|ized)?|gross|brutto|per (?:hour|year|annum|month|day|week)|p\.a\.|earn)|/\s?(?:hr|hour|yr|year|month|annum)\b`)
	payWord     = regexp.MustCompile(`(?i)\b(?:salary|salaries|base|pay|paid|compensation|wages?|rate|remuneration|gehalt|salaire|salario|earn)\b`)
	notPayCue   = regexp.MustCompile(`(?i)\b(?:ote|on[ -]target|variable|commissions?|bonus(?:es)?|sign[ -]on|signing|equity|stock|rsus?|options|stipends?|allowance|budget|reimburse\w*|401\(?k\)?|per diem|raised|funding|series [a-f]|valuation|valued|revenue|arr|gmv|aum|invest\w*|backed|discount|vouchers?|referral|credits?|insurance|deductible|quota|spend|worth|donat\w*|match(?:ing)?|learning|wellness|lunch)\b`)
	notPayAfter = regexp.MustCompile(`(?i)^[\s,(/a-z]{0,12}\b(?:ote|on[ -]target|commission|bonus|sign[ -]on|signing|stipend|budget|allowance|credits?|reimbursement|in (?:funding|revenue|arr|sales|equity)|of equity|raised|series|valuation|gift|voucher|per employee|deductible)\b`)
)

// noBreak turns the spaces that typesetters put into figures into ordinary ones.
var noBreak = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ")

// ParsePay reads base pay from a posting's wording. country (ISO 3166-1 alpha-2, "" = not
// known) settles what a bare "$", "¥" or "kr" is; without it the currency stays empty. An
// on-target total, a bonus, a budget or an investment is not base pay. The first range
// wins, else the first single amount; Raw is its wording. Of a text that states no pay the
// answer is the zero Range.
func ParsePay(text, country string) money.Range {
	text = noBreak.Replace(text)
	var single money.Range
	lead := ""
	for _, line := range payLine.Split(text, -1) {
		for _, r := range payIn(line, lead, country) {
			if r.Min > 0 && r.Max > 0 && r.Min != r.Max {
				return r
			}
			if !single.Stated() {
				single = r
			}
		}
		if strings.TrimSpace(line) != "" {
			lead = line // a heading such as "Pay range" speaks for the line below it
		}
	}
	return single
}

// ParsePayField is ParsePay for a field that holds nothing but pay: Raw is the whole field
// even where no amount can be read from it.
func ParsePayField(field, country string) money.Range {
	found := payIn(noBreak.Replace(field), "salary", country)
	r := money.Range{}
	if len(found) > 0 {
		r = found[0]
	}
	r.Raw = strings.TrimSpace(field)
	return r
}

// payIn gives the statements of base pay in one line; lead is the line before it.
func payIn(line, lead, country string) []money.Range {
	amounts := amountsIn(line)
	var out []money.Range
	from := 0 // where the wording that belongs to the next amount begins
	for i := 0; i < len(amounts); i++ {
		first := amounts[i]
		last := first
		before := line[from:first.start]
		if i+1 < len(amounts) && joins(line, first, amounts[i+1], before) {
			i++
			last = amounts[i]
		}
		from = last.end
		if r, ok := statement(line, lead, before, country, first, last); ok {
			out = append(out, r)
		}
	}
	return out
}

// joins tells whether two neighbouring amounts are the ends of one range.
func joins(line string, a, b amount, before string) bool {
	gap := line[a.end:b.start]
	if at := unitOfPay.FindStringIndex(gap); at != nil && at[0] == 0 {
		gap = gap[at[1]:]
	}
	return rangeDash.MatchString(gap) || betweenAnd.MatchString(gap) && betweenCue.MatchString(before)
}

func statement(line, lead, before, country string, first, last amount) (money.Range, bool) {
	after := line[last.end:]
	symbol := clearest(first.symbol, last.symbol)
	if symbol == "" || first.big || last.big || !payCue.MatchString(line+" "+lead) || !basePay(before, after, lead) {
		return money.Range{}, false
	}
	if symbol = clearest(symbol, codeAfter(after)); first.scale == 0 && last.scale != 0 && first.units < last.units {
		first.scale = last.scale // "120–150k"
	}
	r := money.Range{Min: first.minor(), Max: last.minor(), Currency: currencyOf(symbol, country)}
	if r.Max < r.Min || r.Max/widestRange > r.Min || r.Min <= 0 {
		return money.Range{}, false
	}
	r.Interval = intervalOf(line, lead, first, last, r)
	if r.Interval == money.IntervalYear && r.Max < 1_000_00 {
		return money.Range{}, false // "$120–150 a year" lost its k: what was meant is not stated
	}
	if first == last {
		if r.Interval != money.IntervalHour && !payWord.MatchString(before+" "+lead) {
			return money.Range{}, false // "$150 a month" alone is as often an allowance
		}
		switch {
		case upToCue.MatchString(before):
			r.Min = 0
		case fromCue.MatchString(before) || strings.HasPrefix(after, "+"):
			r.Max = 0
		}
	}
	end := last.end
	if at := unitOfPay.FindStringIndex(after); at != nil && at[0] == 0 {
		end += at[1]
	}
	r.Raw = strings.TrimSpace(line[first.start:end])
	return r, true
}

// basePay tells whether the wording around an amount is about base pay: of the words
// before it the one that stands nearest decides.
func basePay(before, after, lead string) bool {
	if notPayAfter.MatchString(after) {
		return false
	}
	if len(before) < 4 {
		before = lead + " " + before
	}
	yes, no := lastIndex(payCue, before), lastIndex(notPayCue, before)
	return no < 0 || yes > no
}

func lastIndex(re *regexp.Regexp, s string) int {
	all := re.FindAllStringIndex(s, -1)
	if len(all) == 0 {
		return -1
	}
	return all[len(all)-1][0]
}
