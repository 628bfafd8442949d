package applyforus_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// module is the path of this module, as in go.mod.
const module = "github.com/applyforus/applyforus"

// layer is a group of packages under one import rule. Patterns are folders
// relative to the module: * stands for one path element or a part of it, a final
// /... for the folder and all below it.
type layer struct {
	name string
	// at says which packages belong to the layer. The first layer that fits wins.
	at []string
	// may says which other packages of the module the layer imports. A package's
	// own part of the house (see ownPart) is always allowed unless sealed is set.
	may []string
	// tests is what its test files import beyond that.
	tests []string
	// sealed forbids the layer's packages to import each other, even within one part.
	sealed bool
	// vendors allows modules of others; else only those listed.
	vendors        bool
	allowedVendors []string
	// never is what it must not import of the standard library.
	never []string
}

var (
	// io is what pure code has no use for: every way out of the process.
	io = []string{"net", "net/http/...", "net/rpc/...", "net/smtp", "os/...", "database/sql", "log/...", "syscall", "plugin", "unsafe"}

	kernel = []string{"core/id", "core/fault", "core/money", "core/page", "core/geo", "core/events"}
	nouns  = []string{"core/*"} // kernel included, which comes before them in layers
	// builders make nouns for the tests of every layer, such as core/jobs/jobtest.
	builders = "core/*/*test"
	text     = []string{"golang.org/x/text/..."}
)

// layers is the house, inside first: imports point up in this list.
var layers = []layer{
	{name: "root", at: []string{"."}, never: io},
	{name: "kernel", at: kernel, may: kernel, allowedVendors: text, tests: nil, never: io},
	{name: "nouns", at: nouns, may: kernel, sealed: true, allowedVendors: text, never: io},
	{name: "ports", at: []string{"ports"}, may: nouns, never: io},
	{name: "porttest", at: []string{"ports/porttest"}, may: slices.Concat(nouns, []string{"ports"})}, // test code: may serve a feed to an adapter
	{
		name: "use-cases", at: []string{"core/*/*svc"},
		may: slices.Concat(nouns, []string{"ports"}), sealed: true, allowedVendors: text, never: slices.DeleteFunc(slices.Clone(io), isLog),
		tests: []string{"adapters/memory/...", "ports/porttest"},
	},
	{name: "builders for tests", at: []string{builders}, may: slices.Concat(nouns, []string{"ports"}), never: io},
	{
		name: "test databases", at: []string{"adapters/postgres/pgtest"},
		may: []string{"adapters/pgembed", "adapters/postgres", "core/*", "ports"}, vendors: true,
	},
	{
		name: "adapters", at: []string{"adapters/..."},
		may: slices.Concat(nouns, []string{"ports"}), vendors: true,
		tests: []string{"ports/porttest", "adapters/pgembed", "adapters/postgres", "adapters/postgres/pgtest", "adapters/memory", "apps/atslab/lab"},
	},
	{
		name: "platform", at: []string{"apps/internal/platform/..."},
		may: []string{"core/...", "ports", "adapters/...", "apps/internal/..."}, vendors: true,
		tests: []string{"ports/porttest"},
	},
	{
		name: "shared parts of the apps", at: []string{"apps/internal/..."},
		may: []string{"core/...", "ports", "apps/internal/..."}, vendors: true,
		tests: []string{"adapters/..."},
	},
	{
		name: "standalone", at: []string{"apps/standalone/..."},
		may: []string{"core/...", "ports", "apps/..."}, vendors: true,
		tests: []string{"adapters/..."},
	},
	{
		name: "apps", at: []string{"apps/*/..."},
		may: []string{"core/...", "ports", "apps/internal/..."}, vendors: true,
		tests: []string{"adapters/...", "apps/..."},
	},
	{name: "measurements and journeys", at: []string{"bench/...", "eval/...", "tests/..."}, may: []string{"..."}, vendors: true},
}

func isLog(pattern string) bool { return pattern == "log/..." }

// ownPart is the part of the house that a package belongs to: its technology
// (adapters/postgres), its app (apps/seeker), or the package alone.
func ownPart(dir string) string {
	elements := strings.Split(dir, "/")
	if len(elements) > 2 && (elements[0] == "adapters" || elements[0] == "apps") {
		return strings.Join(elements[:2], "/")
	}
	return dir
}

func TestArchitecture(t *testing.T) {
	t.Parallel()
	breaches, err := checkHouse(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, breach := range breaches {
		t.Error(breach)
	}
}

// TestArchitectureNoticesBreaches plants one breach at a time in a small house.
func TestArchitectureNoticesBreaches(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("// line\n", maxLines)
	for _, c := range []struct{ name, path, source, want string }{
		{"a clean house", "core/jobs/x.go", "package jobs\nimport (_ \"" + module + "/core/id\"; _ \"golang.org/x/text/cases\"; _ \"embed\")", ""},
		{"own part", "adapters/postgres/jobspg/x.go", "package jobspg\nimport _ \"" + module + "/adapters/postgres\"", ""},
		{"adapter's test", "adapters/redis/x_test.go", "package redis\nimport _ \"" + module + "/adapters/pgembed\"", ""},
		{"use-case's test", "core/jobs/jobsvc/x_test.go", "package jobsvc_test\nimport _ \"" + module + "/adapters/memory\"", ""},
		{"builder in a test", "ports/porttest/x_test.go", "package porttest_test\nimport _ \"" + module + "/core/jobs/jobtest\"", ""},
		{"builder outside a test", "ports/x.go", "package ports\nimport _ \"" + module + "/core/jobs/jobtest\"", "core/jobs/jobtest"},
		{"standalone", "apps/standalone/x.go", "package main\nimport _ \"" + module + "/apps/seeker/site\"", ""},
		{"testdata is not ours", "core/jobs/testdata/x.go", "package x\nimport _ \"net/http\"", ""},
		{"a module of its own", "sdk/go/x.go", "package sdk", ""},

		{"vendor in a noun", "core/jobs/x.go", "package jobs\nimport _ \"github.com/jackc/pgx/v5\"", "github.com/jackc/pgx/v5"},
		{"noun in a noun", "core/jobs/x.go", "package jobs\nimport _ \"" + module + "/core/resumes\"", "core/resumes"},
		{"port in a noun", "core/jobs/x.go", "package jobs\nimport _ \"" + module + "/ports\"", "ports"},
		{"network in a noun", "core/jobs/x.go", "package jobs\nimport _ \"net/http\"", "net/http"},
		{"file in the kernel", "core/id/x.go", "package id\nimport _ \"os\"", "os"},
		{"noun in the kernel", "core/id/x.go", "package id\nimport _ \"" + module + "/core/jobs\"", "core/jobs"},
		{"use-case in a port", "ports/x.go", "package ports\nimport _ \"" + module + "/core/jobs/jobsvc\"", "core/jobs/jobsvc"},
		{"use-case in a use-case", "core/jobs/jobsvc/x.go", "package jobsvc\nimport _ \"" + module + "/core/resumes/resumesvc\"", "core/resumes/resumesvc"},
		{"adapter in a use-case", "core/jobs/jobsvc/x.go", "package jobsvc\nimport _ \"" + module + "/adapters/memory\"", "adapters/memory"},
		{"SQL in a use-case", "core/jobs/jobsvc/x.go", "package jobsvc\nimport _ \"database/sql\"", "database/sql"},
		{"adapter in an adapter", "adapters/river/x.go", "package river\nimport _ \"" + module + "/adapters/postgres\"", "adapters/postgres"},
		{"embedded server in an adapter", "adapters/redis/x.go", "package redis\nimport _ \"" + module + "/adapters/pgembed\"", "adapters/pgembed"},
		{"use-case in an adapter", "adapters/redis/x.go", "package redis\nimport _ \"" + module + "/core/jobs/jobsvc\"", "core/jobs/jobsvc"},
		{"adapter in a page", "apps/seeker/jobsweb/x.go", "package jobsweb\nimport _ \"" + module + "/adapters/postgres\"", "adapters/postgres"},
		{"app in an app", "apps/seeker/main.go", "package main\nimport _ \"" + module + "/apps/admin/site\"", "apps/admin/site"},
		{"in no layer", "lib/x.go", "package lib", "in no layer"},
		{"a long file", "core/jobs/x.go", "package jobs\n" + long, "lines"},
		{"a long page", "apps/seeker/jobsweb/x.templ", long + "\n", "lines"},
		{"a file of odds and ends", "core/jobs/helpers.go", "package jobs", "says nothing"},
		{"a package of odds and ends", "apps/internal/utils/x.go", "package utils", "says nothing"},
		{"generated by hand", "adapters/postgres/internal/jobsdb/x.go", "package jobsdb", "lacks the header"},
		{"generated elsewhere", "core/jobs/x.go", "// Code generated by x. DO NOT EDIT.\npackage jobs", "looks generated"},
		{"no Go", "core/jobs/x.go", "package", "expected"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			house := fstest.MapFS{
				"core/id/id.go":     {Data: []byte("package id\n")},
				"sdk/go/go.mod":     {Data: []byte("module sdk\n")},
				c.path:              {Data: []byte(c.source)},
				"node_modules/a.go": {Data: []byte("package a\nimport \"nonsense\"\n")},
			}
			breaches, err := checkHouse(house)
			if err != nil {
				breaches = append(breaches, err.Error())
			}
			switch {
			case c.want == "" && len(breaches) > 0:
				t.Errorf("found %q in a clean house", breaches)
			case c.want != "" && (len(breaches) != 1 || !strings.Contains(breaches[0], c.want) || !strings.Contains(breaches[0], c.path)):
				t.Errorf("found %q, want one breach in %s about %s", breaches, c.path, c.want)
			}
		})
	}
}

func TestLayerOf(t *testing.T) {
	t.Parallel()
	for dir, want := range map[string]string{
		"core/id": "kernel", "core/jobs": "nouns", "core/jobs/jobsvc": "use-cases", "ports": "ports",
		"ports/porttest": "porttest", "adapters/postgres/jobspg": "adapters", "adapters/postgres/pgtest": "test databases",
		"adapters/pgembed/cmd/withpg": "adapters", "apps/internal/platform": "platform", "apps/internal/ui": "shared parts of the apps",
		"apps/standalone": "standalone", "apps/seeker/jobsweb": "apps", "bench": "measurements and journeys", ".": "root",
	} {
		if got := layerOf(dir); got == nil || got.name != want {
			t.Errorf("%s is in %s, want %s", dir, fmt.Sprint(got), want)
		}
	}
}
