package applyforus_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// maxLines is the longest that a file written by hand may be.
const maxLines = 400

// handWritten are the endings of the files whose length is checked.
var handWritten = []string{".go", ".templ", ".sql", ".ts", ".tsx", ".js", ".mjs", ".css", ".sh", ".py"}

// emptyNames say nothing about what a file or package holds.
var emptyNames = []string{"util", "utils", "helper", "helpers", "common", "types", "manager", "managers", "misc"}

// checkHouse walks the tree and lists every breach. It reads the files itself: a
// check that asked `go list` could be answered from the cache of an older test run.
func checkHouse(tree fs.FS) ([]string, error) {
	var breaches []string
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
		if !slices.Contains(handWritten, path.Ext(name)) {
			return nil
		}
		source, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		for _, breach := range checkFile(name, source) {
			breaches = append(breaches, name+": "+breach)
		}
		return nil
	})
	return breaches, err
}

// foreign tells whether a folder is not part of the module: built, fetched,
// test input, or a module of its own.
func foreign(tree fs.FS, name, base string) bool {
	if name == "." {
		return false
	}
	if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") {
		return true
	}
	if slices.Contains([]string{"node_modules", "testdata", "dist", "bin", "output"}, base) {
		return true
	}
	if slices.Contains([]string{"apps/mobile", "apps/extension", "sdk"}, name) {
		return true // go.mod ignores them
	}
	_, err := fs.Stat(tree, path.Join(name, "go.mod"))
	return err == nil
}

func checkFile(name string, source []byte) []string {
	if path.Ext(name) != ".go" {
		return checkLength(source)
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		return []string{err.Error()}
	}
	generated, expected := ast.IsGenerated(file), mustBeGenerated(name)
	switch {
	case expected && !generated:
		return []string{"lies among generated files and lacks the header; move it, or generate it anew"}
	case generated && !expected:
		return []string{"looks generated; generated files are called *_templ.go or *_gen.go, or lie in adapters/postgres/internal"}
	case generated:
		return checkImports(name, file)
	}
	return slices.Concat(checkLength(source), checkName(name), checkImports(name, file))
}

func mustBeGenerated(name string) bool {
	return strings.HasSuffix(name, "_templ.go") || strings.HasSuffix(name, "_gen.go") ||
		strings.HasPrefix(name, "adapters/postgres/internal/")
}

func checkLength(source []byte) []string {
	if lines := bytes.Count(source, []byte("\n")); lines > maxLines {
		return []string{fmt.Sprintf("%d lines; the wall is %d: split it by noun or verb", lines, maxLines)}
	}
	return nil
}

// checkName refuses a file or package whose name says nothing.
func checkName(name string) []string {
	base := strings.TrimSuffix(strings.TrimSuffix(path.Base(name), ".go"), "_test")
	for _, word := range []string{base, path.Base(path.Dir(name))} {
		if slices.Contains(emptyNames, word) {
			return []string{fmt.Sprintf("the name %q says nothing about what is in it", word)}
		}
	}
	return nil
}

func checkImports(name string, file *ast.File) []string {
	dir := path.Dir(name)
	own := layerOf(dir)
	if own == nil {
		return []string{"the package is in no layer: give it a place in the table of arch_test.go, or move it"}
	}
	var breaches []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			breaches = append(breaches, err.Error())
			continue
		}
		if !own.allows(dir, imported, strings.HasSuffix(name, "_test.go")) {
			breaches = append(breaches, fmt.Sprintf("layer %s may not import %s", own.name, strings.TrimPrefix(imported, module+"/")))
		}
	}
	return breaches
}

// layerOf answers the layer of a folder, or nil. A use-case package looks like a
// noun's subfolder, so exact patterns decide.
func layerOf(dir string) *layer {
	for i := range layers {
		if slices.ContainsFunc(layers[i].at, func(pattern string) bool { return fits(pattern, dir) }) {
			return &layers[i]
		}
	}
	return nil
}

// allows tells whether a package of the layer may import a path.
func (l *layer) allows(dir, imported string, test bool) bool {
	inside := func(patterns []string, name string) bool {
		return slices.ContainsFunc(patterns, func(pattern string) bool { return fits(pattern, name) })
	}
	if local, ok := strings.CutPrefix(imported, module+"/"); ok || imported == module {
		switch {
		case local == dir, !l.sealed && fits(ownPart(dir)+"/...", local):
			return true
		case test && (inside(l.tests, local) || fits(builders, local)):
			return true
		}
		return inside(l.may, local)
	}
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") { // a path without a domain is the standard library's
		return test || !inside(l.never, imported)
	}
	return l.vendors || inside(l.allowedVendors, imported) || test && inside(testVendors, imported)
}

// testVendors are what any test may use: property tests and the leak check.
var testVendors = []string{"pgregory.net/rapid", "go.uber.org/goleak"}

// fits matches a pattern: * within one element, a final /... for all below too.
func fits(pattern, name string) bool {
	if pattern == "..." {
		return true
	}
	prefix, deep := strings.CutSuffix(pattern, "/...")
	if deep {
		elements := strings.Split(name, "/")
		depth := strings.Count(prefix, "/") + 1
		if len(elements) < depth {
			return false
		}
		name = strings.Join(elements[:depth], "/")
	}
	ok, err := path.Match(prefix, name)
	return err == nil && ok
}
