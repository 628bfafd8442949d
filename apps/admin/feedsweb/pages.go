package feedsweb

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/page"
)

// perPage is how many boards a page of the list has.
const perPage = 50

// Routes mounts the pages.
func Routes(site *web.Site, svc *jobsvc.BoardAdmin) {
	h := pages{site: site, svc: svc}
	site.Get("/feeds", web.SignedIn, h.list)
	site.Get("/feeds/follow", web.SignedIn, h.askFollow)
	site.Post("/feeds/follow", web.SignedIn, h.follow)
	site.Get("/feeds/{id}", web.SignedIn, h.show)
	site.Post("/feeds/{id}/retry", web.SignedIn, h.retry)
	site.Get("/feeds/{id}/unfollow", web.SignedIn, h.askUnfollow)
	site.Post("/feeds/{id}/unfollow", web.SignedIn, h.unfollow)
}

type pages struct {
	site *web.Site
	svc  *jobsvc.BoardAdmin
}

func (h pages) list(w http.ResponseWriter, r *http.Request) error {
	actor, query := auth.Actor(r.Context()), r.URL.Query()
	number, _ := strconv.Atoi(query.Get("page")) // what is no number is the first page
	in := jobsvc.ListBoardsInput{
		Actor: actor, State: jobs.BoardState(query.Get("state")), Page: page.Request{Number: number, Limit: perPage},
	}
	list, err := h.svc.List(r.Context(), in)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, listPage(listView{
		Page: h.site.Page(w, r, "Feeds"), List: list, State: in.State, MayChange: jobsvc.MayChangeBoards(actor), Now: time.Now(),
	}))
}

func (h pages) askFollow(w http.ResponseWriter, r *http.Request) error {
	if !jobsvc.MayChangeBoards(auth.Actor(r.Context())) {
		return fault.ErrForbidden
	}
	return web.Render(w, r, http.StatusOK, followPage(h.site.Page(w, r, "Follow a board"), ui.Form{}))
}

func (h pages) follow(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return fault.ErrMalformed.Wrap(err)
	}
	board, err := h.svc.Follow(r.Context(), jobsvc.FollowBoardInput{
		Actor: auth.Actor(r.Context()), URL: r.PostForm.Get("url"), Company: r.PostForm.Get("company"),
	})
	switch status := api.Status(err); {
	case err == nil:
		web.SetFlash(w, ui.OK, "Following "+board.CompanyName+" at "+board.Source.Label()+". Its jobs appear when the first fetch is done.")
		web.Redirect(w, r, pathOf(board))
		return nil
	case status == http.StatusUnprocessableEntity || status == http.StatusConflict:
		return web.Render(w, r, status, followPage(h.site.Page(w, r, "Follow a board"), ui.FormFrom(err, r.PostForm)))
	}
	return err
}

func (h pages) show(w http.ResponseWriter, r *http.Request) error {
	board, err := h.one(r)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, boardPage(boardView{
		Page: h.site.Page(w, r, board.CompanyName), Board: board, MayChange: jobsvc.MayChangeBoards(auth.Actor(r.Context())), Now: time.Now(),
	}))
}

func (h pages) retry(w http.ResponseWriter, r *http.Request) error {
	board, err := boardID(r)
	if err != nil {
		return err
	}
	fetched, err := h.svc.Retry(r.Context(), auth.Actor(r.Context()), board)
	switch f := fault.As(err); {
	case err == nil:
		web.SetFlash(w, ui.Info, fetched.CompanyName+" is fetched as soon as a worker is free. Reload the page to see how it went.")
	case f != nil && (f.Kind == fault.RateLimited || f.Kind == fault.Conflict):
		web.SetFlash(w, ui.Warn, f.Message)
	default:
		return err
	}
	web.Redirect(w, r, "/feeds/"+board.String())
	return nil
}

func (h pages) askUnfollow(w http.ResponseWriter, r *http.Request) error {
	if !jobsvc.MayChangeBoards(auth.Actor(r.Context())) {
		return fault.ErrForbidden
	}
	board, err := h.one(r)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, unfollowPage(h.site.Page(w, r, "Unfollow "+board.CompanyName), board))
}

func (h pages) unfollow(w http.ResponseWriter, r *http.Request) error {
	board, err := boardID(r)
	if err != nil {
		return err
	}
	closed, err := h.svc.Unfollow(r.Context(), auth.Actor(r.Context()), board)
	if err != nil {
		return err
	}
	web.SetFlash(w, ui.OK, "The board is no longer followed; "+ui.Count(closed, "posting was", "postings were")+" closed.")
	web.Redirect(w, r, "/feeds")
	return nil
}

func (h pages) one(r *http.Request) (jobsvc.FollowedBoard, error) {
	board, err := boardID(r)
	if err != nil {
		return jobsvc.FollowedBoard{}, err
	}
	return h.svc.Get(r.Context(), auth.Actor(r.Context()), board)
}

// boardID reads the address. What is no identifier is no board.
func boardID(r *http.Request) (id.Board, error) {
	var board id.Board
	if err := board.UnmarshalText([]byte(chi.URLParam(r, "id"))); err != nil {
		return board, jobs.ErrBoardNotFollowed.Wrap(err)
	}
	return board, nil
}

func pathOf(b jobsvc.FollowedBoard) string { return "/feeds/" + b.ID.String() }

// listPath is the address of a page of the list.
func listPath(state jobs.BoardState, number int) string {
	query := url.Values{}
	if state != "" {
		query.Set("state", string(state))
	}
	if number > 1 {
		query.Set("page", strconv.Itoa(number))
	}
	if len(query) == 0 {
		return "/feeds"
	}
	return "/feeds?" + query.Encode()
}
