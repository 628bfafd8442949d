package profileweb

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
)

// RegisterAPI mounts the operations of the profile below /api/v1/users/me.
func RegisterAPI(a huma.API, svc *profilesvc.Service) {
	h := operations{svc}
	api.Handle(a, operation("getProfile", http.MethodGet, "/profile", "Read the profile", http.StatusOK,
		"Every fact with where it came from: typed by the person, or read from a resume and confirmed. Nothing is inferred."), h.get)
	api.HandleList(a, operation("listAnswers", http.MethodGet, "/answers", "List the answer bank", http.StatusOK,
		"What the person answered on application forms, latest first. Such answers are offered again."), h.answers)
	api.HandleNothing(a, operation("forgetAnswer", http.MethodDelete, "/answers/{id}", "Forget an answer", http.StatusNoContent,
		"Applications that were sent with it keep it."), h.forget)
	api.HandleNothing(a, operation("shareAnswer", http.MethodPost, "/answers/{id}/share", "Use an answer for every employer", http.StatusNoContent,
		"An answer about one employer is offered to that employer alone, until the person shares it. It then replaces an earlier shared answer to the same question."), h.share)
}

var group = api.Group{Path: "/api/v1/users/me", Tag: "Profile"}

func operation(operationID, method, path, summary string, status int, description string) huma.Operation {
	op := group.Operation(operationID, method, path, summary, status, description)
	if method != http.MethodGet {
		op.Errors = append(op.Errors, http.StatusNotFound)
	}
	return op
}

// Profile is all that is known about the person.
type Profile struct {
	Name           *ProfileText           `json:"name,omitempty"`
	Headline       *ProfileText           `json:"headline,omitempty"`
	Summary        *ProfileText           `json:"summary,omitempty"`
	Email          *ProfileText           `json:"email,omitempty" doc:"For applications; signing in has its own."`
	Phone          *ProfileText           `json:"phone,omitempty"`
	Location       *ProfileText           `json:"location,omitempty"`
	LinkedIn       *ProfileText           `json:"linkedin,omitempty"`
	GitHub         *ProfileText           `json:"github,omitempty"`
	Website        *ProfileText           `json:"website,omitempty"`
	Experience     []ProfileExperience    `json:"experience"`
	Education      []ProfileEducation     `json:"education"`
	Skills         []ProfileSkill         `json:"skills"`
	Languages      []ProfileLanguage      `json:"languages"`
	Certifications []ProfileCertification `json:"certifications"`
	Version        int                    `json:"version" doc:"Rises with each change; 0 while nothing is known."`
	UpdatedAt      *time.Time             `json:"updatedAt,omitempty"`
}

// ProfileOrigin says where a fact came from.
type ProfileOrigin struct {
	Source   profile.Source `json:"source" enum:"typed,resume"`
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
	ID     id.Fact       `json:"id" format:"uuid"`
	Name   string        `json:"name"`
	Level  profile.Level `json:"level,omitempty" enum:"beginner,intermediate,advanced,expert"`
	Years  float64       `json:"years,omitempty"`
	Origin ProfileOrigin `json:"origin"`
}

// ProfileLanguage is a spoken language.
type ProfileLanguage struct {
	ID     id.Fact       `json:"id" format:"uuid"`
	Name   string        `json:"name"`
	Level  string        `json:"level" doc:"In the person's own words."`
	Origin ProfileOrigin `json:"origin"`
}

// ProfileCertification is a certificate or licence.
type ProfileCertification struct {
	ID     id.Fact       `json:"id" format:"uuid"`
	Name   string        `json:"name"`
	Issuer string        `json:"issuer"`
	Date   string        `json:"date" doc:"2021-03, 2021 or empty."`
	Origin ProfileOrigin `json:"origin"`
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

type answerInput struct {
	ID id.Answer `path:"id" format:"uuid"`
}

type operations struct{ svc *profilesvc.Service }

func (h operations) get(ctx context.Context, _ *struct{}) (Profile, error) {
	p, err := h.svc.Get(ctx, auth.Actor(ctx))
	return present(p), err
}

func (h operations) answers(ctx context.Context, in *api.PageQuery) (page.Page[BankAnswer], error) {
	all, err := h.svc.Answers(ctx, auth.Actor(ctx))
	if err != nil {
		return page.Page[BankAnswer]{}, err
	}
	from := min(in.Request().Offset(), len(all))
	return page.Of(in.Request(), each(all[from:min(from+in.Request().Normal().Limit, len(all))], presentAnswer), len(all)), nil
}

func (h operations) share(ctx context.Context, in *answerInput) error {
	return h.svc.Share(ctx, auth.Actor(ctx), in.ID)
}

func (h operations) forget(ctx context.Context, in *answerInput) error {
	return h.svc.Forget(ctx, auth.Actor(ctx), in.ID)
}
