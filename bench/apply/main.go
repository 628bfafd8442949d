// Command apply measures one application of twenty fields in a warm browser, from claim
// to confirmation: real PostgreSQL, real Chromium, the form lab on the loopback.
//
//	go run ./bench/apply [-runs 10]
//
// The table goes to standard output. The first run, which starts the browser, is not
// counted.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/applyforus/applyforus/adapters/pgembed"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/apps/atslab/labdemo"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/tests/apply/rig"
)

const board = "tockelwise-demo"

// stages are the parts of a run, each named for what is reached at its end; the names of
// the engine's checkpoints stand beside them.
var stages = []struct{ checkpoint, label string }{
	{"claimed", "claim"},
	{"opened", "open the form and read it"},
	{"filled", "fill, look for late fields"},
	{"verified", "read back, keep the proof"},
	{"committed", "commit before the click"},
	{"clicked", "click, wait for the confirmation"},
	{"", "keep the proof, record"},
}

func main() {
	runs := flag.Int("runs", 10, "how many applications are measured")
	flag.Parse()
	if err := measure(context.Background(), *runs); err != nil {
		fmt.Fprintln(os.Stderr, "bench/apply:", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, runs int) error {
	folder, err := os.MkdirTemp("", "afu-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	if err := os.Chmod(folder, 0o755); err != nil { //nolint:gosec // the database's user must pass through it
		return err
	}
	server, err := pgembed.Start(ctx, pgembed.Options{DataDir: filepath.Join(folder, "postgres"), CacheDir: cacheDir()})
	if err != nil {
		return err
	}
	defer server.Stop(context.WithoutCancel(ctx)) //nolint:errcheck // nothing is kept
	if err := migrate(ctx, server.URL()); err != nil {
		return err
	}
	lab, err := labdemo.Start(time.Now())
	if err != nil {
		return err
	}
	defer lab.Close()
	pool, err := rig.Chromium(ctx, "", lab.Origin)
	if err != nil {
		return err
	}
	defer pool.Close()
	r, err := rig.Open(ctx, rig.Parts{DatabaseURL: server.URL(), Folder: filepath.Join(folder, "files"), Browser: pool}, 0)
	if err != nil {
		return err
	}
	defer r.Close()
	for _, b := range lab.Boards {
		if b.Token == board {
			if err := r.AddJobs(ctx, b.Token, b.Company, b.Feed); err != nil {
				return err
			}
		}
	}
	job, err := r.Job(ctx, board, strconv.FormatInt(labdemo.MeasuredJob, 10))
	if err != nil {
		return err
	}
	var all []times
	for n := range runs + 1 {
		took, err := one(ctx, r, job, n)
		if err != nil {
			return err
		}
		if n > 0 { // the first one warms the browser
			all = append(all, took)
		}
	}
	report(all)
	return nil
}

func migrate(ctx context.Context, address string) error {
	db, err := postgres.Open(ctx, postgres.Options{URL: address, MaxConns: 2})
	if err != nil {
		return err
	}
	defer db.Close()
	return postgres.Migrate(ctx, db)
}

func cacheDir() string {
	if dir := os.Getenv("AFU_CACHE"); dir != "" {
		return dir
	}
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	return filepath.Join(base, "applyforus")
}

// times are how long each stage of one run took.
type times []time.Duration

func (t times) total() (sum time.Duration) {
	for _, d := range t {
		sum += d
	}
	return sum
}

// one takes a new person's application through the form.
func one(ctx context.Context, r *rig.Rig, job id.Job, n int) (times, error) {
	person, err := r.AddPerson(ctx, fmt.Sprintf("ada%d@example.org", n))
	if err != nil {
		return nil, err
	}
	draft, err := r.Ready(ctx, person, job, rig.Everything)
	if err != nil {
		return nil, err
	}
	took := make(times, 0, len(stages))
	last := time.Now()
	mark := func(string) {
		took, last = append(took, time.Since(last)), time.Now()
	}
	r.Engine.Checkpoint = mark
	if err := r.Engine.Run(ctx, autoapply.RunAttempt{AttemptID: draft.Attempt.ID}); err != nil {
		return nil, err
	}
	mark("")
	attempt, err := r.Engine.Attempts.OfApplication(ctx, person.User, draft.File.Application.ID)
	if err != nil {
		return nil, err
	}
	if attempt.State != autoapply.StateConfirmed || len(took) != len(stages) {
		return nil, fmt.Errorf("the run ended as %s (%s, needs %v)", attempt.State, attempt.Detail, attempt.Needs)
	}
	return took, nil
}

func report(all []times) {
	fmt.Printf("One application of twenty fields, warm browser, %d runs.\n\n", len(all))
	fmt.Println("| stage | median | max |")
	fmt.Println("|---|--:|--:|")
	row := func(label string, of func(times) time.Duration) {
		values := make([]time.Duration, len(all))
		for i, t := range all {
			values[i] = of(t)
		}
		slices.Sort(values)
		fmt.Printf("| %s | %.2f s | %.2f s |\n", label, values[len(values)/2].Seconds(), values[len(values)-1].Seconds())
	}
	for i, stage := range stages {
		row(stage.label, func(t times) time.Duration { return t[i] })
	}
	row("**claim to confirmation**", times.total)
}
