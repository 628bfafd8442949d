package jobsvc_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

func TestAFileIsStoredAndNeverCloses(t *testing.T) {
	t.Parallel()
	w := setup(t)
	one, two, foreign := posting(jobs.SourceLever, "fern", 1), posting(jobs.SourceLever, "fern", 2), posting(jobs.SourceLever, "moss", 1)
	foreign.HTML = "<p>Another text.</p>"
	file := func(problem error, postings ...jobs.Posting) jobsvc.ImportReport {
		t.Helper()
		w.lever.decode = func(text, token string) ([]jobs.Posting, error) {
			if text != "recorded" || token != "fern" {
				t.Errorf("decoding %q of %q", text, token)
			}
			return postings, problem
		}
		r, err := w.importer.ImportFile(t.Context(), jobsvc.ImportFileInput{
			Format: jobs.SourceLever, Token: "fern", Company: "Fernhill Optics", Reader: strings.NewReader("recorded"),
		})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := file(nil, one, foreign, two, one); r.Created != 3 || r.Duplicates != 1 {
		t.Errorf("first import: %+v", r)
	}
	if a, b := w.job(one).CompanyName, w.job(foreign).CompanyName; a != "Fernhill Optics" || b != "moss" {
		t.Errorf("companies %q and %q", a, b)
	}
	two.Title = "Mirror Engineer"
	for range jobs.ClosesAfter + 1 {
		file(nil, two)
	}
	if !w.job(one).Open() || w.link(one).Misses != 0 || w.job(two).Title != "Mirror Engineer" {
		t.Error("a recording closed a job, or did not update one")
	}
	if r := file(jobs.ErrBoardPartial, one, two, posting(jobs.SourceLever, "fern", 3)); r.Problem.Code != jobs.ErrBoardPartial.Code || r.Created != 1 || r.Unchanged != 2 {
		t.Errorf("half a file: %+v", r)
	}
}

func TestAFileThatHoldsNothingIsAnError(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.lever.decode = func(string, string) ([]jobs.Posting, error) { return nil, jobs.ErrBoardUnreadable }
	in := jobsvc.ImportFileInput{Format: jobs.SourceLever, Token: "fern", Reader: strings.NewReader("%PDF")}
	if _, err := w.importer.ImportFile(t.Context(), in); !errors.Is(err, jobs.ErrBoardUnreadable) {
		t.Errorf("err = %v, want ErrBoardUnreadable", err)
	}
	for _, bad := range []jobsvc.ImportFileInput{{Format: "monster", Token: "fern"}, {Format: jobs.SourceDemo, Token: "fern"}, {Format: jobs.SourceLever}} {
		if _, err := w.importer.ImportFile(t.Context(), bad); fault.As(err) == nil || fault.As(err).Kind != fault.Invalid {
			t.Errorf("%+v: err = %v, want it refused", bad, err)
		}
	}
}
