package profile

import "strings"

// fileReader is what both formats share: dates, levels and accounts as people and other
// programs write them, and a note on each that cannot be read.
type fileReader struct{ read Reading }

func (r *fileReader) note(text string) {
	if len(r.read.Notes) < maxNotes {
		r.read.Notes = append(r.read.Notes, text)
	}
}

// month reads a date; what is none is left out, and said.
func (r *fileReader) month(at, which, text string) Month {
	m, ok := ReadMonth(text)
	if !ok {
		r.note(at + ": the date (" + which + ") cannot be read and is left out.")
	}
	return m
}

// goesOn tells the words that stand for "until today".
func goesOn(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "present", "current", "now", "today", "ongoing":
		return true
	}
	return false
}

// level reads how well somebody can do something; what is no level of ours is left out.
func (r *fileReader) level(at, text string) Level {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "":
		return ""
	case "beginner", "novice", "basic", "elementary":
		return LevelBeginner
	case "intermediate", "competent":
		return LevelIntermediate
	case "advanced", "proficient":
		return LevelAdvanced
	case "expert", "master":
		return LevelExpert
	}
	r.note(lineOf(at) + ": the level cannot be read and is left out.")
	return ""
}

// account puts the address of an account elsewhere where the profile has a place for it.
func (r *fileReader) account(network, username, address string) {
	p, username := &r.read.Facts, strings.TrimPrefix(strings.TrimSpace(username), "@")
	fill := func(text *Text, prefix string) {
		if address == "" && username != "" && !strings.ContainsAny(username, "/?#% ") {
			address = prefix + username
		}
		if text.Value == "" {
			text.Value = address
		}
	}
	switch strings.ToLower(strings.TrimSpace(network)) {
	case "linkedin":
		fill(&p.LinkedIn, "https://www.linkedin.com/in/")
	case "github":
		fill(&p.GitHub, "https://github.com/")
	default:
		if address != "" {
			p.Links = append(p.Links, Link{Label: network, URL: address})
		} else if username != "" {
			r.note("An account without its address is left out.")
		}
	}
}
