package resumes

import (
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// endless are the pieces that a hostile line repeats.
var endless = map[string]string{
	"dates": "2019 – 2021 ", "months": "May 2019, ", "years": "2019–", "addresses": "https://github.com/farnholt/hulls ", "hosts": "a.b.c.",
	"e-mails": "edda@farnholt.example ", "half e-mails": "a@", "numbers": "+353 1 555 0147 ", "digits": "1234567890", "bullets": "• ",
	"bulleted": "• hull ", "spaces": "               ", "gaps": "hull               ", "cells": "hull\t", "commas": "Go, ", "brackets": "(Go, ", "letters": "x", "Han": "2019年",
}

// of repeats a piece to a line of n bytes, in a resume that has something to read before it.
func (k sectionKind) of(piece string, n int) Document {
	title := map[sectionKind]string{secExperience: "Experience", secEducation: "Education", secSkills: "Skills"}[k]
	d := page("Edda Farnholt\nedda@farnholt.example\n# " + title + "\nx")
	d.Kind, d.Pages[0].Lines[3].Text = DOCX, strings.Repeat(piece, n/len(piece))
	return d
}

// TestLongLineCostsWhatItsLengthIs compares lines of one and two lengths, below what is
// read of a line and far above: the memory that is asked for, which is the same each
// time, tells a step that goes over the line once for each piece of it.
//
//nolint:paralleltest // counts what the whole process asks for
func TestLongLineCostsWhatItsLengthIs(t *testing.T) {
	asked := func(d Document) float64 {
		least := math.Inf(1)
		for range 3 { // a collection in between empties the pools of package regexp
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			Parse(d)
			runtime.ReadMemStats(&after)
			least = min(least, float64(after.TotalAlloc-before.TotalAlloc))
		}
		return least
	}
	for _, section := range []sectionKind{secExperience, secEducation, secSkills} {
		for name, piece := range endless {
			Parse(section.of(piece, maxRow)) // tables and caches are made
			if short, long := asked(section.of(piece, maxRow/2)), asked(section.of(piece, maxRow)); long > 2.6*short {
				t.Errorf("%s in section %v: a line of twice the length asks for %.1f times the memory", name, section, long/short)
			}
			if short, long := asked(section.of(piece, 4*maxRow)), asked(section.of(piece, 8*maxRow)); long > 1.5*short {
				t.Errorf("%s in section %v: more of a line is read than the limit (%.1f times)", name, section, long/short)
			}
		}
	}
	if t.Failed() {
		return // the lines below would take minutes
	}
	for name, piece := range endless {
		if limit, whole := asked(secSkills.of(piece, 4*maxRow)), asked(secSkills.of(piece, 1<<20)); whole > 2*limit {
			t.Errorf("%s: a line of 1 MB asks for %.1f times the memory", name, whole/limit)
		}
	}
}

func TestWholeDocumentIsReadUpToALimit(t *testing.T) {
	t.Parallel()
	d := page("Edda Farnholt\n# Skills\nRhino, Lathe")
	d.Pages[0].Lines = append(d.Pages[0].Lines, slices.Repeat([]Line{{Text: strings.Repeat("ώ", maxRow), Block: 9}}, 100)...)
	read := 0
	for _, r := range rowsOf(d) {
		read += len(r.text)
		if !utf8.ValidString(r.text) || len(r.text) > maxRow {
			t.Fatalf("a row of %d bytes", len(r.text))
		}
	}
	if read > maxRead || read < maxRead-maxRow {
		t.Errorf("%d bytes are read, the limit is %d", read, maxRead)
	}
	if got := skillNames(Parse(d)); !strings.HasPrefix(got, "Rhino, Lathe") {
		t.Errorf("skills %.60q", got)
	}
}
