package resumes

import "slices"

// Designs that mark their sections by pictures, or not at all, leave no title to read.
// Their sections are known by what stands in them: entries with dates that name a
// school or an employer, lists of short things, names of languages.

// byContent finds sections in rows that stand under no title. A kind that some title
// announces is not looked for: what stands outside is then something else. A title with
// nothing beneath it, such as one that is turned along the margin, announces nothing.
func byContent(sections []section) []section {
	announced := map[sectionKind]bool{}
	for _, s := range sections {
		announced[s.kind] = announced[s.kind] || len(s.rows) > 0
	}
	var out []section
	for _, s := range sections {
		pictures := !announced[secExperience] && !announced[secEducation]
		if len(s.rows) == 0 || !overrun[s.kind] && !(s.kind == secOther && pictures) {
			out = append(out, s)
			continue
		}
		out = append(out, section{kind: s.kind, title: s.title})
		left := s.kind == secNone
		for _, p := range gather(piecesOf(s.rows, announced)) {
			if left = left || ofEntries(p.kind); !left {
				at := &out[len(out)-1]
				at.rows = append(at.rows, p.rows...)
				continue
			}
			p.untitled = p.kind != secNone
			out = append(out, p)
		}
	}
	return out
}

// overrun are the kinds whose sections hold no entries: where some stand, the section has
// ended, as when one title in words stands among pictures. Projects and the like do hold
// entries: theirs are looked at only where no title announces positions or courses.
var overrun = map[sectionKind]bool{secNone: true, secContact: true, secSummary: true, secSkills: true, secLanguages: true, secLinks: true}

// piecesOf judges each stretch between two wide spaces on its own.
func piecesOf(rows []row, announced map[sectionKind]bool) []section {
	body := bodySize(rows)
	var out []section
	for _, stretch := range stretches(rows) {
		for _, p := range judge(stretch, body) {
			if announced[p.kind] {
				p.kind = secNone
			}
			out = append(out, p)
		}
	}
	return out
}

// stretches cuts rows where a column ends or a space is wider than between lines.
func stretches(rows []row) [][]row {
	pitch := linePitch(rows)
	var out [][]row
	for i, r := range rows {
		if i == 0 || parted(rows[i-1], r, pitch) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], r)
	}
	return out
}

func parted(before, r row, pitch float64) bool {
	if before.page != r.page || before.block != r.block {
		return true
	}
	if r.box.IsZero() {
		return r.apart
	}
	return pitch > 0 && r.box.Y-before.box.Y > 1.35*pitch
}

// gather joins neighbours of one kind. Text beneath an entry belongs to it, and so do
// short rows right above one: the employer's name before a space.
func gather(pieces []section) []section {
	var out []section
	for i, p := range pieces {
		n := len(out)
		switch {
		case p.kind == secNone && n > 0 && ofEntries(out[n-1].kind) && follows(out[n-1], p):
			p.kind = out[n-1].kind
		case p.kind == secNone && n > 0 && ofEntries(out[n-1].kind) && i+1 < len(pieces) && ofEntries(pieces[i+1].kind) && leads(p, pieces[i+1]):
			p.kind = pieces[i+1].kind
		}
		if n > 0 && out[n-1].kind == p.kind {
			out[n-1].rows = append(out[n-1].rows[:len(out[n-1].rows):len(out[n-1].rows)], p.rows...)
			continue
		}
		out = append(out, p)
	}
	return out
}

func ofEntries(kind sectionKind) bool { return kind == secExperience || kind == secEducation }

// follows tells whether a stretch describes the entry before it.
func follows(before, p section) bool {
	first := p.rows[0]
	return before.rows[len(before.rows)-1].block == first.block && (first.bullet || wordCount(first.text) >= 7)
}

// leads tells whether a stretch names the entry after it.
func leads(p, next section) bool {
	return len(p.rows) <= 2 && p.rows[0].block == next.rows[0].block && !slices.ContainsFunc(p.rows, func(r row) bool { return !headLike(r) })
}
