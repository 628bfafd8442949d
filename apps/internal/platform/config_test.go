package platform_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/apps/internal/platform"
)

func lookup(values map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) { v, ok := values[name]; return v, ok }
}

func TestLoadConfigReportsAllProblemsAtOnce(t *testing.T) {
	t.Parallel()
	_, err := platform.LoadConfig(lookup(map[string]string{
		"AFU_ENV": "prod", "DATABASE_MAX_CONNS": "many", "AFU_LIVE_FEEDS": "perhaps", "SEEKER_URL": "localhost",
	}))
	if err == nil {
		t.Fatal("a wrong configuration was accepted")
	}
	for _, name := range []string{"AFU_ENV", "DATABASE_MAX_CONNS", "AFU_LIVE_FEEDS", "SEEKER_URL"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not named in: %v", name, err)
		}
	}
}

func TestSecretsComeFromFilesAndAreMasked(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte("postgres://u:hunter2@db/x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	config, err := platform.LoadConfig(lookup(map[string]string{"DATABASE_URL_FILE": file, "HOME": "/home/x"}))
	if err != nil {
		t.Fatal(err)
	}
	if config.DatabaseURL != "postgres://u:hunter2@db/x" {
		t.Errorf("DatabaseURL = %q", config.DatabaseURL)
	}
	if strings.Contains(config.String(), "hunter2") {
		t.Error("the secret shows in String")
	}
}

func TestExampleNamesEveryVariable(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"DATABASE_URL", "REDIS_URL", "AFU_KEY", "SEEKER_ADDR"} {
		if !strings.Contains(platform.Example(), "# "+name+"=") {
			t.Errorf("%s is missing", name)
		}
	}
}
