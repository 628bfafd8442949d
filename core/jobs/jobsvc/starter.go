package jobsvc

import "github.com/applyforus/applyforus/core/jobs"

// Starters are the public boards that a fresh installation follows: some of each source,
// in several trades, all published by the companies for anybody to read.
func Starters() []FollowInput {
	var boards []FollowInput
	for _, b := range []struct {
		source jobs.Source
		page   string
		names  [][2]string // token, company
	}{
		{jobs.SourceGreenhouse, "https://job-boards.greenhouse.io/", [][2]string{
			{"cloudflare", "Cloudflare"},
			{"duolingo", "Duolingo"},
			{"gitlab", "GitLab"},
			{"khanacademy", "Khan Academy"},
			{"mozilla", "Mozilla"},
			{"wikimedia", "Wikimedia Foundation"},
		}},
		{jobs.SourceLever, "https://jobs.lever.co/", [][2]string{
			{"metabase", "Metabase"}, {"octoenergy", "Octopus Energy"}, {"spotify", "Spotify"}, {"wealthsimple", "Wealthsimple"},
		}},
		{jobs.SourceAshby, "https://jobs.ashbyhq.com/", [][2]string{
			{"posthog", "PostHog"}, {"sentry", "Sentry"}, {"supabase", "Supabase"}, {"zapier", "Zapier"},
		}},
	} {
		for _, n := range b.names {
			boards = append(boards, FollowInput{Source: b.source, Token: n[0], Company: n[1], URL: b.page + n[0]})
		}
	}
	return boards
}
