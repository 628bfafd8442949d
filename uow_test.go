package applyforus_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

func TestUnitOfWork(t *testing.T) {
	t.Parallel()
	tree := os.DirFS(".")
	files, err := fs.Glob(tree, "core/*/*svc/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := fs.ReadFile(tree, name)
		if err != nil {
			t.Fatal(err)
		}
		breaches, err := checkWork(name, source)
		if err != nil {
			t.Error(err)
		}
		for _, breach := range breaches {
			t.Error(breach)
		}
	}
}

func TestUnitOfWorkNoticesBreaches(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, body, want string }{
		{"through tx", "return s.uow.Do(ctx, func(ctx context.Context, tx Tx) error { at := s.now(); return tx.Jobs.Save(ctx, at, s.limit) })", ""},
		{"before and after", "s.reads.Get(ctx); err := s.uow.Do(ctx, func(ctx context.Context, tx Tx) error { return nil }); s.mail.Send(ctx); return err", ""},
		{"another Do", "return other.Do(func() { s.reads.Get(ctx) })", ""},
		{"a port of the service", "return s.uow.Do(ctx, func(ctx context.Context, tx Tx) error { _, err := s.reads.Get(ctx); return err })", "s.reads.Get"},
		{"a method of the service", "return s.uow.Do(ctx, func(ctx context.Context, tx Tx) error { return s.notify(ctx) })", "s.notify"},
		{"a function field", "return s.uow.Do(ctx, func(ctx context.Context, tx Tx) error { s.send(); return nil })", "s.send"},
		{"deep inside", "return s.uow.Do(ctx, func(ctx context.Context, tx Tx) error { for range 3 { go func() { defer s.llm.Ask(ctx).Close() }() }; return nil })", "s.llm.Ask"},
		{"nested", "return s.uow.Do(ctx, func(ctx context.Context, tx Tx) error { return s.uow.Do(ctx, func(ctx context.Context, tx Tx) error { return nil }) })", "s.uow.Do"},
		{"out of sight", "return s.uow.Do(ctx, s.step)", "written in place"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			source := "package jobsvc\nfunc (s *Service) Verb(ctx context.Context) error {\n" + c.body + "\n}\n"
			breaches, err := checkWork("core/jobs/jobsvc/verb.go", []byte(source))
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case c.want == "" && len(breaches) > 0:
				t.Errorf("found %q in clean code", breaches)
			case c.want != "" && (len(breaches) != 1 || !strings.Contains(breaches[0], c.want)):
				t.Errorf("found %q, want one breach about %s", breaches, c.want)
			}
		})
	}
}

// checkWork lists, for one file of a use-case package, the calls within a
// transaction that reach around it: anything of the service but its clock. (A
// local alias of a field escapes it; review sees that.)
func checkWork(name string, source []byte) ([]string, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var breaches []string
	for _, declaration := range file.Decls {
		method, ok := declaration.(*ast.FuncDecl)
		if !ok || method.Body == nil || method.Recv == nil || len(method.Recv.List[0].Names) == 0 {
			continue
		}
		service := method.Recv.List[0].Names[0].Name
		for _, found := range reachesAround(method.Body, service) {
			at := files.Position(found.at)
			breaches = append(breaches, fmt.Sprintf("%s:%d: %s", path.Clean(name), at.Line, found.what))
		}
	}
	return breaches, nil
}

type finding struct {
	at   token.Pos
	what string
}

// reachesAround looks into every s.uow.Do of a body.
func reachesAround(body ast.Node, service string) []finding {
	var found []finding
	ast.Inspect(body, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok || !isWork(call, service) {
			return true
		}
		work, ok := call.Args[len(call.Args)-1].(*ast.FuncLit)
		if !ok {
			found = append(found, finding{call.Pos(), "the function given to Do must be written in place, so that this test can read it"})
			return true
		}
		ast.Inspect(work.Body, func(node ast.Node) bool {
			inner, ok := node.(*ast.CallExpr)
			if !ok {
				return true
			}
			chain := selectors(inner.Fun)
			if len(chain) > 1 && chain[0] == service && !slices.Equal(chain, []string{service, "now"}) {
				found = append(found, finding{inner.Pos(), strings.Join(chain, ".") + " is called within a transaction; use tx, or move it out"})
			}
			return true
		})
		return false // what is inside has been read
	})
	return found
}

// isWork tells whether a call is Do on a unit of work that the service holds.
func isWork(call *ast.CallExpr, service string) bool {
	chain := selectors(call.Fun)
	return len(chain) > 2 && chain[0] == service && chain[len(chain)-1] == "Do" && len(call.Args) > 0
}

// selectors flattens a.b.c to its names; an expression that does not begin with a
// name answers nil.
func selectors(expression ast.Expr) []string {
	switch e := expression.(type) {
	case *ast.Ident:
		return []string{e.Name}
	case *ast.SelectorExpr:
		if chain := selectors(e.X); chain != nil {
			return append(chain, e.Sel.Name)
		}
	}
	return nil
}
