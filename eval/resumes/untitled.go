package main

import (
	"slices"
	"strings"

	"github.com/applyforus/applyforus/core/resumes"
)

// untitled takes the sections' titles out of a document, as in a design that sets
// pictures in their place: whole lines, and titles in the margin beside a first line.
// Nothing else moves.
func untitled(document resumes.Document, titles []string) resumes.Document {
	isTitle := func(text string) bool {
		return slices.ContainsFunc(titles, func(title string) bool { return equal(title, text) })
	}
	out := resumes.Document{Kind: document.Kind}
	for _, page := range document.Pages {
		lines := page.Lines
		page.Lines, page.Links = nil, slices.Clone(page.Links)
		at := make([]int, len(lines))
		for i, line := range lines {
			at[i] = len(page.Lines)
			cells := line.Cells()
			if isTitle(cells[0]) {
				if cells = cells[1:]; len(cells) == 0 {
					at[i] = -1
					continue
				}
				line.Text = strings.Join(cells, "\t")
			}
			page.Lines = append(page.Lines, line)
		}
		for i, link := range page.Links {
			if link.Line >= 0 {
				page.Links[i].Line = at[link.Line]
			}
		}
		out.Pages = append(out.Pages, page)
	}
	return out
}
