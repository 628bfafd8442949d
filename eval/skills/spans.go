package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"strings"

	"github.com/applyforus/applyforus/core/jobs"
)

// labelled is one sentence of either span corpus.
type labelled struct {
	Tokens    []string `json:"tokens"`
	Skill     []string `json:"tags_skill"`
	Knowledge []string `json:"tags_knowledge"`
	Tags      []string `json:"tags"` // green: B-Skill, B-Qualification, B-Experience, …
}

type span struct{ start, end int }

// measureSpans compares where skills were found with where people saw them: "any
// overlap" asks for a shared byte, "exact" for the same ends.
func measureSpans(path string) ([]*result, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	zipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	knowledge, exact := newResult("hard skills against knowledge labels, any overlap"), newResult("hard skills against knowledge labels, exact")
	everything := newResult("all finds against skill and knowledge labels, any overlap")
	green := newResult("all finds against skill, qualification and experience labels, any overlap")
	results := []*result{knowledge, exact, everything}
	lines := bufio.NewReader(zipped)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			var s labelled
			if err := json.Unmarshal(line, &s); err != nil {
				return nil, err
			}
			text, ends := joinTokens(s.Tokens)
			var hard, all []span
			for _, m := range jobs.FindSkills(text) {
				if m.Category >= jobs.SkillClearance {
					continue // a condition of the job, which the labels do not cover
				}
				found := span{m.Start, m.End}
				all = append(all, found)
				if m.Category != jobs.SkillSoft {
					hard = append(hard, found)
				}
			}
			if s.Tags != nil {
				results = []*result{green}
				green.add(text, labels(s.Tokens, ends, s.Tags, "Skill", "Qualification", "Experience"), all, overlaps)
			} else {
				known := labels(s.Tokens, ends, s.Knowledge, "")
				knowledge.add(text, known, hard, overlaps)
				exact.add(text, known, hard, func(a, b span) bool { return a == b })
				everything.add(text, append(labels(s.Tokens, ends, s.Skill, ""), known...), all, overlaps)
			}
		}
		if err == io.EOF {
			return results, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func joinTokens(tokens []string) (text string, ends []int) {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t)
		ends = append(ends, b.Len())
	}
	return b.String(), ends
}

// labels turns BIO tags into spans; of the kinds named, or of any for "".
func labels(tokens []string, ends []int, tags []string, kinds ...string) []span {
	var spans []span
	open := false
	for i, tag := range tags {
		prefix, kind, _ := strings.Cut(tag, "-")
		wanted := false
		for _, k := range kinds {
			wanted = wanted || k == "" || k == kind
		}
		switch {
		case !wanted || prefix == "O":
			open = false
		case prefix == "B" || !open:
			spans = append(spans, span{ends[i] - len(tokens[i]), ends[i]})
			open = true
		default:
			spans[len(spans)-1].end = ends[i]
		}
	}
	return spans
}

func overlaps(a, b span) bool { return a.start < b.end && b.start < a.end }

func (r *result) add(text string, gold, found []span, same func(a, b span) bool) {
	r.sentences++
	r.gold += len(gold)
	r.found += len(found)
	r.rightFound += matched(text, found, gold, same, r.falseTexts)
	r.rightGold += matched(text, gold, found, same, r.missedTexts)
}

// matched counts the spans that have a counterpart and notes the texts of those that have none.
func matched(text string, spans, others []span, same func(a, b span) bool, without map[string]int) int {
	n := 0
	for _, s := range spans {
		ok := false
		for _, o := range others {
			ok = ok || same(s, o)
		}
		if ok {
			n++
		} else {
			without[strings.ToLower(text[s.start:s.end])]++
		}
	}
	return n
}
