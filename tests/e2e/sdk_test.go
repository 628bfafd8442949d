package e2e_test

import (
	"path/filepath"
	"testing"
)

func TestGoSDK(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "apply")
	h := open(t)
	h.run(t, root+"/sdk/go", "go", "build", "-o", program, "./examples/apply")
	h.run(t, root, program)
	if h.contract.answers == 0 {
		t.Error("no answer was compared with the specification")
	}
}

func TestTypeScriptSDK(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.run(t, root, "node", "node_modules/typescript/bin/tsc", "-p", "sdk/typescript")
	h.run(t, root+"/sdk/typescript", "node", "examples/apply.mjs")
	if h.contract.answers == 0 {
		t.Error("no answer was compared with the specification")
	}
}
