package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// truth is what a designed resume was made from.
type truth struct {
	name, email, phone string
	work               []job
	schools            []school
	skills             []string
	sentences          []string // running text, to judge the reading order
	titles             []string // of the sections
}

type job struct{ company, position, start, end string } // dates as 2021-03, "present" or ""

type school struct{ institution, degree, start, end string }

// truthOf finds the truth beside a file. known is false when there is none in a
// structured form.
func truthOf(path string) (truth, bool, error) {
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	content, err := os.ReadFile(stem + ".truth.json")
	if err == nil {
		t, err := fromDesigner(content)
		return t, true, err
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return truth{}, false, err
	}
	content, err = os.ReadFile(stem + ".truth.yaml")
	if err == nil {
		t, err := fromTypst(content)
		return t, true, err
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return truth{}, false, err
}

var (
	reTag  = regexp.MustCompile(`<[^>]*>`)
	reItem = regexp.MustCompile(`</(?:p|li)>`)
	reLink = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
)

// fromDesigner reads the JSON of Reactive Resume.
func fromDesigner(content []byte) (truth, error) {
	var file struct {
		Basics   struct{ Name, Email, Phone string }
		Sections struct {
			Summary    struct{ Content string }
			Experience struct {
				Items []struct {
					Visible                          bool
					Company, Position, Date, Summary string
				}
			}
			Education struct {
				Items []struct {
					Visible                      bool
					Institution, StudyType, Date string
				}
			}
			Skills struct {
				Items []struct {
					Visible  bool
					Keywords []string
				}
			}
		}
	}
	if err := json.Unmarshal(content, &file); err != nil {
		return truth{}, err
	}
	var named struct {
		Sections map[string]struct{ Name string }
	}
	if err := json.Unmarshal(content, &named); err != nil {
		return truth{}, err
	}
	t := truth{name: file.Basics.Name, email: file.Basics.Email, phone: file.Basics.Phone}
	for _, section := range named.Sections {
		if section.Name != "" {
			t.titles = append(t.titles, section.Name)
		}
	}
	t.addHTML(file.Sections.Summary.Content)
	for _, x := range file.Sections.Experience.Items {
		start, end := longRange(x.Date)
		t.work = append(t.work, job{x.Company, x.Position, start, end})
		t.addHTML(x.Summary)
	}
	for _, x := range file.Sections.Education.Items {
		start, end := longRange(x.Date)
		t.schools = append(t.schools, school{x.Institution, x.StudyType, start, end})
	}
	for _, x := range file.Sections.Skills.Items {
		t.skills = append(t.skills, x.Keywords...)
	}
	return t, nil
}

func (t *truth) addHTML(html string) {
	for _, item := range reItem.Split(html, -1) {
		if text := strings.TrimSpace(reTag.ReplaceAllString(item, "")); text != "" {
			t.sentences = append(t.sentences, text)
		}
	}
}

// longRange reads "January 2019 to Present".
func longRange(text string) (start, end string) {
	from, to, whole := strings.Cut(text, " to ")
	if !whole {
		from, to, _ = strings.Cut(text, " - ")
	}
	month := func(text string) string {
		if strings.EqualFold(text, "present") {
			return "present"
		}
		for _, layout := range []string{"January 2006", "Jan 2006"} {
			if at, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
				return at.Format("2006-01")
			}
		}
		return ""
	}
	return month(from), month(to)
}

// fromTypst reads the YAML of RenderCV.
func fromTypst(content []byte) (truth, error) {
	var file struct {
		CV struct {
			Name, Email, Phone string
			Sections           struct {
				Education []struct {
					Institution, Area, Degree string
					Start                     string `yaml:"start_date"`
					End                       string `yaml:"end_date"`
					Highlights                []string
				}
				Experience []struct {
					Company, Position string
					Start             string `yaml:"start_date"`
					End               string `yaml:"end_date"`
					Highlights        []string
				}
				Skills []struct{ Details string }
			}
		} `yaml:"cv"`
	}
	if err := yaml.Unmarshal(content, &file); err != nil {
		return truth{}, err
	}
	var named struct {
		CV struct{ Sections map[string]any } `yaml:"cv"`
	}
	if err := yaml.Unmarshal(content, &named); err != nil {
		return truth{}, err
	}
	t := truth{name: file.CV.Name, email: file.CV.Email, phone: file.CV.Phone}
	for title := range named.CV.Sections {
		t.titles = append(t.titles, title) // "selected_honors": compared by its letters
	}
	for _, x := range file.CV.Sections.Experience {
		t.work = append(t.work, job{x.Company, x.Position, x.Start, x.End})
		t.addMarkdown(x.Highlights)
	}
	for _, x := range file.CV.Sections.Education {
		t.schools = append(t.schools, school{x.Institution, x.Degree + " in " + x.Area, x.Start, x.End})
		t.addMarkdown(x.Highlights)
	}
	for _, x := range file.CV.Sections.Skills {
		for skill := range strings.SplitSeq(x.Details, ",") {
			t.skills = append(t.skills, strings.TrimSpace(skill))
		}
	}
	return t, nil
}

func (t *truth) addMarkdown(items []string) {
	for _, item := range items {
		for line := range strings.SplitSeq(item, " - ") { // a list within an item
			t.sentences = append(t.sentences, strings.ReplaceAll(reLink.ReplaceAllString(line, "$1"), "**", ""))
		}
	}
}
