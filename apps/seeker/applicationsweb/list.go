package applicationsweb

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/applications/applicationsvc"
	"github.com/applyforus/applyforus/core/page"
)

// list is the board, or with ?view=list the list of a stage, or of all.
func (h pages) list(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	actor := auth.Actor(r.Context())
	if query.Get("view") != "list" {
		found, err := h.Applications.Board(r.Context(), actor)
		if err != nil {
			return err
		}
		shown := h.site.Page(w, r, "Applications")
		shown.Wide = true
		return web.Render(w, r, http.StatusOK, boardPage(shown, boardView{found, now()}))
	}
	number, _ := strconv.Atoi(query.Get("page")) // anything else is the first page
	view := listView{Stage: applications.Stage(query.Get("stage")), Now: now()}
	in := applicationsvc.ListInput{Actor: actor, Page: page.Request{Number: number}}
	if view.Stage.Label() != "" {
		in.Stages = []applications.Stage{view.Stage}
	} else {
		view.Stage = ""
	}
	found, err := h.Applications.List(r.Context(), in)
	if err != nil {
		return err
	}
	view.Overview = found
	return web.Render(w, r, http.StatusOK, listPage(h.site.Page(w, r, "Applications"), view))
}

// listAddress is the address of a page of the list.
func listAddress(stage applications.Stage, number int) string {
	query := url.Values{"view": {"list"}}
	if stage != "" {
		query.Set("stage", string(stage))
	}
	if number > 1 {
		query.Set("page", strconv.Itoa(number))
	}
	return "/applications?" + query.Encode()
}
