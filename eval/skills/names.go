package main

import (
	"encoding/csv"
	"os"
	"strings"

	"github.com/applyforus/applyforus/core/jobs"
)

// measureNames compares the canonical name found inside a labelled span with the
// ESCO name that people gave it. A label that the dictionary knows by no name is a
// miss; a find in a span that people gave no label is a false one.
func measureNames(path string) ([]*result, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, err
	}
	all, known := newResult("ESCO name of a labelled span"), newResult("the same, of names that the dictionary has")
	for _, row := range rows[1:] {
		if len(row) < 4 {
			continue // a file of sentences without spans
		}
		text, label := row[1], row[3]
		if row[2] != "" {
			text = row[2]
		}
		gold, has := canonical(label)
		found := ""
		for _, m := range jobs.FindSkills("in " + text) { // the span alone has no context
			if found = m.Name; found == gold {
				break
			}
		}
		none := label == "LABEL NOT PRESENT" || label == "UNDERSPECIFIED"
		all.link(text, label, gold, found, none)
		if has && !none {
			known.link(text, label, gold, found, none)
		}
	}
	if all.sentences == 0 {
		return nil, nil
	}
	return []*result{all, known}, nil
}

func canonical(label string) (string, bool) {
	if s, ok := jobs.LookupSkill(label); ok {
		return s.Name, true
	}
	short, _, _ := strings.Cut(label, " (")
	if s, ok := jobs.LookupSkill(short); ok {
		return s.Name, true
	}
	return label, false
}

func (r *result) link(text, label, gold, found string, none bool) {
	r.sentences++
	right := found == gold && !none
	if !none {
		r.gold++
	}
	if found != "" {
		r.found++
	}
	switch {
	case right:
		r.rightFound++
		r.rightGold++
	case found != "":
		r.falseTexts[text+" → "+found+" ("+label+")"]++
	case !none:
		r.missedTexts[text+" ("+label+")"]++
	}
}
