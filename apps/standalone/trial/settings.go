package trial

import (
	"slices"
	"time"

	"github.com/applyforus/applyforus/apps/internal/platform"
)

func now() time.Time { return time.Now().UTC() }

// settings are those of a fresh start without a network. The environment says only where
// downloads are kept when the options do not.
func settings(o Options, seeker, lab string) (platform.Config, error) {
	values := map[string]string{
		"DATABASE_URL": o.DatabaseURL, "AFU_DATA": o.Data, "CHROMIUM_PATH": o.Chromium,
		"SEEKER_URL": seeker, "LAB_URL": lab, "AFU_LIVE_FEEDS": "false",
	}
	if o.Cache != "" {
		values["AFU_CACHE"] = o.Cache
	}
	return platform.LoadConfig(func(name string) (string, bool) {
		if value, known := values[name]; known {
			return value, true
		}
		if o.Environment == nil || !slices.Contains([]string{"AFU_CACHE", "XDG_CACHE_HOME", "HOME"}, name) {
			return "", false
		}
		return o.Environment(name)
	})
}
