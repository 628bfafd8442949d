package profile

import (
	"fmt"
	"strings"
)

// readArchive reads the data archive that LinkedIn gives its members. Which of its tables
// are there depends on what the person asked for; birth date, address and messages are
// never looked at.
func readArchive(content []byte) (Reading, error) {
	tables, err := openArchive(content)
	if err != nil {
		return Reading{}, err
	}
	r := &fileReader{}
	for _, step := range []struct {
		table string
		read  func(*fileReader, []row)
	}{
		{"profile", (*fileReader).linkedInProfile},
		{"emailaddresses", (*fileReader).linkedInEmail},
		{"phonenumbers", (*fileReader).linkedInPhone},
		{"positions", (*fileReader).linkedInPositions},
		{"education", (*fileReader).linkedInEducation},
		{"skills", (*fileReader).linkedInSkills},
		{"certifications", (*fileReader).linkedInCertifications},
		{"languages", (*fileReader).linkedInLanguages},
	} {
		step.read(r, tables[step.table])
	}
	return r.read, nil
}

func (r *fileReader) linkedInProfile(rows []row) {
	if len(rows) == 0 {
		return
	}
	p, row := &r.read.Facts, rows[0]
	p.Name.Value = strings.TrimSpace(row.get("First Name") + " " + row.get("Last Name"))
	p.Headline.Value, p.Summary.Value = row.get("Headline"), row.get("Summary")
	p.Location.Value = row.get("Geo Location")
	p.LinkedIn.Value = row.get("Public Profile Url")
	for _, site := range linkedInSites(row.get("Websites")) {
		if p.Website.Value == "" {
			p.Website.Value = site.URL
			continue
		}
		p.Links = append(p.Links, site)
	}
}

// linkedInSites reads "[PORTFOLIO:https://a.example,BLOG:https://b.example]".
func linkedInSites(text string) []Link {
	var all []Link
	for part := range strings.SplitSeq(strings.Trim(strings.TrimSpace(text), "[]"), ",") {
		label, address, found := strings.Cut(strings.TrimSpace(part), ":")
		if !found || strings.HasPrefix(address, "//") { // an address without its label
			label, address = "", strings.TrimSpace(part)
		}
		if address == "" {
			continue
		}
		if len(label) > 1 {
			label = label[:1] + strings.ToLower(label[1:])
		}
		all = append(all, Link{Label: label, URL: address})
	}
	return all
}

func (r *fileReader) linkedInEmail(rows []row) {
	best := 0
	for _, row := range rows {
		rank := 1
		if yes(row.get("Confirmed")) {
			rank++
		}
		if yes(row.get("Primary")) {
			rank += 2
		}
		if address := row.get("Email Address"); rank > best && strings.Contains(address, "@") {
			best, r.read.Facts.Email.Value = rank, address
		}
	}
}

func yes(text string) bool { return strings.EqualFold(text, "yes") || strings.EqualFold(text, "true") }

func (r *fileReader) linkedInPhone(rows []row) {
	for _, row := range rows {
		number := row.get("Number")
		if number == "" {
			continue
		}
		if extension := row.get("Extension"); extension != "" && !strings.HasPrefix(number, "+") {
			number = "+" + strings.TrimPrefix(extension, "+") + " " + number
		}
		if r.read.Facts.Phone.Value == "" || strings.EqualFold(row.get("Type"), "mobile") {
			r.read.Facts.Phone.Value = number
		}
	}
}

func (r *fileReader) linkedInPositions(rows []row) {
	for i, row := range rows {
		at, end := fmt.Sprintf("Position %d", i+1), row.get("Finished On")
		f := Experience{
			Title: row.get("Title"), Company: row.get("Company Name"), Location: row.get("Location"), Description: row.get("Description"),
			Start: r.month(at, "start", row.get("Started On")),
		}
		// The archive says of what goes on by leaving the end empty.
		if f.Current = goesOn(end) || end == "" && !f.Start.IsZero(); !f.Current {
			f.End = r.month(at, "end", end)
		}
		r.read.Facts.Experience = append(r.read.Facts.Experience, f)
	}
}

func (r *fileReader) linkedInEducation(rows []row) {
	for i, row := range rows {
		at := fmt.Sprintf("Education %d", i+1)
		r.read.Facts.Education = append(r.read.Facts.Education, Education{
			Institution: row.get("School Name"), Degree: row.get("Degree Name"),
			Start: r.month(at, "start", row.get("Start Date")), End: r.month(at, "end", row.get("End Date")),
		})
	}
}

func (r *fileReader) linkedInSkills(rows []row) {
	for _, row := range rows {
		r.read.Facts.Skills = append(r.read.Facts.Skills, Skill{Name: row.get("Name")})
	}
}

func (r *fileReader) linkedInLanguages(rows []row) {
	for _, row := range rows {
		r.read.Facts.Languages = append(r.read.Facts.Languages, Language{Name: row.get("Name"), Level: row.get("Proficiency")})
	}
}

func (r *fileReader) linkedInCertifications(rows []row) {
	for i, row := range rows {
		at := fmt.Sprintf("Certificate %d", i+1)
		r.read.Facts.Certifications = append(r.read.Facts.Certifications, Certification{
			Name: row.get("Name"), Issuer: row.get("Authority"), Number: row.get("License Number"), URL: row.get("Url"),
			Month: r.month(at, "start", row.get("Started On")), Expires: r.month(at, "end", row.get("Finished On")),
		})
	}
}
