package site

import (
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/postgres/profilepg"
	"github.com/applyforus/applyforus/apps/internal/demo"
	"github.com/applyforus/applyforus/apps/internal/platform/platformtest"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/profile"
)

// TestDashboardSuggestsJobsThatFit asks the whole seeker app, over the demo postings.
func TestDashboardSuggestsJobsThatFit(t *testing.T) {
	t.Parallel()
	s := platformtest.Open(t)
	now := time.Now().UTC()
	var boards []jobsvc.DemoBoard
	for _, b := range demo.Boards("http://127.0.0.1:1", now) {
		boards = append(boards, jobsvc.DemoBoard{Token: b.Token, Company: b.Name, Feed: b.JSON})
	}
	if _, err := s.Importer.SeedDemo(t.Context(), boards); err != nil {
		t.Fatal(err)
	}
	user := pgtest.User(t, s.DB)
	actor := identity.Actor{User: user, Verified: true}
	empty, err := s.Dashboard.Dashboard(t.Context(), actor)
	if err != nil || len(empty.Matches) != 0 {
		t.Fatalf("a person without facts is suggested %d jobs, %v", len(empty.Matches), err)
	}
	facts := profile.Profile{User: user, Experience: []profile.Experience{{
		ID: id.Make[id.Fact](now), Title: "Senior Backend Engineer", Company: "Nordlicht", Start: profile.Month{Year: now.Year() - 8, Month: time.May}, Current: true,
		Description: "Go services on PostgreSQL and Kubernetes\nPrometheus monitoring\ngRPC APIs with Kafka", From: profile.Typed(),
	}}}
	for _, name := range []string{"Go", "PostgreSQL", "Kubernetes", "SQL", "gRPC", "Prometheus"} {
		facts.Skills = append(facts.Skills, profile.Skill{ID: id.Make[id.Fact](now), Name: name, From: profile.Typed()})
	}
	if err := profilepg.NewProfiles(s.DB.Pool()).Put(t.Context(), facts, now); err != nil {
		t.Fatal(err)
	}
	got, err := s.Dashboard.Dashboard(t.Context(), actor)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Matches) == 0 || got.Matches[0].Job.Title != "Senior Go Engineer" {
		t.Fatalf("suggested %+v", got.Matches)
	}
	for i, m := range got.Matches {
		if m.Match.Band != jobs.BandStrong && m.Match.Band != jobs.BandPromising {
			t.Errorf("%s is suggested in the band %s", m.Job.Title, m.Match.Band)
		}
		if i > 0 && m.Match.Total > got.Matches[i-1].Match.Total {
			t.Errorf("%s stands below a weaker match", m.Job.Title)
		}
	}
}
