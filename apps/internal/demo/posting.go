package demo

import (
	"html"
	"time"
)

// MeasuredPosting is the id of the posting whose form shows exactly MeasuredFields fields; benchmarks of the
// apply engine fill that one.
const (
	MeasuredPosting int64 = 4001001
	MeasuredFields  int   = 20
)

// Posting is one demo job with its form, decoded for whoever draws the page.
type Posting struct {
	Board          string // token of the board
	Company        string
	ID             int64 // unique over all demo boards
	Title          string
	Location       string // as the employer words it
	Language       string // en, de or fr
	URL            string // page of the posting in the form lab
	FirstPublished time.Time
	ContentHTML    string // markup no longer escaped

	LocationQuestions    []Question // place of residence; the coordinates are hidden fields
	Questions            []Question
	Compliance           []Compliance
	DemographicQuestions *Demographics // nil: none
	DataCompliance       []DataCompliance
}

// Postings returns the jobs of all demo boards, board after board; the arguments are those of Boards. Each call
// decodes anew: keep the result.
func Postings(labOrigin string, now time.Time) []Posting {
	var postings []Posting
	for _, b := range load(labOrigin, now) {
		for _, j := range b.Jobs {
			postings = append(postings, Posting{
				Board:                b.Token,
				Company:              b.Name,
				ID:                   j.ID,
				Title:                j.Title,
				Location:             j.Location.Name,
				Language:             j.Language,
				URL:                  j.AbsoluteURL,
				FirstPublished:       j.FirstPublished,
				ContentHTML:          html.UnescapeString(j.Content),
				LocationQuestions:    j.LocationQuestions,
				Questions:            j.Questions,
				Compliance:           j.Compliance,
				DemographicQuestions: j.DemographicQuestions,
				DataCompliance:       j.DataCompliance,
			})
		}
	}
	return postings
}

// VisibleFields counts what a person has to look at: every question that is not hidden (a resume as file or text is
// one), the voluntary ones and the boxes of consent included.
func (p Posting) VisibleFields() int {
	n := visible(p.LocationQuestions) + visible(p.Questions)
	for _, block := range p.Compliance {
		n += visible(block.Questions)
	}
	if p.DemographicQuestions != nil {
		n += len(p.DemographicQuestions.Questions)
	}
	for _, rule := range p.DataCompliance {
		n += rule.Consents()
	}
	return n
}

func visible(questions []Question) int {
	n := 0
	for _, q := range questions {
		if q.Visible() {
			n++
		}
	}
	return n
}
