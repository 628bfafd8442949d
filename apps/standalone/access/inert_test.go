package access_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// wantInert fails for a page in which a text became more than text.
func (w *world) wantInert(path, text, page string) {
	w.t.Helper()
	for _, found := range lively(page) {
		w.t.Errorf("%s with %.80q shows %s", path, text, found)
	}
}

// lively lists what in a page could run or load something, and is not of our making: our
// scripts carry the nonce, and our pages have no handlers in attributes, no frames and no
// addresses that are programs.
func lively(page string) (found []string) {
	document, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	document.Find("script, style, iframe, object, embed, base, " + ownedTag + ", math, [srcdoc], meta[http-equiv]").Each(func(_ int, s *goquery.Selection) {
		if _, ours := s.Attr("nonce"); ours && goquery.NodeName(s) == "script" {
			return
		}
		found = append(found, "an element "+goquery.NodeName(s))
	})
	document.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, attribute := range s.Nodes[0].Attr {
			name, value := strings.ToLower(attribute.Key), strings.ToLower(strings.TrimSpace(attribute.Val))
			switch {
			case strings.HasPrefix(name, "on"), strings.HasPrefix(name, "hx-on"):
				found = append(found, "a handler "+name)
			case name == "href" || name == "src" || name == "action" || name == "formaction" || name == "xlink:href":
				if strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:text") || strings.HasPrefix(value, "vbscript:") || strings.HasPrefix(value, "//evil") {
					found = append(found, name+" "+value)
				}
			}
		}
	})
	return found
}

func TestLivelyIsNoticed(t *testing.T) {
	t.Parallel()
	for _, h := range hostiles() {
		plain := strings.HasSuffix(h.text, "javascript:"+owned) // text wherever it stands in a page
		if h.sort == "script" && strings.HasPrefix(h.text, "<") && !plain && len(lively("<body>"+h.text)) == 0 {
			t.Errorf("%q counts as inert", h.text)
		}
	}
	if found := lively(`<body><script nonce="x" src="/app.js"></script><p onx>&lt;script&gt;</p><a href="/a">`); len(found) != 1 {
		t.Errorf("%v", found)
	}
}
