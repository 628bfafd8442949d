package trial

import (
	"time"

	"github.com/applyforus/applyforus/apps/internal/platform"
)

func now() time.Time { return time.Now().UTC() }

// settings are those of a fresh start without a network.
func settings(o Options, seeker, lab string) (platform.Config, error) {
	values := map[string]string{
		"DATABASE_URL": o.DatabaseURL, "AFU_DATA": o.Data, "AFU_CACHE": o.Cache, "CHROMIUM_PATH": o.Chromium,
		"SEEKER_URL": seeker, "LAB_URL": lab, "AFU_LIVE_FEEDS": "false",
	}
	return platform.LoadConfig(func(name string) (string, bool) {
		value, known := values[name]
		return value, known
	})
}
