package profileweb

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/importsvc"
)

func (h pages) imports(w http.ResponseWriter, r *http.Request) error {
	return h.importsPage(w, r, nil)
}

func (h pages) importsPage(w http.ResponseWriter, r *http.Request, wrong error) error {
	waiting, err := h.Imports.Open(r.Context(), auth.Actor(r.Context()))
	if err != nil {
		return err
	}
	status, form := http.StatusOK, ui.Form{}
	if wrong != nil {
		status, form = api.Status(wrong), ui.FormFrom(api.AtUpload(wrong), nil)
	}
	return web.Render(w, r, status, importsPage(h.site.Page(w, r, "Bring facts in"), form, waiting))
}

func (h pages) upload(w http.ResponseWriter, r *http.Request) error {
	file, err := api.ReadUpload(r.Body, r.Header.Get("Content-Type"), profile.MaxImportSize, profile.ErrImportEmpty)
	if err == nil {
		var i profile.Import
		i, err = h.Imports.ReadFile(r.Context(), importsvc.FileInput{Actor: auth.Actor(r.Context()), FileName: file.Name, Content: file.Content})
		if err == nil {
			web.Redirect(w, r, "/profile/import/"+i.ID.String())
			return nil
		}
	}
	if !web.Mistake(err) {
		return err
	}
	return h.importsPage(w, r, err)
}

// importID reads which import an address names.
func importID(r *http.Request) (id.Import, error) {
	parsed, err := id.Parse[struct{}](chi.URLParam(r, "id"))
	if err != nil {
		return id.Import{}, profile.ErrNoImport
	}
	return id.Import(parsed), nil
}

func (h pages) compare(w http.ResponseWriter, r *http.Request) error {
	which, err := importID(r)
	if err != nil {
		return err
	}
	return h.comparePage(w, r, which, nil)
}

// comparePage shows what an import would change; after a refusal with what was ticked.
func (h pages) comparePage(w http.ResponseWriter, r *http.Request, which id.Import, wrong error) error {
	proposal, err := h.Imports.Compare(r.Context(), auth.Actor(r.Context()), which)
	if errors.Is(err, profile.ErrImportClosed) {
		web.SetFlash(w, ui.Bad, profile.ErrImportClosed.Message)
		web.Redirect(w, r, "/profile/import")
		return nil
	}
	if err != nil {
		return err
	}
	v := proposalView{proposal: proposal}
	status := http.StatusOK
	if wrong != nil {
		status, v.form, v.again = api.Status(wrong), ui.FormFrom(wrong, r.PostForm), true
	}
	v.page = h.site.Page(w, r, "Facts from "+proposal.Import.Source.Label())
	return web.Render(w, r, status, proposalPage(&v))
}

func (h pages) take(w http.ResponseWriter, r *http.Request) error {
	which, err := importID(r)
	if err != nil {
		return err
	}
	if err := posted(w, r); err != nil {
		return err
	}
	version, err := strconv.Atoi(r.PostForm.Get("version"))
	if err != nil {
		version = -1
	}
	err = h.Imports.Take(r.Context(), importsvc.TakeInput{Actor: auth.Actor(r.Context()), Import: which, Keys: r.PostForm["keys"], Version: version})
	switch {
	case errors.Is(err, fault.ErrStale):
		err = fault.ErrStale.With("Your profile was changed in the meantime. Below is what this import would change now; your ticks are kept.")
	case err == nil:
		web.SetFlash(w, ui.OK, takenWords(len(r.PostForm["keys"])))
		web.Redirect(w, r, "/profile")
		return nil
	}
	if !web.Mistake(err) {
		return err
	}
	return h.comparePage(w, r, which, err)
}

func takenWords(n int) string {
	if n == 1 {
		return "One fact is taken over into your profile."
	}
	return fmt.Sprintf("%d facts are taken over into your profile.", n)
}

func (h pages) dismiss(w http.ResponseWriter, r *http.Request) error {
	which, err := importID(r)
	if err != nil {
		return err
	}
	if err := h.Imports.Dismiss(r.Context(), auth.Actor(r.Context()), which); err != nil && !errors.Is(err, profile.ErrImportClosed) {
		return err
	}
	web.SetFlash(w, ui.OK, "Dismissed. Nothing was taken over, and what was read is forgotten.")
	web.Redirect(w, r, "/profile/import")
	return nil
}

// proposalView is the page of one import.
type proposalView struct {
	page     ui.Page
	proposal importsvc.Proposal
	form     ui.Form
	again    bool // the form was sent and refused: its ticks count, not what is proposed
}

func (v *proposalView) ticked(d profile.Difference) bool {
	if v.again {
		return v.form.Has("keys", d.Key)
	}
	return d.Proposed()
}

// group is the differences of one part of the profile.
type diffGroup struct {
	title string
	all   []profile.Difference
}

// groups puts the differences that would change something under headings, and counts the
// ones that would not.
func (v *proposalView) groups() (groups []diffGroup, same int) {
	for _, d := range v.proposal.Differences {
		if d.Kind == profile.Same {
			same++
			continue
		}
		title := groupTitle(d.Section)
		if at := slices.IndexFunc(groups, func(g diffGroup) bool { return g.title == title }); at >= 0 {
			groups[at].all = append(groups[at].all, d)
		} else {
			groups = append(groups, diffGroup{title, []profile.Difference{d}})
		}
	}
	return groups, same
}

func groupTitle(section string) string {
	switch section {
	case profile.Experiences.Name:
		return "Experience"
	case profile.Educations.Name:
		return "Education"
	case profile.Skills.Name:
		return "Skills"
	case profile.Languages.Name:
		return "Languages"
	case profile.Certifications.Name:
		return "Certificates and licences"
	case profile.Links.Name:
		return "More links"
	}
	return "You"
}
