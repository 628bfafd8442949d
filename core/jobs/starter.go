package jobs

// StarterBoards are well-known companies' public boards, followed from the first start.
// That a board exists under its name is all that is said about the company.
func StarterBoards() []Board {
	starters := []struct {
		source      Source
		token, name string
	}{
		{SourceGreenhouse, "stripe", "Stripe"},
		{SourceGreenhouse, "airbnb", "Airbnb"},
		{SourceGreenhouse, "figma", "Figma"},
		{SourceGreenhouse, "cloudflare", "Cloudflare"},
		{SourceGreenhouse, "gitlab", "GitLab"},
		{SourceGreenhouse, "databricks", "Databricks"},
		{SourceGreenhouse, "discord", "Discord"},
		{SourceGreenhouse, "duolingo", "Duolingo"},
		{SourceLever, "spotify", "Spotify"},
		{SourceLever, "palantir", "Palantir"},
		{SourceLever, "mistral", "Mistral AI"},
		{SourceLever, "plaid", "Plaid"},
		{SourceLever, "metabase", "Metabase"},
		{SourceLever, "zoox", "Zoox"},
		{SourceAshby, "ramp", "Ramp"},
		{SourceAshby, "notion", "Notion"},
		{SourceAshby, "supabase", "Supabase"},
		{SourceAshby, "posthog", "PostHog"},
		{SourceAshby, "replit", "Replit"},
		{SourceAshby, "zapier", "Zapier"},
		{SourceAshby, "elevenlabs", "ElevenLabs"},
		{SourceAshby, "sentry", "Sentry"},
	}
	boards := make([]Board, 0, len(starters))
	for _, s := range starters {
		boards = append(boards, NewBoard(s.source, s.token, s.name))
	}
	return boards
}
