package main

import (
	"context"
	"io"

	"github.com/applyforus/applyforus/apps/internal/jobfiles"
	"github.com/applyforus/applyforus/apps/internal/platform"
)

// importJobs takes postings in from recorded feed files.
func importJobs(ctx context.Context, s *platform.Services, args []string, out, errOut io.Writer) error {
	return jobfiles.Import(ctx, s.Importer, args, out, errOut)
}
