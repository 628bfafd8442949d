package applyforus_test

import (
	"encoding/csv"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// asvsFile says for each requirement of ASVS 5.0, levels 1 and 2, how it stands and what
// proves it. The words are ours; the requirements' own text is at owasp.org.
const asvsFile = "docs/security/asvs.csv"

// asvsChapters are the chapters that the file covers, with how many requirements of
// levels 1 and 2 each has.
var asvsChapters = map[string]int{"V3": 19, "V6": 35, "V7": 18, "V8": 7, "V9": 7, "V10": 29}

func TestSecurityRequirements(t *testing.T) {
	t.Parallel()
	problems, err := checkASVS(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		t.Error(problem)
	}
}

var asvsID = regexp.MustCompile(`^(V\d+)\.\d+\.\d+$`)

func checkASVS(tree fs.FS) (problems []string, err error) {
	file, err := tree.Open(asvsFile)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, err
	}
	tests, err := testsOf(tree)
	if err != nil {
		return nil, err
	}
	seen, count := map[string]bool{}, map[string]int{}
	for _, row := range rows[1:] {
		id, status, named, reason := row[0], row[3], strings.Fields(row[4]), row[5]
		add := func(format string, args ...any) {
			problems = append(problems, asvsFile+": "+id+" "+fmt.Sprintf(format, args...))
		}
		chapter := asvsID.FindStringSubmatch(id)
		if chapter == nil || seen[id] {
			add("is no new requirement")
			continue
		}
		seen[id] = true
		count[chapter[1]]++
		if !slices.Contains([]string{"met", "partly", "open", "n/a"}, status) {
			add("has the status %q; use met, partly, open or n/a", status)
		}
		if reason == "" && (len(named) == 0 || status != "met") {
			add("is %s without a reason", status)
		}
		for _, name := range named {
			if !tests[name] {
				add("names the test %s, which does not exist", name)
			}
		}
	}
	for chapter, want := range asvsChapters {
		if count[chapter] != want {
			problems = append(problems, fmt.Sprintf("%s: %d rows of %s, want %d", asvsFile, count[chapter], chapter, want))
		}
	}
	return problems, nil
}

// testsOf lists the tests of the tree as folder.TestName.
func testsOf(tree fs.FS) (map[string]bool, error) {
	tests := map[string]bool{}
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if foreign(tree, name, entry.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, "_test.go") {
			return nil
		}
		source, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, declared := range parsed.Decls {
			if function, ok := declared.(*ast.FuncDecl); ok && function.Recv == nil && strings.HasPrefix(function.Name.Name, "Test") {
				tests[path.Dir(name)+"."+function.Name.Name] = true
			}
		}
		return nil
	})
	return tests, err
}

func TestSecurityRequirementsNoticeGaps(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"V3.2.1,1,x,met,core/id.TestX,":          "",
		"V3.2.1,1,x,met,core/id.TestGone,":       "does not exist",
		"V3.2.1,1,x,met,,":                       "without a reason",
		"V3.2.1,1,x,open,,":                      "without a reason",
		"V3.2.1,1,x,partly,core/id.TestX,":       "without a reason",
		"V3.2.1,1,x,fine,core/id.TestX,because":  "use met",
		"chapter 3,1,x,met,core/id.TestX,":       "is no new requirement",
		"V3.2.1,1,x,open,core/other.TestX,later": "does not exist",
	} {
		problems, err := checkASVS(fstest.MapFS{
			asvsFile:             {Data: []byte("id,level,what,status,tests,reason\n" + line + "\n")},
			"core/id/id_test.go": {Data: []byte("package id\nimport \"testing\"\nfunc TestX(t *testing.T) {}\n")},
		})
		if err != nil {
			t.Fatal(err)
		}
		problems = slices.DeleteFunc(problems, func(p string) bool { return strings.Contains(p, " rows of ") })
		if (want == "") != (len(problems) == 0) || want != "" && !strings.Contains(problems[0], want) {
			t.Errorf("%s: %q, want %q", line, problems, want)
		}
	}
	if problems, err := checkASVS(fstest.MapFS{asvsFile: {Data: []byte("id,level,what,status,tests,reason\n")}}); err != nil || len(problems) != len(asvsChapters) {
		t.Errorf("an empty file: %q, %v", problems, err)
	}
}
