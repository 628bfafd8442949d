package main

import (
	"context"
	"fmt"
	"io"

	"github.com/applyforus/applyforus/apps/internal/platform"
)

// keysRotate seals every secret in the database with the present key, after making a new
// one where keys are kept in the data folder.
func keysRotate(ctx context.Context, s *platform.Services, out io.Writer) error {
	added, columns, err := platform.RotateKeys(ctx, s)
	if added {
		fmt.Fprintln(out, "A new sealing key stands first in sealing.key of the data folder. The old ones stay below it for your backups.")
	} else {
		fmt.Fprintln(out, "The key is set from outside, so no new one was made: put a new one first, restart, and run this again.")
	}
	for _, c := range columns {
		fmt.Fprintf(out, "%s.%s.%s: %d sealed anew", c.Column.Schema, c.Column.Table, c.Column.Column, c.Changed)
		if c.Lost > 0 {
			fmt.Fprintf(out, ", %d that no key opens", c.Lost)
		}
		fmt.Fprintln(out)
	}
	return err
}
