// Command skills measures the built-in skill dictionary against texts whose
// skills were labelled by people. It prints one markdown table.
//
//	go run ./eval/skills -data DIR
//
// DIR is searched for skillspan_*.jsonl.gz and green_entities*.jsonl.gz (labelled
// spans) and esco_*_annotations.csv (labelled names); what is absent is left out.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	data := flag.String("data", "", "folder that holds the labelled files, searched with its subfolders")
	missed := flag.Int("errors", 0, "also list so many of the most frequent misses and false finds of each file")
	flag.Parse()
	if err := run(os.Stdout, *data, *missed); err != nil {
		fmt.Fprintln(os.Stderr, "skills:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, data string, errorsShown int) error {
	if data == "" {
		return errors.New("name the folder of the labelled files with -data")
	}
	files, err := labelledFiles(data)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("%s holds none of the labelled files", data)
	}
	fmt.Fprintln(out, "| file | measure | sentences | gold | found | precision | recall | F1 |")
	fmt.Fprintln(out, "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
	for _, path := range files {
		measure := measureSpans
		if strings.HasSuffix(path, ".csv") {
			measure = measureNames
		}
		results, err := measure(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		for _, r := range results {
			fmt.Fprintf(out, "| %s | %s | %d | %d | %d | %.3f | %.3f | %.3f |\n",
				filepath.Base(path), r.name, r.sentences, r.gold, r.found, r.precision(), r.recall(), r.f1())
		}
		for _, r := range results {
			r.printErrors(out, errorsShown)
		}
	}
	return nil
}

func labelledFiles(data string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(data, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		for _, pattern := range []string{"skillspan_*.jsonl.gz", "green_entities*.jsonl.gz", "esco_*_annotations.csv"} {
			if ok, _ := filepath.Match(pattern, filepath.Base(path)); ok {
				files = append(files, path)
			}
		}
		return nil
	})
	slices.Sort(files)
	return files, err
}
