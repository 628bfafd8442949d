package jobs

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/applyforus/applyforus/core/money"
)

const (
	currencyMark = `(?:US\$|USD\$|CAD\$|CDN\$|CA\$|C\$|AUD\$|AU\$|A\$|NZ\$|SG\$|S\$|HK\$|MX\$|NT\$|R\$|[$€£¥₹₩₪₱฿₫₴₦]|zł|Kč|\b(?:USD|EUR|GBP|CAD|AUD|NZD|SGD|HKD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|INR|JPY|CNY|RMB|KRW|TWD|ILS|BRL|MXN|ZAR|AED|SAR|TRY|PHP|THB|IDR|MYR|VND|UAH|NGN|KES|EGP|ARS|CLP|COP)\b|\bkr\b\.?|\bRs\b\.?)`
	figure       = `\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,'’]\d{1,3})*`
)

var (
	amountPattern = regexp.MustCompile(`(` + currencyMark + `)?\s?(` + currencyMark + `)?\s?(` + figure + `)(\s?(?:[kK]\b|[mM]n?\b|[bB]n?\b|million\b|billion\b|LPA\b|lpa\b|lakhs?\b|[lL]akhs?\b))?(?:\s?(` + currencyMark + `))?`)
	codePattern   = regexp.MustCompile(`^\s?\(?(` + currencyMark + `)`)
	unitOfPay     = regexp.MustCompile(`(?i)\s?\(?(?:` + currencyMark + `\s?)?(?:/|per|an?|each|pro|par)\s?(?:hour|hr|h|day|week|wk|month|mo|year|yr|annum|stunde|tag|monat|jahr|mois|an|heure)\b\)?`)

	intervalWords = []struct {
		pattern  *regexp.Regexp
		interval money.Interval
	}{
		{regexp.MustCompile(`(?i)(?:/|\b(?:per|an|each|pro|par|a))\s?(?:hour|hr|h|stunde|heure)\b|\bhourly\b`), money.IntervalHour},
		{regexp.MustCompile(`(?i)(?:/|\b(?:per|a|pro))\s?(?:day|tag)\b|\bdaily rate\b|\bday rate\b`), money.IntervalDay},
		{regexp.MustCompile(`(?i)(?:/|\b(?:per|a))\s?(?:week|wk)\b|\bweekly\b`), money.IntervalWeek},
		{regexp.MustCompile(`(?i)(?:/|\b(?:per|a|pro|par))\s?(?:month|mo|monat|mois)\b|\bmonthly\b`), money.IntervalMonth},
		{regexp.MustCompile(`(?i)(?:/|\b(?:per|a|pro|par))\s?(?:year|yr|annum|jahr|an)\b|\bannual(?:ly|ized)?\b|\byearly\b|\bp\.\s?a\.|\bpa\b|\bjährlich\b|\bLPA\b`), money.IntervalYear},
	}
	salaryWord = regexp.MustCompile(`(?i)\b(?:salary|salaries|base|pay range|compensation|gehalt)\b`)
)

// amount is one figure of a text as it stands there.
type amount struct {
	start, end int
	units      float64
	scale      float64 // 0 = none written, 1,000 for k, 100,000 for lakh
	symbol     string
	big        bool // millions: never one person's pay
}

// minor is the amount in minor units; 0 where it is too large to be pay.
func (a amount) minor() int64 {
	v := a.units * max(a.scale, 1) * 100
	if v > 1e13 {
		return 0
	}
	return int64(math.Round(v))
}

func amountsIn(line string) []amount {
	if !strings.ContainsAny(line, "0123456789") {
		return nil // most lines: a hundred times cheaper than the pattern
	}
	var out []amount
	for _, at := range amountPattern.FindAllStringSubmatchIndex(line, -1) {
		group := func(i int) string {
			if at[2*i] < 0 {
				return ""
			}
			return line[at[2*i]:at[2*i+1]]
		}
		if start := at[6]; start > 0 && group(1) == "" && group(2) == "" && partOfWord(line[start-1]) {
			continue
		}
		units, ok := readFigure(group(3))
		if !ok {
			continue
		}
		a := amount{start: at[0], end: at[1], units: units, symbol: clearest(clearest(group(1), group(2)), group(5))}
		switch unit := strings.ToLower(strings.TrimSpace(group(4))); {
		case unit == "":
		case unit == "k":
			a.scale = 1000
		case unit[0] == 'l':
			a.scale = 100_000
		default:
			a.big = true
		}
		out = append(out, a)
	}
	return out
}

func partOfWord(b byte) bool {
	return b == '.' || b == ',' || b == '_' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// readFigure reads a figure in any locale's grouping: 120,000.50 · 120.000,50 · 120 000 ·
// 120'000 · 1,20,000. A single separator before three digits groups, before one or two it
// is the decimal sign.
func readFigure(s string) (float64, bool) {
	s = strings.NewReplacer(" ", "", "'", "", "’", "").Replace(s)
	cut := strings.LastIndexAny(s, ".,")
	if cut >= 0 {
		whole, rest := s[:cut], s[cut+1:]
		mixed := strings.ContainsAny(whole, ".,") && !strings.Contains(whole, s[cut:cut+1])
		switch {
		case mixed || len(rest) < 3:
			if strings.Contains(whole, s[cut:cut+1]) || len(rest) == 0 {
				return 0, false
			}
			s = strip(whole) + "." + rest
		default:
			s = strip(s)
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && v > 0 && !math.IsInf(v, 0)
}

func strip(s string) string { return strings.NewReplacer(".", "", ",", "").Replace(s) }

// clearest gives the symbol that names a currency by itself before one that does not.
func clearest(a, b string) string {
	if a == "" || b != "" && currencyOf(a, "") == "" && currencyOf(b, "") != "" {
		return b
	}
	return a
}

func codeAfter(after string) string {
	if m := codePattern.FindStringSubmatch(after); m != nil {
		return m[1]
	}
	return ""
}

var symbols = map[string]money.Currency{
	"US$": "USD", "USD$": "USD", "CAD$": "CAD", "CDN$": "CAD", "CA$": "CAD", "C$": "CAD", "AUD$": "AUD", "AU$": "AUD", "A$": "AUD",
	"NZ$": "NZD", "SG$": "SGD", "S$": "SGD", "HK$": "HKD", "MX$": "MXN", "NT$": "TWD", "R$": "BRL",
	"€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₪": "ILS", "₱": "PHP", "฿": "THB", "₫": "VND", "₴": "UAH", "₦": "NGN",
	"zł": "PLN", "Kč": "CZK", "RMB": "CNY",
}

// shared symbols mean the currency of the country, if that country uses the symbol.
var sharedSymbols = map[string]string{
	"$":   "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP",
	"¥":   "JPY CNY",
	"kr":  "SEK NOK DKK ISK",
	"kr.": "SEK NOK DKK ISK",
	"Rs":  "INR PKR LKR NPR",
	"Rs.": "INR PKR LKR NPR",
}

// currencyOf reads a symbol or code; "" where it could be several and the country does not decide.
func currencyOf(symbol, country string) money.Currency {
	if c, ok := symbols[symbol]; ok {
		return c
	}
	if users, ok := sharedSymbols[symbol]; ok {
		if own := CountryCurrency(country); own != "" && strings.Contains(users, string(own)) {
			return own
		}
		return ""
	}
	return money.Currency(symbol)
}

// intervalOf reads the period from the words at the amount, then from its line, the
// heading above, and last from its size (see yearlyFrom).
func intervalOf(line, lead string, first, last amount, r money.Range) money.Interval {
	for _, words := range []string{line[first.end:min(len(line), last.end+24)], line} {
		if interval := intervalIn(words); interval != "" {
			return interval
		}
	}
	if max(first.scale, last.scale) == 100_000 {
		return money.IntervalYear // lakhs are stated per year
	}
	return PayInterval(lead+" "+line, r)
}

// PayInterval reads the period of pay whose amounts are known from the wording that comes
// with them; "" where it does not tell. A salary, so called, of 20,000 or more in one of
// the larger currencies is per year.
func PayInterval(wording string, r money.Range) money.Interval {
	if interval := intervalIn(wording); interval != "" {
		return interval
	}
	if yearlyIn[r.Currency] && r.Min >= yearlyFrom && salaryWord.MatchString(wording) {
		return money.IntervalYear
	}
	return ""
}

func intervalIn(words string) money.Interval {
	for _, w := range intervalWords {
		if w.pattern.MatchString(words) {
			return w.interval
		}
	}
	return ""
}
