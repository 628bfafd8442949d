package profile

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/money"
)

// Preferences are what a person wishes for. What was not said is empty: nothing is
// assumed from it.
type Preferences struct {
	User               id.User
	JobTypes           []JobType
	Places             []string
	Remote             []Remote
	Pay                money.Range // Min is the floor, Max the ceiling
	Industries         []string
	NoticePeriod       string // in the person's own words
	Alerts             AlertFrequency
	EmailNotifications bool
	PushNotifications  bool
	Version            int // 0 while nothing was said
	UpdatedAt          time.Time
}

// NewPreferences are those of somebody who said nothing: notices come until they are
// turned off.
func NewPreferences(user id.User) Preferences {
	return Preferences{User: user, EmailNotifications: true, PushNotifications: true}
}

// JobType is a kind of employment, in the words of postings.
type JobType string

// JobTypes are the kinds that can be wished for.
var JobTypes = []JobType{"full_time", "part_time", "contract", "temporary", "internship"}

// Label is the kind for people.
func (t JobType) Label() string {
	return map[JobType]string{
		"full_time": "Full time", "part_time": "Part time", "contract": "Contract", "temporary": "Temporary", "internship": "Internship",
	}[t]
}

// Remote is how far away from the employer's premises, in the words of postings.
type Remote string

// Remotes are the ways that can be wished for.
var Remotes = []Remote{"remote", "hybrid", "none"}

// Label is the way for people.
func (r Remote) Label() string {
	return map[Remote]string{"remote": "Remote", "hybrid": "Hybrid", "none": "On site"}[r]
}

// AlertFrequency is how often new jobs are told; "" = not said.
type AlertFrequency string

// AlertFrequencies are the choices.
var AlertFrequencies = []AlertFrequency{"instant", "daily", "weekly", "never"}

// Label is the choice for people.
func (f AlertFrequency) Label() string {
	return map[AlertFrequency]string{"instant": "As they appear", "daily": "Once a day", "weekly": "Once a week", "never": "Never"}[f]
}

// PayIntervals are the periods that pay can be wished for.
var PayIntervals = []money.Interval{money.IntervalHour, money.IntervalDay, money.IntervalWeek, money.IntervalMonth, money.IntervalYear}

// The longest lists of wishes, and the highest pay in whole units.
const (
	maxWishes = 30
	maxPay    = 1_000_000_000
)

// PreferencesEdit changes preferences. What is nil stays, what is empty is cleared. Pay
// is in whole units of the currency, as people type it.
type PreferencesEdit struct {
	JobTypes           *[]JobType
	Places             *[]string
	Remote             *[]Remote
	PayFloor           *string
	PayCeiling         *string
	Currency           *string
	Interval           *money.Interval
	Industries         *[]string
	NoticePeriod       *string
	Alerts             *AlertFrequency
	EmailNotifications *bool
	PushNotifications  *bool
}

// Apply answers the changed preferences, or every violation.
func (in PreferencesEdit) Apply(p Preferences) (Preferences, error) {
	var e editor
	someOf(&e, "jobTypes", &p.JobTypes, in.JobTypes, JobTypes)
	someOf(&e, "remote", &p.Remote, in.Remote, Remotes)
	e.wishes("places", &p.Places, in.Places)
	e.wishes("industries", &p.Industries, in.Industries)
	e.line("noticePeriod", &p.NoticePeriod, in.NoticePeriod)
	oneOf(&e, "alertFrequency", &p.Alerts, in.Alerts, AlertFrequencies)
	e.amount("payFloor", &p.Pay.Min, in.PayFloor)
	e.amount("payCeiling", &p.Pay.Max, in.PayCeiling)
	e.currency("payCurrency", &p.Pay.Currency, in.Currency)
	oneOf(&e, "payInterval", &p.Pay.Interval, in.Interval, PayIntervals)
	if p.Pay.Stated() {
		e.That(p.Pay.Currency != "", "payCurrency", "required", "Say in which currency.")
		e.That(p.Pay.Interval != "", "payInterval", "required", "Say for which period.")
		e.That(p.Pay.Max == 0 || p.Pay.Max >= p.Pay.Min, "payCeiling", "below_floor", "The ceiling lies below the floor. Correct one of the two.")
	}
	if in.EmailNotifications != nil {
		p.EmailNotifications = *in.EmailNotifications
	}
	if in.PushNotifications != nil {
		p.PushNotifications = *in.PushNotifications
	}
	return p, e.Err()
}

// wishes reads a list of short texts, each once.
func (e *editor) wishes(field string, to, typed *[]string) {
	if typed == nil {
		return
	}
	var kept []string
	seen := map[string]bool{}
	for _, one := range *typed {
		var text string
		e.line(field, &text, &one)
		if text != "" && !seen[fold(text)] {
			seen[fold(text)] = true
			kept = append(kept, text)
		}
	}
	e.That(len(kept) <= maxWishes, field, "too_many", fmt.Sprintf("Keep at most %d entries; there are %d.", maxWishes, len(kept)))
	*to = kept
}

// someOf reads several choices, kept in the order of the choices.
func someOf[T ~string](e *editor, field string, to, typed *[]T, choices []T) {
	if typed == nil {
		return
	}
	var kept []T
	for _, choice := range choices {
		if slices.Contains(*typed, choice) {
			kept = append(kept, choice)
		}
	}
	for _, one := range *typed {
		if one != "" && !slices.Contains(choices, one) {
			e.Add(field, "choice", "Choose among the values offered.")
			break
		}
	}
	*to = kept
}

// amount reads an amount of pay in whole units: 65000, 65,000, 65 000, 65.000, 21.50.
func (e *editor) amount(field string, to *int64, typed *string) {
	if typed == nil {
		return
	}
	text := strings.NewReplacer(" ", "", " ", "", " ", "", "'", "").Replace(strings.TrimSpace(*typed))
	if text == "" {
		*to = 0
		return
	}
	units, err := strconv.ParseFloat(plainNumber(text), 64)
	ok := err == nil && units > 0 && units <= maxPay
	e.That(ok, field, "amount", "Write the amount in figures, as in 65000.")
	if ok {
		*to = int64(math.Round(units * 100))
	}
}

// plainNumber leaves one decimal point, where the last separator is followed by one or
// two figures, and no thousands separators.
func plainNumber(text string) string {
	at := strings.LastIndexAny(text, ".,")
	if at < 0 {
		return onlyFigures(text)
	}
	if tail := text[at+1:]; len(tail) == 1 || len(tail) == 2 {
		return onlyFigures(strings.NewReplacer(".", "", ",", "").Replace(text[:at])) + "." + onlyFigures(tail)
	}
	return onlyFigures(strings.NewReplacer(".", "", ",", "").Replace(text))
}

// onlyFigures answers text as it is if it has figures only, else what is no number.
func onlyFigures(text string) string {
	if strings.Trim(text, "0123456789") != "" || text == "" {
		return "?"
	}
	return text
}

func (e *editor) currency(field string, to *money.Currency, typed *string) {
	if typed == nil {
		return
	}
	code := strings.ToUpper(strings.TrimSpace(*typed))
	ok := code == "" || slices.Contains(Currencies, money.Currency(code))
	e.That(ok, field, "currency", "Choose a currency.")
	if ok {
		*to = money.Currency(code)
	}
}

// Currencies are those that pay can be wished for in.
var Currencies = []money.Currency{
	"AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS",
	"INR", "ISK", "JPY", "KES", "KRW", "MAD", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "RON", "RSD", "SAR", "SEK",
	"SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
}
