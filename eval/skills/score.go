package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
)

// result counts one measure over one file.
type result struct {
	name                    string
	sentences, gold, found  int
	rightFound, rightGold   int // a find may cover two gold spans, and the reverse
	missedTexts, falseTexts map[string]int
}

func newResult(name string) *result {
	return &result{name: name, missedTexts: make(map[string]int), falseTexts: make(map[string]int)}
}

func (r *result) precision() float64 { return share(r.rightFound, r.found) }
func (r *result) recall() float64    { return share(r.rightGold, r.gold) }

func (r *result) f1() float64 {
	p, q := r.precision(), r.recall()
	if p+q == 0 {
		return 0
	}
	return 2 * p * q / (p + q)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func (r *result) printErrors(out io.Writer, n int) {
	if n == 0 {
		return
	}
	for _, list := range []struct {
		name  string
		texts map[string]int
	}{{"missed", r.missedTexts}, {"false", r.falseTexts}} {
		fmt.Fprintf(out, "\n%s, %s:", r.name, list.name)
		texts := slices.SortedFunc(maps.Keys(list.texts), func(a, b string) int {
			return cmp.Or(list.texts[b]-list.texts[a], cmp.Compare(a, b))
		})
		for _, t := range texts[:min(n, len(texts))] {
			fmt.Fprintf(out, " %s (%d);", t, list.texts[t])
		}
		fmt.Fprintln(out)
	}
}
