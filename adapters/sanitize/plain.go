package sanitize

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

var (
	spaceRun  = regexp.MustCompile(`[ \t\r\f\x{00a0}]+`)
	lineEdges = regexp.MustCompile(` *\n *`)
	lineRun   = regexp.MustCompile(`\n{3,}`)
)

// plain writes a clean tree as text: a blank line between paragraphs, a dash before each
// list item, a tab between table cells.
func plain(body *html.Node) string {
	if body == nil {
		return ""
	}
	var b strings.Builder
	write(&b, body)
	text := spaceRun.ReplaceAllStringFunc(b.String(), func(run string) string {
		if strings.Contains(run, "\t") {
			return "\t"
		}
		return " "
	})
	text = lineEdges.ReplaceAllString(text, "\n")
	return strings.TrimSpace(lineRun.ReplaceAllString(text, "\n\n"))
}

func write(b *strings.Builder, parent *html.Node) {
	for n := range parent.ChildNodes() {
		if n.Type == html.TextNode {
			if parent.Data == "pre" {
				b.WriteString(n.Data)
			} else {
				b.WriteString(strings.Map(flat, n.Data))
			}
			continue
		}
		switch {
		case n.Data == "br":
			b.WriteByte('\n')
			continue
		case n.Data == "li":
			b.WriteString("\n- ")
		case n.Data == "td" || n.Data == "th":
			if n.PrevSibling != nil {
				b.WriteByte('\t')
			}
		case n.Data == "tr":
			b.WriteByte('\n')
		case slices.Contains(blocks, n.Data) && parent.Data != "li":
			b.WriteString("\n\n")
		}
		write(b, n)
		switch {
		case n.Data == "li" || n.Data == "tr":
		case slices.Contains(blocks, n.Data) && parent.Data != "li":
			b.WriteString("\n\n")
		}
	}
}

func flat(r rune) rune {
	if r == '\n' || r == '\t' {
		return ' '
	}
	return r
}
