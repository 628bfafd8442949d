package resumes

import "strings"

// maxLinks bounds the addresses that are kept.
const maxLinks = 10

// findLinks collects LinkedIn, GitHub and one's own sites: from the file's links, then
// from written addresses. Links within the work history lead to others and are left out.
func findLinks(document Document, rows, head []row) []WebLink {
	var out []WebLink
	seen := map[string]bool{}
	add := func(url string, confidence float64, where Span) {
		url = strings.TrimRight(strings.TrimSpace(url), ".,;)/")
		if !strings.Contains(url, "://") {
			url = "https://" + url
		}
		key := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(url), "https://"), "http://"), "www.")
		kind := linkKind(key)
		if seen[key] || kind == "" || len(out) >= maxLinks {
			return
		}
		seen[key] = true
		out = append(out, WebLink{Kind: kind, URL: Value{Text: url, Confidence: confidence, Span: where}})
	}
	limit := contactLines(head)
	for _, page := range document.Pages {
		for _, link := range page.Links {
			isWeb := strings.HasPrefix(strings.ToLower(link.URL), "http")
			if isWeb && (profileLink(link.URL) || inContact(limit, page.Number, link.Line)) {
				add(link.URL, 0.95, linkSpan(page, link))
			}
		}
	}
	for _, r := range rows {
		if !profileLink(r.text) && !inContact(limit, r.page, r.line) {
			continue
		}
		text, where := reEmail.ReplaceAllString(r.plain(), " "), span(r)
		alone := len(strings.Fields(r.cells[0])) <= 3
		for _, url := range reURL.FindAllString(text, -1) {
			if strings.Contains(url, "/") || strings.HasPrefix(strings.ToLower(url), "www.") || alone {
				add(url, 0.9, where)
			}
		}
	}
	return out
}

// linkKind judges an address without scheme; "" for a site's front page that is no profile.
func linkKind(key string) LinkKind {
	host, path, _ := strings.Cut(key, "/")
	switch {
	case host == "linkedin.com" || strings.HasSuffix(host, ".linkedin.com"):
		if path == "" {
			return ""
		}
		return LinkedIn
	case host == "github.com":
		if path == "" {
			return ""
		}
		return GitHub
	}
	return Site
}

func profileLink(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "linkedin.com/in") || strings.Contains(text, "github.com/") && strings.Count(strings.TrimRight(text, "/"), "/") <= 3
}

// contactLines gives the lines of page 1 that hold the person's own details.
func contactLines(head []row) map[int]bool {
	lines := map[int]bool{}
	for _, r := range head {
		if r.page == 1 {
			lines[r.line] = true
		}
	}
	return lines
}

func inContact(lines map[int]bool, page, line int) bool { return page == 1 && lines[line] }
