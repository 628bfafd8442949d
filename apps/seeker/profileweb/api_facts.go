package profileweb

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
)

// factBody is a body that adds or changes a fact.
type factBody[E any] interface{ edit() E }

// factOps describe the operations about one list of a profile.
type factOps[F, D any] struct {
	one, many string // of operation ids: Education, Educations
	noun      string // of summaries: an education
	path      string
	batch     bool // several are added at a time, by an operation of its own
	present   func(F) D
}

type listFactsInput struct {
	api.UserPath
	api.PageQuery
}

type addFactInput[B any] struct {
	api.UserPath

	Body B
}

// FactPath names a fact of a person's profile.
type FactPath struct {
	api.UserPath

	Fact id.Fact `path:"factId" format:"uuid"`
}

type changeFactInput[B any] struct {
	FactPath

	Seen string `header:"If-Match" doc:"The revision of the fact as it was read. When it is another one by now, the change is refused with stale."`
	Body B
}

// registerFacts mounts the operations about one list.
func registerFacts[B factBody[E], F any, E profile.Edit[F], D any](a huma.API, o factOps[F, D], svc profilesvc.Facts[F, E]) {
	api.HandleList(a, operation("list"+o.many, http.MethodGet, o.path, "List "+strings.ReplaceAll(o.path[1:], "-", " "), http.StatusOK,
		"Each with where it came from."),
		func(ctx context.Context, in *listFactsInput) (page.Page[D], error) {
			all, err := svc.All(ctx, auth.Actor(ctx))
			return pageOf(in.Request(), all, o.present), err
		})
	if !o.batch {
		api.Handle(a, operation("add"+o.one, http.MethodPost, o.path, "Add "+o.noun, http.StatusCreated, "It counts as typed by the person."),
			func(ctx context.Context, in *addFactInput[B]) (D, error) {
				fact, err := svc.Add(ctx, auth.Actor(ctx), in.Body.edit())
				return o.present(fact), err
			})
	}
	api.Handle(a, operation("update"+o.one, http.MethodPatch, o.path+"/{factId}", "Change "+o.noun, http.StatusOK,
		"What is left out stays; null or empty clears. It then counts as typed by the person."),
		func(ctx context.Context, in *changeFactInput[B]) (D, error) {
			fact, err := svc.Edit(ctx, profilesvc.EditInput[E]{
				Actor: auth.Actor(ctx), Fact: in.Fact, Seen: strings.Trim(in.Seen, `"`), Edit: in.Body.edit(),
			})
			return o.present(fact), err
		})
	api.HandleNothing(a, operation("delete"+o.one, http.MethodDelete, o.path+"/{factId}", "Remove "+o.noun, http.StatusNoContent, ""),
		func(ctx context.Context, in *FactPath) error { return svc.Remove(ctx, auth.Actor(ctx), in.Fact) })
}

// The lists of a profile, as operations.
var (
	experienceOps    = factOps[profile.Experience, ProfileExperience]{"Experience", "Experience", "a position", "/experience", false, presentExperience}
	educationOps     = factOps[profile.Education, ProfileEducation]{"Education", "Education", "an education", "/education", false, presentEducation}
	skillOps         = factOps[profile.Skill, ProfileSkill]{"Skill", "Skills", "a skill", "/skills", true, presentSkill}
	languageOps      = factOps[profile.Language, ProfileLanguage]{"Language", "Languages", "a language", "/languages", false, presentLanguage}
	certificationOps = factOps[profile.Certification, ProfileCertification]{"Certification", "Certifications", "a certificate", "/certifications", false, presentCertification}
	linkOps          = factOps[profile.Link, ProfileLink]{"Link", "Links", "a link", "/links", false, presentLink}
	permitOps        = factOps[profile.WorkPermit, WorkAuthorisation]{
		"WorkAuthorisation", "WorkAuthorisations", "what holds for working in a country", "/work-authorisations", false, presentPermit,
	}
)

type addSkillsInput struct {
	api.UserPath

	Body struct {
		Skills []SkillBody `json:"skills" minItems:"1" maxItems:"300"`
	}
}

func (h operations) addSkills(ctx context.Context, in *addSkillsInput) ([]ProfileSkill, error) {
	edits := make([]profile.SkillEdit, len(in.Body.Skills))
	for i, one := range in.Body.Skills {
		edits[i] = one.edit()
	}
	added, err := h.svc.Skills().AddAll(ctx, auth.Actor(ctx), edits...)
	return each(added, presentSkill), err
}
