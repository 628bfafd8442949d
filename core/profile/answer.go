package profile

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// maxAnswer is the longest answer kept, in characters.
const maxAnswer = 10_000

// Answer is one entry of the answer bank: what the person said to a question.
type Answer struct {
	ID       id.Answer
	User     id.User
	Topic    string // canonical meaning where it is known, e.g. "notice_period"
	Key      string // QuestionKey of Question
	Question string // as the form put it when it was answered
	Values   []string
	Employer string // whom it was said to, where it is about them; "" = good for every employer
	SaidAt   time.Time
	UsedAt   time.Time // zero = never yet
}

// QuestionKey folds a question so that the same one is recognised on another form:
// case, accents, punctuation and spacing do not matter.
func QuestionKey(question string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(strings.ToLower(question)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		default:
			space = true
		}
	}
	return b.String()
}

// Check answers every violation of an answer.
func (a Answer) Check() error {
	var c fault.Check
	c.That(a.Key != "", "question", "required", "Say which question this answers.")
	c.That(len(a.Values) > 0, "values", "required", "Give an answer.")
	for _, v := range a.Values {
		c.MaxLen("values", v, maxAnswer)
		c.PlainText("values", v)
	}
	return c.Err()
}
