package jobs

import (
	"net/url"
	"strings"
)

// boardHosts are the sites whose addresses name a board. The path elements before the
// board's name are skipped; where there is one in the query, its parameter is named.
var boardHosts = map[string]struct {
	source Source
	skip   []string
	query  string
}{
	"boards.greenhouse.io":        {source: SourceGreenhouse, query: "for"},
	"job-boards.greenhouse.io":    {source: SourceGreenhouse, query: "for"},
	"job-boards.eu.greenhouse.io": {source: SourceGreenhouse, query: "for"},
	"boards-api.greenhouse.io":    {source: SourceGreenhouse, skip: []string{"v1", "boards"}},
	"jobs.lever.co":               {source: SourceLever},
	"jobs.eu.lever.co":            {source: SourceLever},
	"api.lever.co":                {source: SourceLever, skip: []string{"v0", "postings"}},
	"api.eu.lever.co":             {source: SourceLever, skip: []string{"v0", "postings"}},
	"jobs.ashbyhq.com":            {source: SourceAshby},
	"api.ashbyhq.com":             {source: SourceAshby, skip: []string{"posting-api", "job-board"}},
}

// BoardAt reads which board an address belongs to: that of the board, of one of its
// postings, or of its feed. ok is false for any other address, such as a page of the
// company's own site, which does not say where its postings come from.
func BoardAt(address string) (source Source, token string, ok bool) {
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
		return "", "", false
	}
	host, known := boardHosts[strings.ToLower(u.Hostname())]
	if !known {
		return "", "", false
	}
	elements := strings.Split(strings.Trim(u.Path, "/"), "/")
	for _, skipped := range host.skip {
		if elements[0] != skipped || len(elements) == 1 {
			return "", "", false
		}
		elements = elements[1:]
	}
	token = elements[0]
	if token == "embed" && host.query != "" {
		token = u.Query().Get(host.query)
	}
	if token == "" {
		return "", "", false
	}
	return host.source, token, true
}
