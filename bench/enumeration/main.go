// Command enumeration measures whether anybody can tell from the time of an answer who has
// an account: signing in, registering, resetting a password and changing an address, with
// addresses that have an account and addresses that have none, in turns.
//
//	go run ./bench/enumeration [-n 2000] [-runs 3] [-only login]
//
// Each request comes from a place of its own, so that no limit is reached. The table
// goes to standard output: the difference of the medians with its 95 % interval
// (bootstrap). Run it on a quiet machine.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/applyforus/applyforus/bench/house"
)

// want bounds the difference that may be seen.
const want = time.Millisecond

// perAddress is how often one address may be used: mails to it are limited per hour.
const perAddress = 4

func main() {
	if house.Serve() {
		return
	}
	n := flag.Int("n", 2000, "requests of each kind")
	runs := flag.Int("runs", 3, "how often all is measured, each time on a fresh database")
	only := flag.String("only", "", "one of login, register, reset and email")
	flag.Parse()
	fmt.Printf("| run | flow | known, median | unknown, median | difference, 95 %% interval | within ±%s |\n|---|---|---:|---:|---:|---|\n", want)
	for run := range *runs {
		if err := measure(context.Background(), run+1, *n, *only); err != nil {
			fmt.Fprintln(os.Stderr, "bench/enumeration:", err)
			os.Exit(1)
		}
	}
}

// flow is one way to ask whether an address has an account.
type flow struct {
	name, path string
	status     int
	body       func(email string) map[string]string
	bearers    int // people who must be signed in; 0 for visitors
}

var flows = []flow{
	{"login", "/api/v1/auth/login", http.StatusUnauthorized, func(email string) map[string]string {
		return map[string]string{"email": email, "password": "not the password"}
	}, 0},
	{"register", "/api/v1/auth/register", http.StatusCreated, func(email string) map[string]string {
		return map[string]string{"email": email, "password": house.Password, "name": "Mirela Quandt"}
	}, 0},
	{"reset", "/api/v1/auth/forgot-password", http.StatusOK, func(email string) map[string]string {
		return map[string]string{"email": email}
	}, 0},
	{"email", "/api/v1/auth/email", http.StatusOK, func(email string) map[string]string {
		return map[string]string{"email": email}
	}, 20},
}

// bench is one run on a fresh house.
type bench struct {
	*house.House

	places int // that were used
}

func (b *bench) client() *http.Client {
	b.places++
	return house.Client(house.Place(b.places))
}

func measure(ctx context.Context, run, n int, only string) error {
	h, err := house.Start(ctx)
	if err != nil {
		return err
	}
	b := &bench{House: h}
	for _, f := range flows {
		if only != "" && f.name != only {
			continue
		}
		if err := b.flow(ctx, run, n, f); err != nil {
			return errors.Join(err, h.Stop())
		}
	}
	return h.Stop()
}

func (b *bench) flow(ctx context.Context, run, n int, f flow) error {
	known := make([]string, (n+perAddress-1)/perAddress)
	for i := range known {
		known[i] = fmt.Sprintf("known.%s.%d@example.org", f.name, i)
		if err := b.Register(ctx, b.client(), known[i]); err != nil {
			return err
		}
	}
	bearers, err := b.signIn(ctx, f)
	if err != nil {
		return err
	}
	time.Sleep(3 * time.Second) // the mails go out
	var times [2][]time.Duration
	for i := range 2 * n {
		kind := i % 2
		email := known[i/2%len(known)]
		if kind == 1 {
			email = fmt.Sprintf("nobody.%s.%d@example.org", f.name, i/2)
		}
		took, err := b.ask(ctx, f, bearers[i/2%len(bearers)], email)
		if err != nil {
			return err
		}
		times[kind] = append(times[kind], took)
	}
	low, high := interval(times)
	fmt.Printf("| %d | %s | %s | %s | %s (%s to %s) | %v |\n", run, f.name, median(times[0]), median(times[1]),
		median(times[0])-median(times[1]), low, high, low >= -want && high <= want)
	return nil
}

// signIn gives the tokens to ask with; one empty token for a visitor.
func (b *bench) signIn(ctx context.Context, f flow) ([]string, error) {
	if f.bearers == 0 {
		return []string{""}, nil
	}
	var bearers []string
	for i := range f.bearers {
		email, client := fmt.Sprintf("asker.%d@example.org", i), b.client()
		if err := b.Register(ctx, client, email); err != nil {
			return nil, err
		}
		_, data, err := b.Call(ctx, client, "/api/v1/auth/login", "", map[string]string{"email": email, "password": house.Password})
		if err != nil {
			return nil, err
		}
		token, _ := data["accessToken"].(string)
		bearers = append(bearers, token)
	}
	return bearers, nil
}

// ask sends one request over a connection that is open already, and answers how long it took.
func (b *bench) ask(ctx context.Context, f flow, bearer, email string) (time.Duration, error) {
	client := b.client()
	defer client.CloseIdleConnections()
	if _, _, err := b.Call(ctx, client, "/api/v1/auth/verify-email", "", map[string]string{"token": "-"}); err != nil {
		return 0, err
	}
	began := time.Now()
	status, _, err := b.Call(ctx, client, f.path, bearer, f.body(email))
	took := time.Since(began)
	if err == nil && status != f.status {
		err = fmt.Errorf("%s with %s: %d", f.name, email, status)
	}
	return took, err
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2].Round(time.Microsecond)
}

// interval is where 95 of 100 differences of medians lie when the samples are drawn again.
func interval(times [2][]time.Duration) (low, high time.Duration) {
	const draws = 2000
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a draw that can be repeated
	differences := make([]time.Duration, draws)
	for i := range differences {
		differences[i] = median(again(random, times[0])) - median(again(random, times[1]))
	}
	slices.Sort(differences)
	return differences[draws*25/1000], differences[draws*975/1000]
}

func again(random *rand.Rand, times []time.Duration) []time.Duration {
	drawn := make([]time.Duration, len(times))
	for i := range drawn {
		drawn[i] = times[random.IntN(len(times))]
	}
	return drawn
}
