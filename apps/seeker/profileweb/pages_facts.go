package profileweb

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
)

// mountFacts mounts the forms of one list of facts.
func mountFacts[F any, E profile.Edit[F]](h pages, svc profilesvc.Facts[F, E], read func(url.Values) E) {
	h.site.Post("/profile/"+svc.Name(), web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		if err := posted(w, r); err != nil {
			return err
		}
		if _, err := svc.Add(r.Context(), auth.Actor(r.Context()), read(r.PostForm)); err != nil {
			return h.wrong(w, r, svc.Name(), newPart, err)
		}
		return h.saved(w, r, svc.Name(), "Added to your profile.")
	})
	mountChanges(h, svc, read)
}

// mountChanges mounts the forms that change and remove the facts of one list.
func mountChanges[F any, E profile.Edit[F]](h pages, svc profilesvc.Facts[F, E], read func(url.Values) E) {
	h.site.Post("/profile/"+svc.Name()+"/{fact}", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		actor, fact, err := target(w, r)
		if err != nil {
			return err
		}
		_, err = svc.Edit(r.Context(), profilesvc.EditInput[E]{Actor: actor, Fact: fact, Seen: r.PostForm.Get("seen"), Edit: read(r.PostForm)})
		if err != nil {
			return h.wrong(w, r, svc.Name(), fact.String(), err)
		}
		return h.saved(w, r, svc.Name(), "The change is saved.")
	})
	h.site.Post("/profile/"+svc.Name()+"/{fact}/remove", web.SignedIn, func(w http.ResponseWriter, r *http.Request) error {
		actor, fact, err := target(w, r)
		if err != nil {
			return err
		}
		if err := svc.Remove(r.Context(), actor, fact); err != nil {
			return err
		}
		return h.saved(w, r, svc.Name(), "Removed from your profile.")
	})
}

// target reads who asks, about which fact, and the form.
func target(w http.ResponseWriter, r *http.Request) (identity.Actor, id.Fact, error) {
	fact, err := id.Parse[struct{}](chi.URLParam(r, "fact"))
	if err != nil {
		return identity.Actor{}, id.Fact{}, profile.ErrNoFact
	}
	return auth.Actor(r.Context()), id.Fact(fact), posted(w, r)
}

// addSkills takes one skill per line, all with the same level and years.
func (h pages) addSkills(w http.ResponseWriter, r *http.Request) error {
	if err := posted(w, r); err != nil {
		return err
	}
	var edits []profile.SkillEdit
	for line := range strings.Lines(r.PostForm.Get("names")) {
		if line = strings.TrimSpace(line); line != "" {
			edit := readSkill(r.PostForm)
			edit.Name = &line
			edits = append(edits, edit)
		}
	}
	if len(edits) == 0 {
		edits = append(edits, readSkill(r.PostForm))
	}
	if _, err := h.Profile.Skills().AddAll(r.Context(), auth.Actor(r.Context()), edits...); err != nil {
		return h.wrong(w, r, "skills", newPart, atLines(err))
	}
	return h.saved(w, r, "skills", "Added to your profile.")
}

// maxNamed is how many wrong lines are named one by one.
const maxNamed = 10

// atLines puts what is wrong with the names of skills at the field with a line for each.
func atLines(err error) error {
	var known *fault.Error
	if !errors.As(err, &known) || len(known.Violations) == 0 {
		return err
	}
	placed := *known
	placed.Violations = nil
	seen := map[string]bool{}
	for _, v := range known.Violations {
		line := 0
		field := v.Field
		if n, _ := fmt.Sscanf(v.Field, "skills[%d].", &line); n == 1 {
			_, field, _ = strings.Cut(v.Field, "].")
		}
		if field == "name" || field == "skills" {
			field = "names"
		}
		if field == "names" && strings.HasPrefix(v.Field, "skills[") {
			v.Message = fmt.Sprintf("Line %d: %s", line+1, v.Message)
		}
		v.Field = field
		if !seen[v.Field+v.Message] && len(placed.Violations) < maxNamed {
			seen[v.Field+v.Message] = true
			placed.Violations = append(placed.Violations, v)
		}
	}
	if len(placed.Violations) == 1 {
		placed.Message = placed.Violations[0].Message
	}
	return &placed
}
