package web

import (
	"context"
	"net/http"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/reqlog"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/core/id"
)

// Chrome is what all pages of one app have around their content.
type Chrome struct {
	Nav     []ui.NavItem // for a person who is signed in
	Public  []ui.NavItem // for visitors
	Account []ui.NavItem
	// Settings lists the pages of the settings in their order. They are mounted by the
	// parts that they belong to.
	Settings []ui.NavItem
	Inbox    string
	Env      string
	// Unread counts a person's unread notices; nil where the app has none. A failure
	// must not take the page down, so it answers 0 then.
	Unread func(ctx context.Context, user id.User) int
}

// Page gives the frame of a page: who is signed in, navigation and the message that
// the last page left. It takes that message away, so call it once per answer.
func (s *Site) Page(w http.ResponseWriter, r *http.Request, title string) ui.Page {
	actor := auth.Actor(r.Context())
	p := ui.Page{
		Title: title, App: ui.App(s.App), Path: r.URL.Path, Query: r.URL.Query().Get("q"),
		Nav: s.Chrome.Public, Env: s.Chrome.Env, CSRF: auth.IssueCSRF(w, r, s.App),
	}
	if actor.SignedIn() {
		p.Nav, p.Account, p.Settings, p.Inbox = s.Chrome.Nav, s.Chrome.Account, s.Chrome.Settings, s.Chrome.Inbox
		p.User = &ui.User{Name: actor.Name, Email: actor.Email}
		if s.Chrome.Unread != nil {
			p.User.Unread = s.Chrome.Unread(r.Context(), actor.User)
		}
	}
	if kind, text, ok := TakeFlash(w, r); ok {
		p.Flash = append(p.Flash, ui.Flash{Kind: kind, Text: text})
	}
	return p
}

// renderError shows what went wrong on a page of its own, in words, with a way on.
func (s *Site) renderError(w http.ResponseWriter, r *http.Request, failure *api.Failure) {
	p := s.Page(w, r, errorTitle(failure.StatusCode))
	w.Header().Set("Cache-Control", "no-store")
	if err := Render(w, r, failure.StatusCode, errorPage(p, failure, reqlog.ID(r.Context()))); err != nil {
		reqlog.Failed(r.Context(), err)
		http.Error(w, failure.Err.Message, failure.StatusCode)
	}
}

func errorTitle(status int) string {
	switch status {
	case http.StatusNotFound:
		return "Not found"
	case http.StatusForbidden:
		return "Not allowed"
	case http.StatusTooManyRequests:
		return "Too many requests"
	case http.StatusServiceUnavailable:
		return "Not available right now"
	}
	if status >= http.StatusInternalServerError {
		return "Something went wrong"
	}
	return "That did not work"
}
