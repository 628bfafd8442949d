package platform

import (
	"context"
	"fmt"
	"syscall"

	"github.com/applyforus/applyforus/core/health"
)

// diskProbe says how much room the data folder has.
func diskProbe(folder string) func(context.Context) (health.Status, string) {
	return func(context.Context) (health.Status, string) {
		var fs syscall.Statfs_t
		if err := syscall.Statfs(folder, &fs); err != nil {
			return health.Down, "The folder " + folder + " cannot be read. Set AFU_DATA to one that can."
		}
		free := int64(fs.Bavail) * int64(fs.Bsize) //nolint:unconvert // the types differ between systems
		text := fmt.Sprintf("%.1f GB free in %s.", float64(free)/(1<<30), folder)
		switch {
		case free < noDisk:
			return health.Down, text + " Uploads and the database stop soon: make room."
		case free < lowDisk:
			return health.Warn, text + " Make room before it is full."
		}
		return health.Up, text
	}
}
