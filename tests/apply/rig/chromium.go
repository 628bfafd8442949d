package rig

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/applyforus/applyforus/adapters/browser"
)

// Chromium makes a pool that reaches one origin and nothing else. workDir is where its
// processes keep their profile; "" = the system's.
func Chromium(ctx context.Context, workDir, origin string) (*browser.Pool, error) {
	cache := os.Getenv("AFU_CACHE")
	if cache == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return nil, err
		}
		cache = filepath.Join(base, "applyforus")
	}
	driver, err := browser.EnsureDriver(ctx, cache, func(string) {})
	if err != nil {
		return nil, err
	}
	chromium, err := browser.FindChromium(os.Getenv("AFU_CHROMIUM"))
	if err != nil {
		return nil, err
	}
	return browser.New(browser.Options{
		DriverDir: driver, Chromium: chromium, WorkDir: workDir, AllowedOrigins: []string{origin}, ConfirmTimeout: 5 * time.Second,
	}), nil
}
