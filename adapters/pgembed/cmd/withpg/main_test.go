package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestCommandFindsTheServer(t *testing.T) {
	t.Setenv(urlVariable, "")
	said := filepath.Join(t.TempDir(), "said")
	err := run(t.Context(), "", "", []string{"sh", "-c", `echo "$TEST_DATABASE_URL $TEST_POSTGRES_BIN" > "$0"; exit 7`, said})
	var ended *exec.ExitError
	if !errors.As(err, &ended) || ended.ExitCode() != 7 {
		t.Fatalf("got %v, want the command's own exit code 7", err)
	}
	text, err := os.ReadFile(said)
	if err != nil {
		t.Fatal(err)
	}
	address, bin, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	if !strings.HasPrefix(address, "postgres://applyforus:") {
		t.Errorf("%s is %q", urlVariable, address)
	}
	if _, err := os.Stat(filepath.Join(bin, "initdb")); err != nil {
		t.Errorf("%s: %v", binVariable, err)
	}
}

func TestConfiguredServerIsUsed(t *testing.T) {
	t.Setenv(urlVariable, "postgres://elsewhere")
	if err := run(t.Context(), "/nowhere", "", []string{"sh", "-c", `test "$TEST_DATABASE_URL" = postgres://elsewhere`}); err != nil {
		t.Error(err)
	}
}
