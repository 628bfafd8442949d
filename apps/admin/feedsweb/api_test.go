package feedsweb_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/applyforus/applyforus/apps/admin/feedsweb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
)

func TestAPIFollowsRetriesAndUnfollows(t *testing.T) {
	t.Parallel()
	c := open(t)
	status, a := c.call("moderator", http.MethodPost, "", map[string]string{"url": "https://job-boards.greenhouse.io/fernhill/jobs/4", "company": "Fernhill"})
	board := read[feedsweb.Board](t, a)
	if status != http.StatusCreated || board.Source != "greenhouse" || board.Token != "fernhill" || board.State != "new" || board.LastSuccessAt != nil {
		t.Fatalf("%d %+v", status, board)
	}
	status, a = c.call("moderator", http.MethodPost, "", map[string]string{"source": "greenhouse", "token": "fernhill"})
	if status != http.StatusConflict || a.Error.Code != "jobs.board_followed" {
		t.Errorf("again: %d %+v", status, a.Error)
	}
	status, a = c.call("moderator", http.MethodPost, "", map[string]string{"url": "https://fernhill.example"})
	if status != http.StatusUnprocessableEntity || a.Error.Field != "url" {
		t.Errorf("no board: %d %+v", status, a.Error)
	}
	status, a = c.call("moderator", http.MethodPost, "/"+board.ID+"/retry", nil)
	if status != http.StatusAccepted || read[feedsweb.Board](t, a).NextAttemptAt == nil || len(c.tasks) != 2 {
		t.Errorf("retry: %d %s, tasks %v", status, a.Data, c.tasks)
	}
	slowed := c.board("dogwood", failed(jobs.ErrBoardRateLimited.After(time.Hour)))
	status, a = c.call("moderator", http.MethodPost, "/"+slowed+"/retry", nil)
	if status != http.StatusTooManyRequests || a.Error.Code != "jobs.board_waits" {
		t.Errorf("retry of a slowed board: %d %+v", status, a.Error)
	}
	status, a = c.call("analyst", http.MethodGet, "?state=stale&limit=5", nil)
	list := read[[]feedsweb.Board](t, a)
	if status != http.StatusOK || a.Pagination.Total != 1 || list[0].ID != slowed || list[0].Problem == nil || list[0].Problem.Code != "jobs.board_rate_limited" || list[0].CanRetry {
		t.Errorf("list: %d %s", status, a.Data)
	}
	status, a = c.call("moderator", http.MethodDelete, "/"+board.ID, nil)
	if status != http.StatusOK || read[feedsweb.UnfollowedBoard](t, a).ClosedPostings != 0 {
		t.Errorf("unfollow: %d %s", status, a.Data)
	}
	if status, a = c.call("moderator", http.MethodGet, "/"+board.ID, nil); status != http.StatusNotFound || a.Error.Code != "jobs.board_not_followed" {
		t.Errorf("after that: %d %+v", status, a.Error)
	}
}

func TestAPIAccess(t *testing.T) {
	t.Parallel()
	c := open(t)
	one := "/" + id.New[struct{}]().String()
	for _, op := range []struct {
		method, path string
		look         int // what a role that may only look gets
	}{
		{http.MethodGet, "", http.StatusOK},
		{http.MethodGet, one, http.StatusNotFound},
		{http.MethodPost, "", http.StatusForbidden},
		{http.MethodPost, one + "/retry", http.StatusForbidden},
		{http.MethodDelete, one, http.StatusForbidden},
	} {
		body := map[string]string{"url": "https://jobs.lever.co/x"}
		for _, who := range []string{"", "nobody"} {
			if status, _ := c.call(who, op.method, op.path, body); status != http.StatusUnauthorized {
				t.Errorf("%q %s %s: %d, want 401", who, op.method, op.path, status)
			}
		}
		if status, _ := c.call("finance", op.method, op.path, body); status != op.look {
			t.Errorf("finance %s %s: %d, want %d", op.method, op.path, status, op.look)
		}
	}
}
