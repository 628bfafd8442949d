package sanitize

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropped elements go with all that is in them.
var dropped = []string{
	"script", "style", "template", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "svg", "math", "canvas",
	"video", "audio", "picture", "img", "map", "form", "input", "textarea", "select", "option", "button", "dialog", "link", "meta",
	"base", "title", "head", "noembed", "noframes", "plaintext", "xmp", "portal",
}

// renamed elements keep their role under the one name that pages style. A description
// stands below a page's own first two ranks of headings.
var renamed = map[string]atom.Atom{
	"b": atom.Strong, "i": atom.Em, "h1": atom.H3, "h2": atom.H3, "kbd": atom.Code, "samp": atom.Code, "tt": atom.Code, "menu": atom.Ul, "dir": atom.Ul,
}

// blocks start on a line of their own.
var blocks = []string{"p", "hr", "ul", "ol", "li", "h3", "h4", "h5", "h6", "pre", "blockquote", "table", "thead", "tbody", "tr"}

// pointless elements say nothing when they are empty.
var pointless = []string{"p", "li", "ul", "ol", "h3", "h4", "h5", "h6", "strong", "em"}

// wrappers are blocks without a meaning: paragraphs where they hold only text.
var wrappers = []string{"div", "section", "article", "main", "header", "footer", "aside", "nav", "figure", "figcaption", "address", "center", "dl", "dt", "dd", "fieldset", "legend", "details", "summary", "hgroup"}

// hiding matches styles that take text out of a reader's sight.
var hiding = regexp.MustCompile(`(?i)(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|font-size\s*:\s*(?:0(?:\.\d+)?|1)(?:px|pt|em|rem|%)?\s*(?:;|!|$)|(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*0(?:px)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{3,}|(?:left|top|right|margin-left|margin-top)\s*:\s*-\d{3,}|clip(?:-path)?\s*:\s*(?:rect\(0|inset\((?:50|100)%)|transform\s*:\s*scale\(0\)|(?:^|;)\s*color\s*:\s*(?:transparent|rgba\([^)]*,\s*0(?:\.0+)?\)))`)

var whiteText = regexp.MustCompile(`(?i)(?:^|;)\s*color\s*:\s*(?:white|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))\s*(?:;|!|$)`)

// reshape turns a body's tree into the few elements that the policy lets through, so that
// no words run together where an element is left out.
func reshape(parent *html.Node) {
	for n := parent.FirstChild; n != nil; {
		next := n.NextSibling
		switch n.Type {
		case html.TextNode:
			n.Data = strings.Map(visible, n.Data)
		case html.ElementNode:
			if slices.Contains(dropped, n.Data) || n.Namespace != "" || hidden(n) {
				parent.RemoveChild(n)
				break
			}
			if to, ok := renamed[n.Data]; ok {
				n.Data, n.DataAtom = to.String(), to
			}
			reshape(n)
			settle(parent, n)
		default:
			parent.RemoveChild(n) // comments and declarations
		}
		n = next
	}
}

// settle makes a paragraph of an element without a meaning or replaces it by what it
// holds, and drops what is empty.
func settle(parent, n *html.Node) {
	switch {
	case slices.Contains(wrappers, n.Data):
		if !holdsBlock(n) && !insideText(parent) {
			n.Data, n.DataAtom, n.Attr = "p", atom.P, nil
			dropIfEmpty(parent, n)
			return
		}
		unwrap(parent, n, "\n")
	case n.Data == "p" && insideText(parent):
		unwrap(parent, n, "\n")
	case n.Data == "a" && strings.TrimSpace(words(n)) == "":
		parent.RemoveChild(n)
	case slices.Contains(pointless, n.Data):
		dropIfEmpty(parent, n)
	}
}

// hidden tells whether a reader would not see the element.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if strings.EqualFold(a.Val, "true") {
				return true
			}
		case "style":
			if hiding.MatchString(a.Val) || whiteText.MatchString(a.Val) && !strings.Contains(strings.ToLower(a.Val), "background") {
				return true
			}
		case "color":
			if v := strings.ToLower(a.Val); v == "white" || v == "#fff" || v == "#ffffff" {
				return true
			}
		}
	}
	return false
}

// visible drops characters that carry text which nobody sees: tag characters, zero-width
// ones that no script of a description needs, and direction overrides.
func visible(r rune) rune {
	switch {
	case r >= 0xe0000 && r <= 0xe007f, r == 0x200b, r == 0x2060, r == 0xfeff, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xad:
		return -1
	case r < 0x20 && r != '\n' && r != '\t', r >= 0x7f && r < 0xa0:
		return ' '
	}
	return r
}

func holdsBlock(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && slices.Contains(blocks, d.Data) {
			return true
		}
	}
	return false
}

// phrases hold words, not blocks.
var phrases = []string{"p", "h3", "h4", "h5", "h6", "pre", "strong", "em", "a", "code"}

// insideText tells whether a paragraph has no place here.
func insideText(n *html.Node) bool {
	for ; n != nil && n.Data != "body"; n = n.Parent {
		if slices.Contains(phrases, n.Data) {
			return true
		}
	}
	return false
}

func unwrap(parent, n *html.Node, gap string) {
	parent.InsertBefore(&html.Node{Type: html.TextNode, Data: gap}, n)
	for n.FirstChild != nil {
		child := n.FirstChild
		n.RemoveChild(child)
		parent.InsertBefore(child, n)
	}
	parent.InsertBefore(&html.Node{Type: html.TextNode, Data: gap}, n)
	parent.RemoveChild(n)
}

func dropIfEmpty(parent, n *html.Node) {
	if strings.TrimSpace(words(n)) == "" {
		parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n)
		parent.RemoveChild(n)
	}
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.ReplaceAll(b.String(), "\u00a0", " ")
}
