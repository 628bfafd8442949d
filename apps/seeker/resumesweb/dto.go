package resumesweb

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/resumes"
)

// Resume is an uploaded resume as clients see it.
type Resume struct {
	ID        id.Resume      `json:"id" format:"uuid"`
	Name      string         `json:"name" doc:"What the person calls it."`
	FileName  string         `json:"fileName" doc:"As it was uploaded."`
	MediaType string         `json:"mediaType"`
	Size      int64          `json:"size" doc:"Bytes."`
	SHA256    string         `json:"sha256" doc:"Of the file's bytes, in hexadecimal."`
	Pages     int            `json:"pages" doc:"0 until it was read. A Word document counts as one page."`
	Status    resumes.Status `json:"status" enum:"uploaded,read,confirmed,unreadable" doc:"uploaded: being read. read: its draft waits to be checked. confirmed: checked, its facts are in the profile. unreadable: see problem."`
	Problem   *ResumeProblem `json:"problem,omitempty"`
	IsDefault bool           `json:"isDefault" doc:"Taken for an application when none is picked."`
	Version   int            `json:"version" doc:"Rises with each change."`
	CreatedAt time.Time      `json:"createdAt"`
	UpdatedAt time.Time      `json:"updatedAt"`
}

// ResumeProblem says why a file could not be read.
type ResumeProblem struct {
	Code    string `json:"code" doc:"Stable, e.g. resumes.no_text."`
	Message string `json:"message" doc:"What happened, why, and what to do, for people."`
}

// ResumeDraft is what was found in a resume, for the person to check.
type ResumeDraft struct {
	Resume         Resume               `json:"resume"`
	Pages          []DraftPage          `json:"pages"`
	Name           *DraftValue          `json:"name,omitempty"`
	Headline       *DraftValue          `json:"headline,omitempty"`
	Email          *DraftValue          `json:"email,omitempty"`
	Phone          *DraftValue          `json:"phone,omitempty"`
	Location       *DraftValue          `json:"location,omitempty"`
	Summary        *DraftValue          `json:"summary,omitempty"`
	LinkedIn       *DraftValue          `json:"linkedin,omitempty"`
	GitHub         *DraftValue          `json:"github,omitempty"`
	Website        *DraftValue          `json:"website,omitempty"`
	Experience     []DraftExperience    `json:"experience"`
	Education      []DraftEducation     `json:"education"`
	Skills         []DraftSkills        `json:"skills"`
	Languages      []DraftLanguage      `json:"languages"`
	Certifications []DraftCertification `json:"certifications"`
}

// DraftPage is the size of one page, for drawing boxes on its picture.
type DraftPage struct {
	Number int     `json:"number"`
	Width  float64 `json:"width" doc:"Points (1/72 inch); 0 for a Word document."`
	Height float64 `json:"height"`
}

// DraftValue is one text that was found, or that the person typed (then without source).
type DraftValue struct {
	Text       string       `json:"text"`
	Confidence float64      `json:"confidence" minimum:"0" maximum:"1"`
	Source     *DraftSource `json:"source,omitempty"`
}

// DraftSource says where in the file a value stands.
type DraftSource struct {
	Page  int       `json:"page" doc:"From 1."`
	Quote string    `json:"quote"`
	Box   *DraftBox `json:"box,omitempty" doc:"Left out where the place is not known, as in a Word document."`
}

// DraftBox is a rectangle in points from the page's top left corner.
type DraftBox struct {
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// DraftDates is when something lasted.
type DraftDates struct {
	Start      string       `json:"start,omitempty" doc:"2021-03, or 2021 where only the year is known."`
	End        string       `json:"end,omitempty"`
	Current    bool         `json:"current"`
	Confidence float64      `json:"confidence"`
	Source     *DraftSource `json:"source,omitempty"`
}

// DraftExperience is one position held.
type DraftExperience struct {
	Entry    int          `json:"entry" doc:"Send it back with the corrected entry."`
	Title    *DraftValue  `json:"title,omitempty"`
	Company  *DraftValue  `json:"company,omitempty"`
	Location *DraftValue  `json:"location,omitempty"`
	Dates    *DraftDates  `json:"dates,omitempty"`
	Bullets  []DraftValue `json:"bullets"`
}

// DraftEducation is one course of study.
type DraftEducation struct {
	Entry       int         `json:"entry" doc:"Send it back with the corrected entry."`
	Institution *DraftValue `json:"institution,omitempty"`
	Degree      *DraftValue `json:"degree,omitempty"`
	Field       *DraftValue `json:"field,omitempty"`
	Grade       *DraftValue `json:"grade,omitempty"`
	Dates       *DraftDates `json:"dates,omitempty"`
}

// DraftSkills is a list of skills, under a name where the file gives one.
type DraftSkills struct {
	Group  string       `json:"group,omitempty"`
	Skills []DraftValue `json:"skills"`
}

// DraftLanguage is a spoken language.
type DraftLanguage struct {
	Name  DraftValue  `json:"name"`
	Level *DraftValue `json:"level,omitempty"`
}

// DraftCertification is a certificate or licence.
type DraftCertification struct {
	Entry  int         `json:"entry" doc:"Send it back with the corrected entry."`
	Name   DraftValue  `json:"name"`
	Issuer *DraftValue `json:"issuer,omitempty"`
	Date   string      `json:"date,omitempty"`
}

// ResumeFacts is the draft as the person left it.
type ResumeFacts struct {
	Version        int                   `json:"version" minimum:"1" doc:"Of the resume when the draft was read; another one is refused with stale."`
	Name           string                `json:"name,omitempty"`
	Headline       string                `json:"headline,omitempty"`
	Email          string                `json:"email,omitempty"`
	Phone          string                `json:"phone,omitempty"`
	Location       string                `json:"location,omitempty"`
	Summary        string                `json:"summary,omitempty"`
	LinkedIn       string                `json:"linkedin,omitempty"`
	GitHub         string                `json:"github,omitempty"`
	Website        string                `json:"website,omitempty"`
	Experience     []ResumeExperience    `json:"experience,omitempty"`
	Education      []ResumeEducation     `json:"education,omitempty"`
	Skills         []ResumeSkills        `json:"skills,omitempty"`
	Languages      []ResumeLanguage      `json:"languages,omitempty"`
	Certifications []ResumeCertification `json:"certifications,omitempty"`
}

// ResumeExperience is one position as the person says it was.
type ResumeExperience struct {
	Entry       int    `json:"entry,omitempty" doc:"Of the draft; left out for one added by hand."`
	Title       string `json:"title,omitempty"`
	Company     string `json:"company,omitempty"`
	Location    string `json:"location,omitempty"`
	Start       string `json:"start,omitempty" doc:"2021-03 or 2021."`
	End         string `json:"end,omitempty"`
	Current     bool   `json:"current,omitempty"`
	Description string `json:"description,omitempty" doc:"One thing done per line."`
}

// ResumeEducation is one course of study as the person says it was.
type ResumeEducation struct {
	Entry       int    `json:"entry,omitempty" doc:"Of the draft; left out for one added by hand."`
	Institution string `json:"institution,omitempty"`
	Degree      string `json:"degree,omitempty"`
	Field       string `json:"field,omitempty"`
	Grade       string `json:"grade,omitempty"`
	Start       string `json:"start,omitempty" doc:"2021-03 or 2021."`
	End         string `json:"end,omitempty"`
	Current     bool   `json:"current,omitempty"`
}

// ResumeSkills is a list of skills, under a name or none.
type ResumeSkills struct {
	Group string   `json:"group,omitempty"`
	Names []string `json:"names"`
}

// ResumeLanguage is a spoken language and how well, in the person's words.
type ResumeLanguage struct {
	Name  string `json:"name"`
	Level string `json:"level,omitempty"`
}

// ResumeCertification is a certificate or licence.
type ResumeCertification struct {
	Entry  int    `json:"entry,omitempty" doc:"Of the draft; left out for one added by hand."`
	Name   string `json:"name"`
	Issuer string `json:"issuer,omitempty"`
	Date   string `json:"date,omitempty" doc:"2021-03 or 2021."`
}
