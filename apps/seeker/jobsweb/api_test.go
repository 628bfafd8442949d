package jobsweb_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/apps/seeker/jobsweb"
)

func TestSearchIsOpenToEverybody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := data[[]jobsweb.Job](t, w.ask(http.MethodGet, "/api/v1/jobs?limit=5", "", nil))
	if len(all.Data) != 5 || all.Pagination.Total < 30 || !all.Pagination.HasNext || all.Data[0].Match != nil || !all.Data[0].Demo {
		t.Fatalf("%+v, %+v", all.Data, all.Pagination)
	}
	found := data[[]jobsweb.Job](t, w.ask(http.MethodGet, "/api/v1/jobs?q=engineer&remote=remote&remote=hybrid&type=full_time&sort=newest", "", nil))
	if len(found.Data) == 0 || found.Pagination.Total >= all.Pagination.Total {
		t.Fatalf("%+v", found.Pagination)
	}
	for i, j := range found.Data {
		if j.Remote != "remote" && j.Remote != "hybrid" || j.Type != "full_time" || i > 0 && j.PostedAt.After(found.Data[i-1].PostedAt) || len(j.Snippet) == 0 {
			t.Errorf("%+v", j)
		}
	}
}

func TestFacetsCountWhatTheSearchFinds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	facets := data[[]jobsweb.JobFacet](t, w.ask(http.MethodGet, "/api/v1/jobs/facets?q=engineer&remote=hybrid", "", nil)).Data
	if len(facets) != 7 {
		t.Fatalf("%d facets", len(facets))
	}
	for _, f := range facets {
		for _, v := range f.Values {
			if v.Count == 0 {
				continue
			}
			q := url.Values{"q": {"engineer"}, "remote": {"hybrid"}, f.Name: {v.Value}}
			if n := data[[]jobsweb.Job](t, w.ask(http.MethodGet, "/api/v1/jobs?"+q.Encode(), "", nil)).Pagination.Total; n != v.Count {
				t.Errorf("%s %s counts %d, the search finds %d", f.Name, v.Value, v.Count, n)
			}
		}
	}
}

func TestBadSearchesAreRefusedByField(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for query, field := range map[string]string{"remote=moon": "remote", "country=Atlantis": "country", "pay=lots": "pay", "sort=magic": "sort", "currency=dollars": "currency"} {
		answer := w.ask(http.MethodGet, "/api/v1/jobs?"+query, "", nil)
		if answer.Code != http.StatusUnprocessableEntity || !strings.Contains(answer.Body.String(), field) {
			t.Errorf("%s: %d %s", query, answer.Code, answer.Body)
		}
	}
	for _, query := range []string{"page=1000000000", "q=" + url.QueryEscape(`"-"-|&!`), "q=%00", "unknown=1", "q=" + strings.Repeat("a", 10_000), "company=%25"} {
		if answer := w.ask(http.MethodGet, "/api/v1/jobs?"+query, "", nil); answer.Code >= http.StatusInternalServerError {
			t.Errorf("%.40s: %d %s", query, answer.Code, answer.Body)
		}
	}
}

func TestAJobIsReadMatchedAndSaved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ada := w.person(engineer)
	job := w.aJob("go engineer")
	detail := data[jobsweb.JobDetail](t, w.ask(http.MethodGet, "/api/v1/jobs/"+job.ID, ada, nil)).Data
	if detail.Title != job.Title || detail.DescriptionHTML == "" || len(detail.Requirements) == 0 || len(detail.SeenAt) != 1 || detail.Match == nil || detail.MatchDetail == nil || detail.Saved {
		t.Fatalf("%+v", detail)
	}
	match := data[jobsweb.JobMatch](t, w.ask(http.MethodGet, "/api/v1/jobs/"+job.ID+"/match-score", ada, nil)).Data
	if !match.Verifiable || match.Total != detail.Match.Total || len(match.Parts) == 0 || len(match.Missing) == 0 {
		t.Errorf("%+v", match)
	}
	evidence := false
	for _, r := range match.Requirements {
		evidence = evidence || len(r.Evidence) > 0 && !r.Evidence[0].Fact.IsZero()
	}
	if !evidence {
		t.Error("no requirement names the fact that shows it")
	}
	for range 2 {
		if saved := data[jobsweb.JobSaved](t, w.ask(http.MethodPost, "/api/v1/jobs/"+job.ID+"/save", ada, nil)); !saved.Data.Saved {
			t.Error("not saved")
		}
	}
	kept := data[[]jobsweb.Job](t, w.ask(http.MethodGet, "/api/v1/jobs/saved", ada, nil))
	if kept.Pagination.Total != 1 || kept.Data[0].ID != job.ID || !kept.Data[0].Saved || kept.Data[0].Match == nil {
		t.Errorf("%+v", kept)
	}
	listed := data[[]jobsweb.Job](t, w.ask(http.MethodGet, "/api/v1/jobs?q=go+engineer", ada, nil)).Data
	if !listed[0].Saved || listed[0].Match == nil || listed[0].Match.Total != detail.Match.Total {
		t.Errorf("%+v", listed[0])
	}
	if other := data[[]jobsweb.Job](t, w.ask(http.MethodGet, "/api/v1/jobs/saved", w.person(nil), nil)); len(other.Data) != 0 {
		t.Error("another person sees it")
	}
	if saved := data[jobsweb.JobSaved](t, w.ask(http.MethodDelete, "/api/v1/jobs/"+job.ID+"/save", ada, nil)); saved.Data.Saved {
		t.Error("still saved")
	}
	similar := data[[]jobsweb.Job](t, w.ask(http.MethodGet, "/api/v1/jobs/"+job.ID+"/similar?limit=3", "", nil)).Data
	if len(similar) != 3 || slices.ContainsFunc(similar, func(j jobsweb.Job) bool { return j.RequisitionID == job.RequisitionID }) {
		t.Errorf("similar: %+v", similar)
	}
}

func TestWhoMayAskForWhat(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	job := "/api/v1/jobs/" + w.aJob("engineer").ID
	for _, c := range []struct {
		method, target string
		status         int
	}{
		{http.MethodGet, "/api/v1/jobs/saved", http.StatusUnauthorized},
		{http.MethodPost, job + "/save", http.StatusUnauthorized},
		{http.MethodDelete, job + "/save", http.StatusUnauthorized},
		{http.MethodGet, job + "/match-score", http.StatusUnauthorized},
		{http.MethodGet, job + "/similar", http.StatusOK},
		{http.MethodGet, job, http.StatusOK},
		{http.MethodGet, "/api/v1/jobs/01890a5d-ac96-774b-bcce-b302099a8057", http.StatusNotFound},
		{http.MethodGet, "/api/v1/jobs/01890a5d-ac96-774b-bcce-b302099a8057/similar", http.StatusNotFound},
	} {
		if answer := w.ask(c.method, c.target, "", nil); answer.Code != c.status {
			t.Errorf("%s %s: %d, want %d: %s", c.method, c.target, answer.Code, c.status, answer.Body)
		}
	}
	for _, target := range []string{"/api/v1/jobs/x", "/api/v1/jobs/x/match-score"} {
		if answer := w.ask(http.MethodGet, target, w.person(nil), nil); answer.Code != http.StatusNotFound && answer.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", target, answer.Code)
		}
	}
	empty := w.person(nil)
	if match := data[jobsweb.JobMatch](t, w.ask(http.MethodGet, job+"/match-score", empty, nil)).Data; match.Verifiable || match.Why == "" {
		t.Errorf("without facts: %+v", match)
	}
	if answer := w.ask(http.MethodPost, "/api/v1/jobs/01890a5d-ac96-774b-bcce-b302099a8057/save", empty, nil); answer.Code != http.StatusNotFound {
		t.Errorf("saving an unknown job: %d", answer.Code)
	}
}
