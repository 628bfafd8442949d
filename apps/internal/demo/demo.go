// Package demo holds the companies that exist only inside ApplyForUs: nine invented employers with a few dozen postings,
// so that a machine without a network still has jobs to search, and forms to send that reach nobody.
//
// Each company is one embedded file in the shape of the Greenhouse Job Board API (list with content, questions and pay of
// every job), read by the same decoder as a live board. Two things are left open in the files and filled in on reading: the
// address of the form lab, and the dates, which are kept as days before today so that a fresh start shows fresh jobs.
//
// The package must not know who imports the boards or how the lab draws the forms, and reads no clock.
package demo

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"time"
)

//go:embed boards/*.json
var files embed.FS

// labPlaceholder stands in the stored files for the origin of the form lab.
const labPlaceholder = "{{lab}}"

// publishHour is the hour of day (UTC) at which every posting of an earlier day counts as published.
const publishHour = 9 * time.Hour

// Board is one demo company as its job board would be answered by the Greenhouse Job Board API, with
// everything that the API spreads over several answers in one: name and content of the board, all jobs, and of each job the
// questions and pay ranges. As there, every content is HTML with its markup escaped once.
type Board struct {
	Token string // path segment of the board, ends in "-demo"
	Name  string // name of the company, ends in "(Demo)"
	JSON  []byte
}

// Boards returns every demo board, in the order of their tokens. labOrigin is scheme, host and port of the form lab ("http://127.0.0.1:3100");
// postings are dated back from now, by whole days, so that two calls on one day (UTC) give the same bytes.
func Boards(labOrigin string, now time.Time) []Board {
	stored := load(labOrigin, now)
	boards := make([]Board, 0, len(stored))
	for _, b := range stored {
		boards = append(boards, Board{Token: b.Token, Name: b.Name, JSON: b.encode()})
	}
	return boards
}

// board is a stored file and, once finished, the answer of the API.
type board struct {
	Name    string    `json:"name"`
	Token   string    `json:"token"`
	Content string    `json:"content"`
	Jobs    []job     `json:"jobs"`
	Meta    boardMeta `json:"meta"`
}

type boardMeta struct {
	Total int `json:"total"`
}

type job struct {
	ID             int64        `json:"id"`
	InternalJobID  int64        `json:"internal_job_id"`
	Title          string       `json:"title"`
	FirstPublished time.Time    `json:"first_published"`
	UpdatedAt      time.Time    `json:"updated_at"`
	RequisitionID  string       `json:"requisition_id"`
	Location       location     `json:"location"`
	AbsoluteURL    string       `json:"absolute_url"`
	Language       string       `json:"language"`
	Metadata       []metadatum  `json:"metadata"`
	Content        string       `json:"content"`
	Departments    []department `json:"departments"`
	Offices        []office     `json:"offices"`

	Questions            []Question       `json:"questions"`
	LocationQuestions    []Question       `json:"location_questions,omitempty"`
	Compliance           []Compliance     `json:"compliance,omitempty"`
	DemographicQuestions *Demographics    `json:"demographic_questions,omitempty"`
	DataCompliance       []DataCompliance `json:"data_compliance,omitempty"`
	PayInputRanges       []payRange       `json:"pay_input_ranges,omitempty"`

	// The age of the posting is only in the stored file; zero, and so absent, once the dates are set.
	PostedDaysAgo  int `json:"posted_days_ago,omitempty"`
	UpdatedDaysAgo int `json:"updated_days_ago,omitempty"`
}

type location struct {
	Name string `json:"name"`
}

type metadatum struct {
	ID        int64  `json:"id"`
	Name      string `json:"name"`
	ValueType string `json:"value_type"`
	Value     string `json:"value"`
}

type department struct {
	ID       int64   `json:"id"`
	Name     string  `json:"name"`
	ParentID *int64  `json:"parent_id"`
	ChildIDs []int64 `json:"child_ids"`
}

type office struct {
	department
	Location string `json:"location"`
}

type payRange struct {
	MinCents     int64  `json:"min_cents"`
	MaxCents     int64  `json:"max_cents"`
	CurrencyType string `json:"currency_type"`
	Title        string `json:"title"` // the only place that says whether the range is per year or per hour
	Blurb        string `json:"blurb"`
}

// load reads the stored boards and fills in addresses and dates. The files are part of the binary: one that does
// not decode is a defect of the build, found by the tests, and panics.
func load(labOrigin string, now time.Time) []board {
	entries, err := files.ReadDir("boards")
	if err != nil {
		panic(fmt.Sprintf("demo: embedded boards: %v", err))
	}
	boards := make([]board, 0, len(entries))
	for _, entry := range entries {
		b, err := decode(path.Join("boards", entry.Name()))
		if err != nil {
			panic(fmt.Sprintf("demo: embedded board %s: %v", entry.Name(), err))
		}
		b.finish(strings.TrimRight(labOrigin, "/"), now)
		boards = append(boards, b)
	}
	return boards
}

func decode(name string) (board, error) {
	raw, err := files.ReadFile(name)
	if err != nil {
		return board{}, err
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	var b board
	err = decoder.Decode(&b)
	return b, err
}

func (b *board) finish(labOrigin string, now time.Time) {
	today := now.UTC().Truncate(24 * time.Hour)
	ago := func(days int) time.Time { return today.AddDate(0, 0, -days).Add(publishHour) }
	for i := range b.Jobs {
		j := &b.Jobs[i]
		j.AbsoluteURL = strings.Replace(j.AbsoluteURL, labPlaceholder, labOrigin, 1)
		j.FirstPublished, j.UpdatedAt = ago(j.PostedDaysAgo), ago(j.UpdatedDaysAgo)
		j.PostedDaysAgo, j.UpdatedDaysAgo = 0, 0
	}
	b.Meta.Total = len(b.Jobs)
}

func (b *board) encode() []byte {
	raw, err := json.Marshal(b)
	if err != nil {
		panic(fmt.Sprintf("demo: board %s: %v", b.Token, err))
	}
	return raw
}
