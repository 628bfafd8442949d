package feedsweb

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/page"
)

// maxBody is far above what naming a board needs.
const maxBody = 16 << 10

// RegisterAPI mounts the operations below /api/v1/admin/boards.
func RegisterAPI(a huma.API, svc *jobsvc.BoardAdmin) {
	h := operations{svc}
	api.HandleList(a, operation("listBoards", http.MethodGet, "", "List the followed job boards", http.StatusOK,
		"Those that need somebody come first: gone, stale, new, fresh, demo; then by company."), h.list)
	api.Handle(a, operation("followBoard", http.MethodPost, "", "Follow a job board", http.StatusCreated,
		"By the address of the board, of one of its postings or of its feed, or by source and token. The board is fetched at once; "+
			"whether there is such a board is told on it afterwards. For the roles super and moderator."), h.follow)
	api.Handle(a, operation("getBoard", http.MethodGet, "/{id}", "Read a followed job board", http.StatusOK, ""), h.get)
	api.Handle(a, operation("retryBoard", http.MethodPost, "/{id}/retry", "Fetch a job board now", http.StatusAccepted,
		"Refused for a demo board, and while the job site asked to be left alone. For the roles super and moderator."), h.retry)
	api.Handle(a, operation("unfollowBoard", http.MethodDelete, "/{id}", "Stop following a job board", http.StatusOK,
		"Closes the board's postings, since nobody looks any more whether they are open. For the roles super and moderator."), h.unfollow)
}

var group = api.Group{
	Path: "/api/v1/admin/boards", Tag: "Job boards", MaxBody: maxBody,
	Errors: []int{http.StatusForbidden, http.StatusUnprocessableEntity},
}

func operation(operationID, method, path, summary string, status int, description string) huma.Operation {
	op := group.Operation(operationID, method, path, summary, status, description)
	if path != "" {
		op.Errors = append(op.Errors, http.StatusNotFound)
	}
	if method != http.MethodGet {
		op.Errors = append(op.Errors, http.StatusConflict)
	}
	if operationID == "retryBoard" {
		op.Errors = append(op.Errors, http.StatusTooManyRequests)
	}
	return op
}

// Board is a followed job board.
type Board struct {
	ID            string        `json:"id" format:"uuid"`
	Source        string        `json:"source" enum:"greenhouse,lever,ashby,demo"`
	Token         string        `json:"token" doc:"The company's name at the source."`
	Company       string        `json:"company"`
	URL           string        `json:"url" doc:"The public page of the board."`
	State         string        `json:"state" enum:"new,fresh,stale,gone,demo" doc:"How far its jobs can be trusted to be current."`
	OpenJobs      int           `json:"openJobs"`
	LastAttemptAt *time.Time    `json:"lastAttemptAt,omitempty"`
	LastSuccessAt *time.Time    `json:"lastSuccessAt,omitempty"`
	NextAttemptAt *time.Time    `json:"nextAttemptAt,omitempty" doc:"Left out: as soon as a worker has time."`
	Failures      int           `json:"failures" doc:"Failed fetches in a row."`
	Problem       *BoardProblem `json:"problem,omitempty" doc:"Why the last fetch failed."`
	CanRetry      bool          `json:"canRetry"`
}

// BoardProblem is why a fetch failed.
type BoardProblem struct {
	Code    string `json:"code" doc:"Stable code to switch on."`
	Message string `json:"message" doc:"For people."`
}

// UnfollowedBoard says what came of it.
type UnfollowedBoard struct {
	ClosedPostings int `json:"closedPostings"`
}

type listInput struct {
	api.PageQuery

	State jobs.BoardState `query:"state" enum:"new,fresh,stale,gone,demo" doc:"Only boards in this state."`
}

type oneInput struct {
	ID id.Board `path:"id" format:"uuid"`
}

type followInput struct {
	Body struct {
		URL     string      `json:"url,omitempty" doc:"An address at Greenhouse, Lever or Ashby. Wins over source and token." example:"https://jobs.lever.co/fernhill"`
		Source  jobs.Source `json:"source,omitempty" enum:"greenhouse,lever,ashby"`
		Token   string      `json:"token,omitempty" doc:"The company's name at the source."`
		Company string      `json:"company,omitempty" doc:"As it is shown to people; left out: the token."`
	}
}

type operations struct{ svc *jobsvc.BoardAdmin }

func (h operations) list(ctx context.Context, in *listInput) (page.Page[Board], error) {
	list, err := h.svc.List(ctx, jobsvc.ListBoardsInput{Actor: auth.Actor(ctx), State: in.State, Page: in.Request()})
	return page.Map(list.Page, present), err
}

func (h operations) follow(ctx context.Context, in *followInput) (Board, error) {
	b, err := h.svc.Follow(ctx, jobsvc.FollowBoardInput{
		Actor: auth.Actor(ctx), URL: in.Body.URL, Source: in.Body.Source, Token: in.Body.Token, Company: in.Body.Company,
	})
	return present(b), err
}

func (h operations) get(ctx context.Context, in *oneInput) (Board, error) {
	b, err := h.svc.Get(ctx, auth.Actor(ctx), in.ID)
	return present(b), err
}

func (h operations) retry(ctx context.Context, in *oneInput) (Board, error) {
	b, err := h.svc.Retry(ctx, auth.Actor(ctx), in.ID)
	return present(b), err
}

func (h operations) unfollow(ctx context.Context, in *oneInput) (UnfollowedBoard, error) {
	closed, err := h.svc.Unfollow(ctx, auth.Actor(ctx), in.ID)
	return UnfollowedBoard{ClosedPostings: closed}, err
}

func present(b jobsvc.FollowedBoard) Board {
	shown := Board{
		ID: b.ID.String(), Source: string(b.Source), Token: b.Token, Company: b.CompanyName, URL: b.URL, State: string(b.State),
		OpenJobs: b.OpenJobs, LastAttemptAt: stated(b.LastAttemptAt), LastSuccessAt: stated(b.LastSuccessAt),
		NextAttemptAt: stated(b.NextAttemptAt), Failures: b.Failures, CanRetry: b.CanRetry,
	}
	if b.LastProblem != (jobs.Problem{}) {
		shown.Problem = &BoardProblem{Code: b.LastProblem.Code, Message: b.LastProblem.Text}
	}
	return shown
}

func stated(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
