// Command screenshots takes pictures of every page of the seeker app with realistic
// data, at three widths and in both themes, and lays them out on one sheet.
//
//	go run ./tests/e2e/screenshots [-out FOLDER]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"time"

	"github.com/applyforus/applyforus/adapters/browser"
	"github.com/applyforus/applyforus/apps/standalone/trial"
)

// stopTimeout bounds how long the house may take to end.
const stopTimeout = 20 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	out := flag.String("out", "output/screenshots", "folder of the pictures")
	flag.Parse()
	if err := run(ctx, *out); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1) //nolint:gocritic // nothing is left to undo
	}
}

func run(ctx context.Context, out string) (err error) {
	chromium, err := browser.FindChromium(os.Getenv("CHROMIUM_PATH"))
	if err != nil {
		return err
	}
	data, err := os.MkdirTemp("", "applyforus-screenshots-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(data)
	if err := os.Chmod(data, 0o711); err != nil { //nolint:gosec // PostgreSQL's user passes through it
		return err
	}
	house, err := trial.Start(ctx, trial.Options{
		Data: data, Chromium: chromium, Environment: os.LookupEnv, Say: func(line string) { fmt.Println(line) },
	})
	if err != nil {
		return err
	}
	defer func() {
		bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer cancel()
		err = errors.Join(err, house.Stop(bounded))
	}()
	program := exec.CommandContext(ctx, "node", "tests/e2e/screenshots.mjs", out) //nolint:gosec // our own script
	program.Env = append(os.Environ(), "AFU_URL="+house.URL, "AFU_RESUME=adapters/documents/testdata/two_pages.pdf", "CHROMIUM="+chromium)
	program.Stdout, program.Stderr = os.Stdout, os.Stderr
	return program.Run()
}
