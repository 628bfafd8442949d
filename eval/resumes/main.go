// Command resumes measures how well uploaded resumes are read: fields against the
// truth of designed resumes, words and sentences of the text, scans that are flagged.
// The data lies outside the repository: go run ./eval/resumes -data FOLDER. With
// -show FILE it prints what is read from one file instead.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/applyforus/applyforus/adapters/documents"
	"github.com/applyforus/applyforus/core/resumes"
)

func main() {
	data := flag.String("data", "", "folder with designed/ and scans/")
	show := flag.String("show", "", "print the lines and the draft of this file")
	cache := flag.String("cache", filepath.Join(os.TempDir(), "applyforus-eval"), "folder for compiled code")
	verbose := flag.Bool("v", false, "list every miss")
	flag.Parse()
	reader := documents.New(documents.Options{CacheDir: *cache})
	defer reader.Close()
	var err error
	switch {
	case *show != "":
		err = showFile(reader, *show)
	case *data != "":
		err = measure(reader, *data, *verbose)
	default:
		flag.Usage()
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func read(reader *documents.Reader, path string) (resumes.Document, time.Duration, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return resumes.Document{}, 0, err
	}
	begin := time.Now()
	document, err := reader.Read(context.Background(), filepath.Base(path), content)
	return document, time.Since(begin), err
}

func showFile(reader *documents.Reader, path string) error {
	document, took, err := read(reader, path)
	if err != nil {
		return err
	}
	for _, page := range document.Pages {
		fmt.Printf("--- page %d, %.0f x %.0f, %d links\n", page.Number, page.Width, page.Height, len(page.Links))
		for _, line := range page.Lines {
			weight := ' '
			if line.Bold {
				weight = 'B'
			}
			fmt.Printf("%2d %4.1f%c %3.0f,%3.0f %q\n", line.Block, line.Size, weight, line.Box.X, line.Box.Y, line.Text)
		}
	}
	fmt.Println("--- read in", took.Round(time.Millisecond))
	printDraft(resumes.Parse(document))
	return nil
}

func printDraft(d resumes.Draft) {
	fmt.Printf("name %q headline %q email %q phone %q location %q\nsummary %q\n", d.Name.Text, d.Headline.Text, d.Email.Text, d.Phone.Text, d.Location.Text, d.Summary.Text)
	for _, l := range d.Links {
		fmt.Printf("link %s %s\n", l.Kind, l.URL.Text)
	}
	for _, x := range d.Experience {
		fmt.Printf("work title %q company %q place %q %s – %s current=%t, %d bullets\n", x.Title.Text, x.Company.Text, x.Location.Text, x.Dates.Start, x.Dates.End, x.Dates.Current, len(x.Bullets))
		for _, b := range x.Bullets {
			fmt.Printf("     - %s\n", b.Text)
		}
	}
	for _, x := range d.Education {
		fmt.Printf("edu  school %q degree %q field %q place %q grade %q %s – %s\n", x.Institution.Text, x.Degree.Text, x.Field.Text, x.Location.Text, x.Grade.Text, x.Dates.Start, x.Dates.End)
	}
	for _, g := range d.Skills {
		names := make([]string, len(g.Skills))
		for i, s := range g.Skills {
			names[i] = s.Text
		}
		fmt.Printf("skills %q: %s\n", g.Name.Text, strings.Join(names, " | "))
	}
	for _, l := range d.Languages {
		fmt.Printf("language %q %q\n", l.Name.Text, l.Level.Text)
	}
	for _, c := range d.Certifications {
		fmt.Printf("certificate %q by %q %s\n", c.Name.Text, c.Issuer.Text, c.Dates.End)
	}
}

// measure runs over all files and prints a table.
func measure(reader *documents.Reader, folder string, verbose bool) error {
	designed, err := files(filepath.Join(folder, "designed"), ".pdf", ".docx")
	if err != nil {
		return err
	}
	scans, err := files(filepath.Join(folder, "scans"), ".pdf")
	if err != nil {
		return err
	}
	var board, bare scoreboard
	var readOK, nonEmpty, compared int
	for _, path := range designed {
		document, _, err := read(reader, path)
		if err != nil {
			fmt.Fprintln(os.Stderr, filepath.Base(path), err)
			continue
		}
		readOK++
		draft := resumes.Parse(document)
		if _, err := json.Marshal(draft); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if !draft.Empty() {
			nonEmpty++
		}
		truth, known, err := truthOf(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if known {
			compared++
			board.compare(filepath.Base(path), truth, document, draft, verbose)
			document = untitled(document, truth.titles)
			bare.compare("untitled "+filepath.Base(path), truth, document, resumes.Parse(document), verbose)
		}
	}
	flagged := 0
	for _, path := range scans {
		if _, _, err := read(reader, path); errors.Is(err, resumes.ErrNoText) {
			flagged++
		}
	}
	fmt.Printf("| measure | files | precision | recall | F1 |\n|---|---|---|---|---|\n")
	board.print(compared)
	fmt.Println("| **without the sections' titles** | | | | |")
	bare.print(compared)
	fmt.Printf("| files read without error | %d | | %s | |\n", len(designed), percent(readOK, len(designed)))
	fmt.Printf("| drafts that are not empty | %d | | %s | |\n", len(designed), percent(nonEmpty, len(designed)))
	fmt.Printf("| scans flagged as holding no text | %d | | %s | |\n", len(scans), percent(flagged, len(scans)))
	return pairs(reader, designed)
}

// pairs compares resumes that exist as PDF and as DOCX: both must give the same draft.
func pairs(reader *documents.Reader, designed []string) error {
	same, all := 0, 0
	for _, path := range designed {
		other := strings.TrimSuffix(path, ".docx") + ".pdf"
		if filepath.Ext(path) != ".docx" || !slices.Contains(designed, other) {
			continue
		}
		a, _, err := read(reader, path)
		if err != nil {
			return err
		}
		b, _, err := read(reader, other)
		if err != nil {
			return err
		}
		left, right := keyFacts(resumes.Parse(a)), keyFacts(resumes.Parse(b))
		for _, fact := range left {
			all++
			if slices.Contains(right, fact) {
				same++
			}
		}
	}
	fmt.Printf("| facts of a DOCX that its PDF gives too | %d | | %s | |\n", all, percent(same, all))
	return nil
}

func keyFacts(d resumes.Draft) []string {
	facts := []string{"name " + squash(d.Name.Text), "mail " + squash(d.Email.Text), "phone " + squash(d.Phone.Text)}
	for _, x := range d.Experience {
		facts = append(facts, "work "+squash(x.Title.Text)+"/"+squash(x.Company.Text)+x.Dates.Start.String()+x.Dates.End.String())
	}
	for _, x := range d.Education {
		facts = append(facts, "school "+squash(x.Institution.Text)+"/"+squash(x.Degree.Text))
	}
	for _, g := range d.Skills {
		for _, s := range g.Skills {
			facts = append(facts, "skill "+squash(s.Text))
		}
	}
	return facts
}

func files(folder string, endings ...string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if slices.Contains(endings, filepath.Ext(e.Name())) {
			out = append(out, filepath.Join(folder, e.Name()))
		}
	}
	return out, nil
}
