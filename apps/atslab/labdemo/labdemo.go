// Package labdemo serves the form lab with the demo companies in it, for tests and
// measurements that live outside of the apps. It must not know what they do with it.
package labdemo

import (
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/applyforus/applyforus/apps/atslab/lab"
	"github.com/applyforus/applyforus/apps/internal/demo"
)

// MeasuredJob is the posting whose form shows exactly twenty fields.
const MeasuredJob = demo.MeasuredPosting

// Board is a demo company as its job board's feed would answer it.
type Board struct {
	Token   string
	Company string
	Feed    []byte
}

// Server is a running lab.
type Server struct {
	Origin string // scheme, host and port
	Boards []Board

	server *httptest.Server
}

// Start serves the lab on a free port of the loopback. Postings are dated back from now.
func Start(now time.Time) (*Server, error) {
	var handler http.Handler
	s := &Server{server: httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))}
	s.Origin = "http://" + s.server.Listener.Addr().String()
	var feeds [][]byte
	for _, b := range demo.Boards(s.Origin, now) {
		s.Boards = append(s.Boards, Board{Token: b.Token, Company: b.Name, Feed: b.JSON})
		feeds = append(feeds, b.JSON)
	}
	made, err := lab.New(lab.Options{Boards: feeds})
	if err != nil {
		_ = s.server.Listener.Close()
		return nil, err
	}
	handler = made
	s.server.Start()
	return s, nil
}

// Close stops the lab.
func (s *Server) Close() { s.server.Close() }
