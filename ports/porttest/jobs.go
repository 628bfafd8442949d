package porttest

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/page"
	"github.com/applyforus/applyforus/ports"
)

// JobsTx is what the suite touches within a transaction.
type JobsTx struct {
	Jobs         ports.JobStore
	Requisitions ports.RequisitionStore
	Companies    ports.CompanyStore
	Boards       ports.BoardStore
	Saved        ports.SavedJobStore
}

// JobsProbe is one empty store of jobs.
type JobsProbe struct {
	Work   ports.UnitOfWork[JobsTx]
	Jobs   ports.JobReader
	Boards ports.BoardReader
	Saved  ports.SavedJobReader
	User   func(t *testing.T) id.User // makes a person
}

// JobsAt is the suite's time.
var JobsAt = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// Jobs is the suite of the stores and readers of jobs.
func Jobs(t *testing.T, open func(t *testing.T) JobsProbe) {
	t.Helper()
	for name, check := range map[string]func(t *testing.T, p JobsProbe){
		"a job comes back as it was stored":                 jobRoundTrip,
		"nothing stated stays nothing stated":               bareJobRoundTrip,
		"a write must follow the stored version":            jobVersions,
		"an unknown job is not found":                       unknownJob,
		"jobs are found by fingerprint while they are open": jobsByFingerprint,
		"the jobs behind an opening, open ones first":       jobsByRequisition,
		"links come back by board and by job":               linkRoundTrip,
		"a requisition is found by its board's key":         requisitionsByKey,
		"a company is made once":                            companiesOnce,
		"a board is followed once and claimed by one":       boardClaims,
		"a job is seen when its board is":                   seenWithBoard,
		"open jobs are counted by board":                    openJobsOfBoards,
		"saved jobs belong to one person":                   savedJobs,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, open(t))
		})
	}
}

func (p JobsProbe) do(t *testing.T, fn func(ctx context.Context, tx JobsTx) error) {
	t.Helper()
	if err := p.Work.Do(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// put stores jobs with what they refer to.
func (p JobsProbe) put(t *testing.T, stored ...jobs.Job) {
	t.Helper()
	p.do(t, func(ctx context.Context, tx JobsTx) error {
		for i := range stored {
			j := &stored[i]
			known, err := tx.Companies.Ensure(ctx, []jobs.Company{{ID: j.Company, Key: jobs.CompanyKey(j.CompanyName), Name: j.CompanyName}}, JobsAt)
			if err != nil {
				return err
			}
			j.Company = known[jobs.CompanyKey(j.CompanyName)]
			if j.Version == 1 {
				if err := tx.Requisitions.Add(ctx, []jobs.Requisition{{ID: j.Requisition, Source: j.Source, BoardToken: j.BoardToken}}, JobsAt); err != nil {
					return err
				}
			}
		}
		return tx.Jobs.Put(ctx, withRequirements(stored))
	})
}

func withRequirements(list []jobs.Job) []ports.StoredJob {
	stored := make([]ports.StoredJob, len(list))
	for i, j := range list {
		stored[i] = ports.StoredJob{Job: j, Requirements: jobs.ExtractRequirements(j.Title, j.DescriptionText)}
	}
	return stored
}

// aJob builds a job with every field set.
func aJob(external string) jobs.Job {
	return jobs.Job{
		ID: newID[id.Job](), Requisition: newID[id.Requisition](), Company: newID[id.Company](), CompanyName: "Fernhill Optics",
		Title: "Lens Engineer", DescriptionHTML: "<p>You must know Go and SQL.</p>", DescriptionText: "You must know Go and SQL.", Department: "Optics",
		Locations:  []jobs.Place{{Raw: "Porto", City: "Porto", Country: "PT"}, {Raw: "the old mill"}},
		Remote:     jobs.RemoteScope{Kind: jobs.RemoteFull, Region: "Portugal or Spain", Countries: []string{"PT", "ES"}},
		Employment: jobs.FullTime, Level: jobs.LevelSenior,
		Pay: money.Range{Min: 60_000_00, Max: 80_000_00, Currency: "EUR", Interval: money.IntervalYear, Raw: "60–80k EUR"},
		Questions: []jobs.Question{{
			Key: "q1", Label: "Which?", Kind: jobs.QuestionSelect, Group: jobs.GroupCustom, Required: true,
			Options: []jobs.Option{{Value: "1", Label: "One"}},
		}},
		Source: jobs.SourceAshby, BoardToken: "fernhill", ExternalID: external,
		URL: "https://jobs.example/" + external, ApplyURL: "https://jobs.example/" + external + "/apply",
		PostedAt: JobsAt.AddDate(0, 0, -3), FirstSeenAt: JobsAt, LastSeenAt: JobsAt,
		Status: jobs.StatusActive, Fingerprint: "print-" + external, Version: 1,
	}
}

func newID[T ~[16]byte]() T { return T(id.New[struct{}]()) }

func sameJob(t *testing.T, p JobsProbe, want jobs.Job) {
	t.Helper()
	got, err := p.Jobs.Get(t.Context(), want.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("job = %+v\nwant  %+v", got, want)
	}
}

func jobRoundTrip(t *testing.T, p JobsProbe) {
	t.Helper()
	want := []jobs.Job{aJob("1")}
	p.put(t, want...)
	sameJob(t, p, want[0])
	requirements, err := p.Jobs.Requirements(t.Context(), want[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if read := withRequirements(want)[0].Requirements; len(read) == 0 || !reflect.DeepEqual(requirements, read) {
		t.Errorf("requirements = %+v\nwant %+v", requirements, read)
	}
}

func bareJobRoundTrip(t *testing.T, p JobsProbe) {
	t.Helper()
	full := aJob("1")
	bare := []jobs.Job{{
		ID: full.ID, Requisition: full.Requisition, Company: full.Company, CompanyName: "x", Title: "y",
		Source: full.Source, BoardToken: "x", ExternalID: "1", URL: full.URL, ApplyURL: full.ApplyURL,
		FirstSeenAt: JobsAt, LastSeenAt: JobsAt, Status: jobs.StatusClosed, ClosedAt: JobsAt.Add(time.Hour), Version: 1,
	}}
	p.put(t, bare...)
	sameJob(t, p, bare[0])
	if requirements, err := p.Jobs.Requirements(t.Context(), full.ID); err != nil || len(requirements) != 0 {
		t.Errorf("requirements = %v, %v; want none", requirements, err)
	}
}

func jobVersions(t *testing.T, p JobsProbe) {
	t.Helper()
	stored := []jobs.Job{aJob("1")}
	p.put(t, stored...)
	next := stored[0]
	next.Title, next.Version = "Senior Lens Engineer", 2
	p.put(t, next)
	sameJob(t, p, next)
	for _, version := range []int64{1, 2, 4} {
		stale := next
		stale.Version, stale.Title = version, "overwritten"
		err := p.Work.Do(t.Context(), func(ctx context.Context, tx JobsTx) error {
			return tx.Jobs.Put(ctx, withRequirements([]jobs.Job{stale}))
		})
		if !errors.Is(err, fault.ErrStale) {
			t.Errorf("version %d after 2: err = %v, want ErrStale", version, err)
		}
	}
	sameJob(t, p, next)
}

func unknownJob(t *testing.T, p JobsProbe) {
	t.Helper()
	if _, err := p.Jobs.Get(t.Context(), newID[id.Job]()); !errors.Is(err, jobs.ErrJobNotFound) {
		t.Errorf("Get = %v, want ErrJobNotFound", err)
	}
	if _, err := p.Jobs.Requirements(t.Context(), newID[id.Job]()); !errors.Is(err, jobs.ErrJobNotFound) {
		t.Errorf("Requirements = %v, want ErrJobNotFound", err)
	}
}

func jobsByFingerprint(t *testing.T, p JobsProbe) {
	t.Helper()
	open, closed, other := aJob("1"), aJob("2"), aJob("3")
	closed.Fingerprint = open.Fingerprint
	closed.Close(JobsAt)
	p.put(t, open, closed, other)
	p.do(t, func(ctx context.Context, tx JobsTx) error {
		found, err := tx.Jobs.ByFingerprint(ctx, []string{open.Fingerprint, "none", open.Fingerprint})
		if err == nil && (len(found) != 1 || found[0].ID != open.ID) {
			t.Errorf("found %d jobs, want the open one", len(found))
		}
		return err
	})
}

func jobsByRequisition(t *testing.T, p JobsProbe) {
	t.Helper()
	older, newer, closed := aJob("1"), aJob("2"), aJob("3")
	newer.PostedAt = older.PostedAt.Add(time.Hour)
	closed.PostedAt = older.PostedAt.Add(2 * time.Hour)
	closed.Close(JobsAt)
	p.put(t, older, newer, closed)
	list := []*jobs.Job{&newer, &closed}
	for _, j := range list {
		j.Requisition, j.Version = older.Requisition, 2
	}
	p.put(t, newer, closed)
	found, err := p.Jobs.ByRequisition(t.Context(), older.Requisition)
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 3 || found[0].ID != newer.ID || found[1].ID != older.ID || found[2].ID != closed.ID {
		t.Errorf("order is not newer, older, closed: %+v", found)
	}
}

func savedJobs(t *testing.T, p JobsProbe) {
	t.Helper()
	first, second := aJob("1"), aJob("2")
	p.put(t, first, second)
	ada, ben := p.User(t), p.User(t)
	p.do(t, func(ctx context.Context, tx JobsTx) error {
		return errors.Join(
			tx.Saved.Save(ctx, ada, first.ID, JobsAt), tx.Saved.Save(ctx, ada, second.ID, JobsAt.Add(time.Hour)),
			tx.Saved.Save(ctx, ada, first.ID, JobsAt.Add(2*time.Hour)), // again: changes nothing
			tx.Saved.Save(ctx, ben, first.ID, JobsAt), tx.Saved.Unsave(ctx, ben, second.ID))
	})
	err := p.Work.Do(t.Context(), func(ctx context.Context, tx JobsTx) error { return tx.Saved.Save(ctx, ada, newID[id.Job](), JobsAt) })
	if !errors.Is(err, jobs.ErrJobNotFound) {
		t.Errorf("saving an unknown job = %v, want ErrJobNotFound", err)
	}
	list, err := p.Saved.List(t.Context(), ada, page.Request{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	if list.Total != 2 || len(list.Items) != 1 || list.Items[0].Job.ID != second.ID || !list.Items[0].SavedAt.Equal(JobsAt.Add(time.Hour)) {
		t.Errorf("list = %+v, want the second job of two", list)
	}
	p.do(t, func(ctx context.Context, tx JobsTx) error { return tx.Saved.Unsave(ctx, ben, first.ID) })
	among, err := p.Saved.Among(t.Context(), ada, []id.Job{first.ID, newID[id.Job]()})
	if err != nil || len(among) != 1 || !among[first.ID] {
		t.Errorf("among = %v, %v; want the first job: another person's change must not touch it", among, err)
	}
	if among, err = p.Saved.Among(t.Context(), ben, []id.Job{first.ID}); err != nil || len(among) != 0 {
		t.Errorf("among = %v, %v; want none", among, err)
	}
}
