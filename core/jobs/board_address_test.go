package jobs

import "testing"

func TestBoardAt(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]struct {
		source Source
		token  string
	}{
		"https://boards.greenhouse.io/fernhill":                            {SourceGreenhouse, "fernhill"},
		"  job-boards.greenhouse.io/fernhill/jobs/4012?gh_src=x ":          {SourceGreenhouse, "fernhill"},
		"https://job-boards.eu.greenhouse.io/fernhill":                     {SourceGreenhouse, "fernhill"},
		"https://boards.greenhouse.io/embed/job_board?for=fernhill":        {SourceGreenhouse, "fernhill"},
		"https://boards.greenhouse.io/embed/job_app?for=fernhill&token=12": {SourceGreenhouse, "fernhill"},
		"https://boards-api.greenhouse.io/v1/boards/fernhill/jobs":         {SourceGreenhouse, "fernhill"},
		"https://jobs.lever.co/fernhill/1b2c/apply":                        {SourceLever, "fernhill"},
		"HTTPS://JOBS.LEVER.CO/fernhill":                                   {SourceLever, "fernhill"},
		"https://jobs.eu.lever.co/fernhill":                                {SourceLever, "fernhill"},
		"https://api.lever.co/v0/postings/fernhill?mode=json":              {SourceLever, "fernhill"},
		"https://jobs.ashbyhq.com/Fernhill%20Optics":                       {SourceAshby, "Fernhill Optics"},
		"https://api.ashbyhq.com/posting-api/job-board/fernhill?x=1":       {SourceAshby, "fernhill"},
		"https://fernhill.example/careers":                                 {},
		"https://jobs.lever.co/":                                           {},
		"https://jobs.lever.co.evil.example/fernhill":                      {},
		"https://boards.greenhouse.io/embed/job_board":                     {},
		"https://api.lever.co/v0/fernhill":                                 {},
		"https://api.ashbyhq.com/posting-api/job-board":                    {},
		"https://user@jobs.lever.co/fernhill":                              {},
		"ftp://jobs.lever.co/fernhill":                                     {},
		"":                                                                 {},
		"not an address":                                                   {},
		"https://[":                                                        {},
	} {
		source, token, ok := BoardAt(address)
		if source != want.source || token != want.token || ok != (want.token != "") {
			t.Errorf("%q: %q %q %v", address, source, token, ok)
		}
	}
}
