// Command login measures how many sign-ins a second the product takes beside the limit
// that bcrypt itself sets on the same processors, and whether other pages stay quick
// meanwhile.
//
//	go run ./bench/login [-for 60s] [-accounts 200] [-workers 16]
//
// The product, with its database, runs in a process of its own. The share of the
// processors that the load generator takes is measured and subtracted. Run it on a quiet
// machine; the table goes to standard output.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/crypto/bcrypt"

	"github.com/applyforus/applyforus/bench/house"
)

// The goals.
const (
	wantShare = 0.85
	wantP99   = 150 * time.Millisecond
	cost      = 10 // of adapters/bcrypt
	jobsEvery = time.Second / 20
)

func main() {
	if house.Serve() {
		return
	}
	length := flag.Duration("for", time.Minute, "how long sign-ins are made")
	accounts := flag.Int("accounts", 200, "accounts, each signing in from a place of its own")
	workers := flag.Int("workers", 16, "sign-ins that are under way at a time")
	flag.Parse()
	if err := run(context.Background(), *length, *accounts, *workers); err != nil {
		fmt.Fprintln(os.Stderr, "bench/login:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, length time.Duration, accounts, workers int) error {
	limit, err := bcryptLimit(5 * time.Second)
	if err != nil {
		return err
	}
	h, err := house.Start(ctx)
	if err != nil {
		return err
	}
	return errors.Join(measure(ctx, h, limit, length, accounts, workers), h.Stop())
}

func measure(ctx context.Context, h *house.House, limit float64, length time.Duration, accounts, workers int) error {
	people := make([]person, accounts)
	for i := range people {
		people[i] = person{client: house.Client(house.Place(i)), email: "person" + strconv.Itoa(i) + "@example.org"}
		if err := h.Register(ctx, people[i].client, people[i].email); err != nil {
			return err
		}
	}
	time.Sleep(5 * time.Second) // the mails of the registrations go out
	quiet, err := watchJobs(ctx, h, min(length, 20*time.Second))
	if err != nil {
		return err
	}
	before, began := own(), time.Now()
	flooded := make(chan outcome, 1)
	go func() { flooded <- flood(ctx, h, people, length, workers) }()
	busy, err := watchJobs(ctx, h, length)
	if err != nil {
		return err
	}
	out := <-flooded
	elapsed := time.Since(began)
	mine := float64(own()-before) / float64(elapsed) / float64(runtime.NumCPU())
	rate := float64(out.done) / elapsed.Seconds()
	share := rate / (limit * (1 - mine))
	fmt.Printf("| measure | figure | goal |\n|---|---:|---:|\n")
	fmt.Printf("| bcrypt alone, cost %d, %d processors | %.1f /s | |\n", cost, runtime.NumCPU(), limit)
	fmt.Printf("| sign-ins, %d at a time, for %s | %.1f /s | |\n", workers, elapsed.Round(time.Second), rate)
	fmt.Printf("| told to come back, failed | %d, %d | |\n", out.busy, out.failed)
	fmt.Printf("| the load generator's share of the processors | %.1f %% | |\n", 100*mine)
	fmt.Printf("| share of what bcrypt alone would do with the rest | %.2f | ≥ %.2f |\n", share, wantShare)
	fmt.Printf("| /jobs at 20 requests/s, quiet: p50, p99 | %s, %s | |\n", at(quiet, 50), at(quiet, 99))
	fmt.Printf("| /jobs at 20 requests/s, meanwhile: p50, p99 | %s, %s | p99 ≤ %s |\n", at(busy, 50), at(busy, 99), wantP99)
	return nil
}

// bcryptLimit is how many hashes a second all processors compare together, with nothing else to do.
func bcryptLimit(length time.Duration) (float64, error) {
	hash, err := bcrypt.GenerateFromPassword([]byte(house.Password), cost)
	if err != nil {
		return 0, err
	}
	var done atomic.Int64
	var group sync.WaitGroup
	began := time.Now()
	for range runtime.NumCPU() {
		group.Go(func() {
			for time.Since(began) < length {
				bcrypt.CompareHashAndPassword(hash, []byte(house.Password)) //nolint:errcheck // only the time counts
				done.Add(1)
			}
		})
	}
	group.Wait()
	return float64(done.Load()) / time.Since(began).Seconds(), nil
}

type person struct {
	client *http.Client
	email  string
}

type outcome struct{ done, busy, failed int64 }

// flood signs people in, each in turn, as fast as it goes.
func flood(ctx context.Context, h *house.House, people []person, length time.Duration, workers int) outcome {
	var done, busy, failed, next atomic.Int64
	var group sync.WaitGroup
	began := time.Now()
	for range workers {
		group.Go(func() {
			for time.Since(began) < length {
				p := people[int(next.Add(1))%len(people)]
				status, _, err := h.Call(ctx, p.client, "/api/v1/auth/login", "", map[string]string{"email": p.email, "password": house.Password})
				switch {
				case err == nil && status == http.StatusOK:
					done.Add(1)
				case err == nil && status == http.StatusServiceUnavailable:
					busy.Add(1)
				default:
					failed.Add(1)
				}
			}
		})
	}
	group.Wait()
	return outcome{done.Load(), busy.Load(), failed.Load()}
}

// watchJobs opens the list of jobs at a fixed rate and answers how long each took. A
// request that comes late counts from when it was due.
func watchJobs(ctx context.Context, h *house.House, length time.Duration) ([]time.Duration, error) {
	var (
		mu     sync.Mutex
		took   []time.Duration
		failed error
		group  sync.WaitGroup
		client = &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	)
	began := time.Now()
	for due := began; due.Sub(began) < length; due = due.Add(jobsEvery) {
		time.Sleep(time.Until(due))
		group.Go(func() {
			err := open(ctx, client, h.URL+"/jobs")
			mu.Lock()
			defer mu.Unlock()
			took, failed = append(took, time.Since(due)), errors.Join(failed, err)
		})
	}
	group.Wait()
	slices.Sort(took)
	return took, failed
}

func open(ctx context.Context, client *http.Client, address string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %d", address, answer.StatusCode)
	}
	var sink [32 << 10]byte
	for {
		if _, err := answer.Body.Read(sink[:]); err != nil {
			return nil // the end of the page
		}
	}
}

func at(sorted []time.Duration, percent int) time.Duration {
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)].Round(100 * time.Microsecond)
}

// own is the processor time of this process.
func own() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
