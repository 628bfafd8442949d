package documents

import (
	"strings"

	"github.com/klippa-app/go-pdfium/requests"

	"github.com/applyforus/applyforus/core/resumes"
)

// maxLinks bounds the links taken from one page.
const maxLinks = 200

// links gives the web and mail links of a page; others (jumps, scripts) are left out.
func (f *pdfFile) links(page requests.Page, frame frame) ([]resumes.Link, error) {
	var links []resumes.Link
	for position := 0; len(links) < maxLinks; {
		found, err := f.pdfium.FPDFLink_Enumerate(&requests.FPDFLink_Enumerate{Page: page, StartPos: position})
		if err != nil {
			return nil, err
		}
		if found.Link == nil || found.NextStartPos == nil {
			break
		}
		position = *found.NextStartPos
		action, err := f.pdfium.FPDFLink_GetAction(&requests.FPDFLink_GetAction{Link: *found.Link})
		if err != nil || action.Action == nil {
			continue
		}
		uri, err := f.pdfium.FPDFAction_GetURIPath(&requests.FPDFAction_GetURIPath{Document: f.document, Action: *action.Action})
		if err != nil || uri.URIPath == nil || !followable(*uri.URIPath) {
			continue
		}
		link := resumes.Link{URL: *uri.URIPath, Line: -1}
		if area, err := f.pdfium.FPDFLink_GetAnnotRect(&requests.FPDFLink_GetAnnotRect{Link: *found.Link}); err == nil && area.Rect != nil {
			r := area.Rect
			link.Box = frame.box(float64(r.Left), float64(r.Bottom), float64(r.Right), float64(r.Top))
		}
		links = append(links, link)
	}
	return links, nil
}

// followable tells whether a link is for the web, mail or telephone.
func followable(url string) bool {
	scheme, _, found := strings.Cut(strings.ToLower(strings.TrimSpace(url)), ":")
	return found && (scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel")
}

// placeLinks finds the line that each link lies on: the one that its box overlaps most.
func placeLinks(links []resumes.Link, lines []resumes.Line) []resumes.Link {
	for i := range links {
		best := 0.0
		for n, line := range lines {
			if area := overlap(links[i].Box, line.Box); area > best {
				best, links[i].Line = area, n
			}
		}
	}
	return links
}

// overlap is the common area of two boxes, in square points.
func overlap(a, b resumes.Box) float64 {
	width := min(a.Right(), b.Right()) - max(a.X, b.X)
	height := min(a.Bottom(), b.Bottom()) - max(a.Y, b.Y)
	if width <= 0 || height <= 0 {
		return 0
	}
	return width * height
}
