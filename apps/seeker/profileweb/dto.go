package profileweb

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/profile"
)

// Profile is all that is known about the person.
type Profile struct {
	Name               *ProfileText           `json:"name,omitempty"`
	Headline           *ProfileText           `json:"headline,omitempty"`
	Summary            *ProfileText           `json:"summary,omitempty"`
	Email              *ProfileText           `json:"email,omitempty" doc:"For applications; signing in has its own."`
	Phone              *ProfileText           `json:"phone,omitempty"`
	Location           *ProfileText           `json:"location,omitempty"`
	LinkedIn           *ProfileText           `json:"linkedin,omitempty"`
	GitHub             *ProfileText           `json:"github,omitempty"`
	Website            *ProfileText           `json:"website,omitempty"`
	Experience         []ProfileExperience    `json:"experience"`
	Education          []ProfileEducation     `json:"education"`
	Skills             []ProfileSkill         `json:"skills"`
	Languages          []ProfileLanguage      `json:"languages"`
	Certifications     []ProfileCertification `json:"certifications"`
	Links              []ProfileLink          `json:"links"`
	WorkAuthorisations []WorkAuthorisation    `json:"workAuthorisations" doc:"Only what the person said."`
	PhotoID            id.Photo               `json:"photoId,omitzero" format:"uuid" doc:"Changes with the photo; left out where there is none."`
	Version            int                    `json:"version" doc:"Rises with each change; 0 while nothing is known."`
	UpdatedAt          *time.Time             `json:"updatedAt,omitempty"`
}

// ProfileOrigin says where a fact came from.
type ProfileOrigin struct {
	Source   profile.Source `json:"source" enum:"typed,resume,linkedin,github,jsonresume,linkedin_archive"`
	ResumeID id.Resume      `json:"resumeId,omitzero" format:"uuid" doc:"The resume it was read from, or checked with."`
	Quote    string         `json:"quote,omitempty" doc:"The words of the resume."`
	Page     int            `json:"page,omitempty"`
}

// ProfileText is one line or paragraph.
type ProfileText struct {
	Text   string        `json:"text"`
	Origin ProfileOrigin `json:"origin"`
}

// ProfileExperience is one position held.
type ProfileExperience struct {
	ID          id.Fact       `json:"id" format:"uuid"`
	Revision    string        `json:"revision" doc:"Changes with the fact; send it as If-Match."`
	Title       string        `json:"title"`
	Company     string        `json:"company"`
	Location    string        `json:"location"`
	Description string        `json:"description" doc:"One thing done per line."`
	Start       string        `json:"start" doc:"2021-03, 2021 or empty."`
	End         string        `json:"end"`
	Current     bool          `json:"current"`
	Origin      ProfileOrigin `json:"origin"`
}

// ProfileEducation is one course of study.
type ProfileEducation struct {
	ID          id.Fact       `json:"id" format:"uuid"`
	Revision    string        `json:"revision" doc:"Changes with the fact; send it as If-Match."`
	Institution string        `json:"institution"`
	Degree      string        `json:"degree"`
	Field       string        `json:"field"`
	Grade       string        `json:"grade"`
	Start       string        `json:"start" doc:"2021-03, 2021 or empty."`
	End         string        `json:"end"`
	Origin      ProfileOrigin `json:"origin"`
}

// ProfileSkill is one thing the person can do.
type ProfileSkill struct {
	ID       id.Fact       `json:"id" format:"uuid"`
	Revision string        `json:"revision" doc:"Changes with the fact; send it as If-Match."`
	Name     string        `json:"name"`
	Level    profile.Level `json:"level,omitempty" enum:"beginner,intermediate,advanced,expert"`
	Years    float64       `json:"years,omitempty"`
	Origin   ProfileOrigin `json:"origin"`
}

// ProfileLanguage is a spoken language.
type ProfileLanguage struct {
	ID       id.Fact       `json:"id" format:"uuid"`
	Revision string        `json:"revision" doc:"Changes with the fact; send it as If-Match."`
	Name     string        `json:"name"`
	Level    string        `json:"level" doc:"In the person's own words."`
	Origin   ProfileOrigin `json:"origin"`
}

// ProfileCertification is a certificate or licence.
type ProfileCertification struct {
	ID       id.Fact       `json:"id" format:"uuid"`
	Revision string        `json:"revision" doc:"Changes with the fact; send it as If-Match."`
	Name     string        `json:"name"`
	Issuer   string        `json:"issuer"`
	Number   string        `json:"number"`
	URL      string        `json:"url"`
	Date     string        `json:"date" doc:"2021-03, 2021 or empty."`
	Expires  string        `json:"expires"`
	Origin   ProfileOrigin `json:"origin"`
}

// ProfileLink is an address that shows something of the person.
type ProfileLink struct {
	ID       id.Fact       `json:"id" format:"uuid"`
	Revision string        `json:"revision" doc:"Changes with the fact; send it as If-Match."`
	Label    string        `json:"label"`
	URL      string        `json:"url"`
	Origin   ProfileOrigin `json:"origin"`
}

// WorkAuthorisation is what the person said about working in one country.
type WorkAuthorisation struct {
	ID               id.Fact              `json:"id" format:"uuid"`
	Revision         string               `json:"revision" doc:"Changes with the fact; send it as If-Match."`
	Country          string               `json:"country" doc:"ISO 3166-1 alpha-2."`
	Status           profile.PermitStatus `json:"status,omitempty" enum:"citizen,permanent,temporary,none"`
	NeedsSponsorship profile.Sponsorship  `json:"needsSponsorship,omitempty" enum:"needed,not_needed"`
	ValidUntil       string               `json:"validUntil,omitempty" doc:"A day, as in 2027-05-31."`
	Origin           ProfileOrigin        `json:"origin"`
}

// ProfileCompleteness is how much of a profile is there.
type ProfileCompleteness struct {
	Done    int          `json:"done"`
	Total   int          `json:"total"`
	Percent int          `json:"percent"`
	Next    *ProfileStep `json:"next,omitempty" doc:"The one thing to do next; left out when all is there."`
}

// ProfileStep is one thing that makes a profile more useful.
type ProfileStep struct {
	Key  profile.Step `json:"key"`
	What string       `json:"what" doc:"For people."`
	Why  string       `json:"why"`
}

// ProfilePreferences are what the person looks for.
type ProfilePreferences struct {
	JobTypes           []profile.JobType      `json:"jobTypes"`
	Places             []string               `json:"places"`
	Remote             []profile.Remote       `json:"remote"`
	PayFloor           int64                  `json:"payFloor,omitempty" doc:"Minor units, such as cents."`
	PayCeiling         int64                  `json:"payCeiling,omitempty" doc:"Minor units, such as cents."`
	PayCurrency        money.Currency         `json:"payCurrency,omitempty" doc:"ISO 4217."`
	PayInterval        money.Interval         `json:"payInterval,omitempty" enum:"hour,day,week,month,year"`
	Industries         []string               `json:"industries"`
	NoticePeriod       string                 `json:"noticePeriod,omitempty"`
	AlertFrequency     profile.AlertFrequency `json:"alertFrequency,omitempty" enum:"instant,daily,weekly,never"`
	EmailNotifications bool                   `json:"emailNotifications"`
	PushNotifications  bool                   `json:"pushNotifications"`
	Version            int                    `json:"version" doc:"Rises with each change; 0 while nothing was said."`
	UpdatedAt          *time.Time             `json:"updatedAt,omitempty"`
}

// BankAnswer is one entry of the answer bank.
type BankAnswer struct {
	ID         id.Answer  `json:"id" format:"uuid"`
	Question   string     `json:"question"`
	Topic      string     `json:"topic,omitempty" doc:"What the question is about, where that is known."`
	Answer     []string   `json:"answer"`
	Employer   string     `json:"employer,omitempty" doc:"The only employer that it is offered to; empty for all."`
	SaidAt     time.Time  `json:"saidAt"`
	LastUsedAt *time.Time `json:"lastUsedAt,omitempty"`
}
