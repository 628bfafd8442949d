package profileweb

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/importsvc"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
)

// maxBody is far above what any form or operation here needs, a file apart.
const maxBody = 2 << 20

// Services are the use-cases of this feature.
type Services struct {
	Profile *profilesvc.Service
	Imports *importsvc.Service
}

// RegisterAPI mounts the operations below /api/v1/users.
func RegisterAPI(a huma.API, s Services) {
	h := operations{s.Profile}
	api.Handle(a, operation("getUser", http.MethodGet, "", "Read the profile", http.StatusOK,
		"Every fact with where it came from: typed by the person, or read somewhere and confirmed. Nothing is inferred."), h.user)
	api.Handle(a, operation("updateUser", http.MethodPatch, "", "Change the profile's texts", http.StatusOK,
		"What is left out stays; null or an empty text clears. Lists have operations of their own."), h.update)
	api.Handle(a, operation("getUserCompleteness", http.MethodGet, "/completeness", "See how complete the profile is", http.StatusOK,
		"How much of it is there, and the one thing to do next."), h.completeness)
	registerFacts[ExperienceBody](a, experienceOps, s.Profile.Experience())
	registerFacts[EducationBody](a, educationOps, s.Profile.Education())
	registerFacts[SkillBody](a, skillOps, s.Profile.Skills())
	registerFacts[LanguageBody](a, languageOps, s.Profile.Languages())
	registerFacts[CertificationBody](a, certificationOps, s.Profile.Certifications())
	registerFacts[LinkBody](a, linkOps, s.Profile.Links())
	registerFacts[WorkAuthorisationBody](a, permitOps, s.Profile.WorkPermits())
	api.Handle(a, operation("addSkills", http.MethodPost, "/skills", "Add skills", http.StatusCreated,
		"All or none. With several, violations name the entry, as in skills[2].name."), h.addSkills)
	api.Handle(a, operation("getPreferences", http.MethodGet, "/preferences", "Read the preferences", http.StatusOK,
		"What the person looks for. What was not said is left out."), h.preferences)
	api.Handle(a, operation("updatePreferences", http.MethodPatch, "/preferences", "Change the preferences", http.StatusOK,
		"What is left out stays; null or empty clears."), h.updatePreferences)
	registerPhoto(a, h)
	registerImports(a, s)

	api.Handle(a, own.Operation("getProfile", http.MethodGet, "/profile", "Read the profile under its own address", http.StatusOK,
		"The same as GET /api/v1/users/me."), h.get)
	api.HandleList(a, own.Operation("listAnswers", http.MethodGet, "/answers", "List the answer bank", http.StatusOK,
		"What the person answered on application forms, latest first. Such answers are offered again."), h.answers)
	api.HandleNothing(a, missing(own.Operation("forgetAnswer", http.MethodDelete, "/answers/{id}", "Forget an answer", http.StatusNoContent,
		"Applications that were sent with it keep it.")), h.forget)
	api.HandleNothing(a, missing(own.Operation("shareAnswer", http.MethodPost, "/answers/{id}/share", "Use an answer for every employer", http.StatusNoContent,
		"An answer about one employer is offered to that employer alone, until the person shares it. It then replaces an earlier shared answer to the same question.")), h.share)
}

var (
	// group is what is addressed by a person, own what only ever is one's own.
	group = api.Group{Path: "/api/v1/users/{id}", Tag: "Profile", MaxBody: maxBody}
	own   = api.Group{Path: "/api/v1/users/me", Tag: "Profile"}
)

func operation(operationID, method, path, summary string, status int, description string) huma.Operation {
	op := missing(group.Operation(operationID, method, path, summary, status, description))
	if method == http.MethodPatch || method == http.MethodDelete {
		op.Errors = append(op.Errors, http.StatusConflict)
	}
	return op
}

// missing says that what is asked for may not be there, or not be the person's.
func missing(op huma.Operation) huma.Operation {
	op.Errors = append(op.Errors, http.StatusNotFound)
	return op
}

type updateUserInput struct {
	api.UserPath

	Body struct {
		Name     api.Patch[string] `json:"name,omitempty"`
		Headline api.Patch[string] `json:"headline,omitempty"`
		Summary  api.Patch[string] `json:"summary,omitempty" doc:"The bio, up to 10,000 characters."`
		Email    api.Patch[string] `json:"email,omitempty" doc:"For applications; signing in has its own."`
		Phone    api.Patch[string] `json:"phone,omitempty" doc:"Kept as it is written: 5 to 15 digits with the usual signs between them."`
		Location api.Patch[string] `json:"location,omitempty"`
		LinkedIn api.Patch[string] `json:"linkedin,omitempty"`
		GitHub   api.Patch[string] `json:"github,omitempty"`
		Website  api.Patch[string] `json:"website,omitempty"`
		Version  *int              `json:"version,omitempty" doc:"Of the profile when it was read; another one is refused with stale."`
	}
}

func (in *updateUserInput) edit() profile.TextsEdit {
	edit := profile.TextsEdit{}
	for name, field := range map[profile.TextName]api.Patch[string]{
		profile.TextOfName: in.Body.Name, profile.TextOfHeadline: in.Body.Headline, profile.TextOfSummary: in.Body.Summary,
		profile.TextOfEmail: in.Body.Email, profile.TextOfPhone: in.Body.Phone, profile.TextOfLocation: in.Body.Location,
		profile.TextOfLinkedIn: in.Body.LinkedIn, profile.TextOfGitHub: in.Body.GitHub, profile.TextOfWebsite: in.Body.Website,
	} {
		if field.Named {
			edit[name] = field.Value
		}
	}
	return edit
}

type answerInput struct {
	ID id.Answer `path:"id" format:"uuid"`
}

type operations struct{ svc *profilesvc.Service }

func (h operations) user(ctx context.Context, _ *api.UserPath) (Profile, error) {
	return h.get(ctx, nil)
}

func (h operations) get(ctx context.Context, _ *struct{}) (Profile, error) {
	p, err := h.svc.Get(ctx, auth.Actor(ctx))
	return present(p), err
}

func (h operations) update(ctx context.Context, in *updateUserInput) (Profile, error) {
	p, err := h.svc.EditTexts(ctx, profilesvc.TextsInput{Actor: auth.Actor(ctx), Version: in.Body.Version, Edit: in.edit()})
	return present(p), err
}

func (h operations) completeness(ctx context.Context, _ *api.UserPath) (ProfileCompleteness, error) {
	known, err := h.svc.Known(ctx, auth.Actor(ctx))
	return presentCompleteness(known.Completeness()), err
}

func (h operations) answers(ctx context.Context, in *api.PageQuery) (page.Page[BankAnswer], error) {
	all, err := h.svc.Answers(ctx, auth.Actor(ctx))
	return pageOf(in.Request(), all, presentAnswer), err
}

// pageOf presents one page of a list that is read as a whole.
func pageOf[A, B any](request page.Request, all []A, one func(A) B) page.Page[B] {
	from := min(request.Offset(), len(all))
	return page.Of(request, each(all[from:min(from+request.Normal().Limit, len(all))], one), len(all))
}

func (h operations) forget(ctx context.Context, in *answerInput) error {
	return h.svc.Forget(ctx, auth.Actor(ctx), in.ID)
}

func (h operations) share(ctx context.Context, in *answerInput) error {
	return h.svc.Share(ctx, auth.Actor(ctx), in.ID)
}
