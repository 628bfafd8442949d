package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/applyforus/applyforus/apps/internal/platform"
)

// demoJobs shows or hides the postings of the fictional companies.
func demoJobs(ctx context.Context, s *platform.Services, args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("use: applyforus demo add, or applyforus demo remove")
	}
	switch args[0] {
	case "add":
		if s.Config.Production() {
			return errors.New("demo companies are never shown in production (AFU_ENV)")
		}
		if err := seedDemo(ctx, s); err != nil {
			return inWords(err)
		}
		fmt.Fprintln(out, "The demo companies are shown. Their jobs are marked, and their forms live in the form lab.")
		return nil
	case "remove":
		n, err := s.Importer.RemoveDemo(ctx)
		if err != nil {
			return inWords(err)
		}
		fmt.Fprintf(out, "%d demo postings were taken away. Set AFU_DEMO_JOBS=false, or the next start shows them again.\n", n)
		return nil
	}
	return fmt.Errorf("demo %s is not known; use add or remove", args[0])
}
