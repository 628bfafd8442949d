// Package jobfiles is the command that takes postings in from recorded feed files: its
// arguments, how files are opened, and what it says. It must not know a feed's format.
package jobfiles

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

const usage = `applyforus import jobs --format ashby|greenhouse|lever [--company NAME] [--token TOKEN] FILE…

Takes postings in from recorded feed answers, also gzipped. A recording closes no job.
Flags come before the files.
`

// flags are the arguments of one import.
type flags struct {
	format, company, token string
	paths                  []string
}

func parse(args []string, errOut io.Writer) (flags, error) {
	var f flags
	set := flag.NewFlagSet("import jobs", flag.ContinueOnError)
	set.SetOutput(errOut)
	set.Usage = func() { fmt.Fprint(errOut, usage); set.PrintDefaults() }
	set.StringVar(&f.format, "format", "", "the feed that the files were recorded from: ashby, greenhouse or lever")
	set.StringVar(&f.company, "company", "", "the company of postings that name none; left out: the token")
	set.StringVar(&f.token, "token", "", "the board of postings that do not name theirs; left out: each file's name")
	if err := set.Parse(args); err != nil {
		return f, err
	}
	f.paths = set.Args()
	source := jobs.Source(f.format)
	switch {
	case f.format == "":
		return f, errors.New("say which feed the files come from: --format ashby, greenhouse or lever")
	case !source.Known() || source == jobs.SourceDemo:
		return f, fmt.Errorf("--format %s is not known; use ashby, greenhouse or lever", f.format)
	case len(f.paths) == 0:
		return f, errors.New("name at least one file after the flags")
	}
	for _, file := range f.paths {
		if strings.HasPrefix(file, "-") {
			return f, fmt.Errorf("put %s before the first file", file)
		}
	}
	return f, nil
}

// Import does what the arguments say, with the files one by one: a line per file goes to
// errOut as it is done, the table at the end to out. A file that cannot be read does not
// keep the others from being taken in, and makes the command fail.
func Import(ctx context.Context, importer *jobsvc.Importer, args []string, out, errOut io.Writer) error {
	f, err := parse(args, errOut)
	if err != nil {
		return err
	}
	return takeAll(ctx, importer, f, out, errOut)
}

func takeAll(ctx context.Context, importer *jobsvc.Importer, f flags, out, errOut io.Writer) error {
	var total jobsvc.ImportReport
	var table bytes.Buffer
	rows := tabwriter.NewWriter(&table, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(rows, "created\tupdated\tunchanged\tduplicates\trefused\t  file")
	failed := 0
	for _, file := range f.paths {
		report, err := take(ctx, importer, f, file)
		total.Add(report)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		switch {
		case err != nil:
			failed++
			fmt.Fprintf(errOut, "%s: %s\n", file, err)
			continue
		case report.Problem.Code != "":
			fmt.Fprintf(errOut, "%s: %s\n", file, halfRead(report.Problem.Code))
		default:
			fmt.Fprintf(errOut, "%s: done\n", file)
		}
		row(rows, report, file)
	}
	if len(f.paths) > 1 {
		row(rows, total, "all files")
	}
	rows.Flush() //nolint:errcheck // it writes to memory
	if failed < len(f.paths) {
		out.Write(table.Bytes()) //nolint:errcheck // nobody listens any more
		refusals(out, total.Refused)
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d files could not be read", failed, len(f.paths))
	}
	return nil
}

func row(w io.Writer, r jobsvc.ImportReport, file string) {
	fmt.Fprintf(w, "%d\t%d\t%d\t%d\t%d\t  %s\n", r.Created, r.Updated+r.Reopened, r.Unchanged, r.Duplicates, len(r.Refused), file)
}

// refusals lists each reason once, with how many postings it met and one of them.
func refusals(out io.Writer, refused []jobsvc.Refusal) {
	var reasons []string
	by := map[string][]jobsvc.Refusal{}
	for _, r := range refused {
		if by[r.Reason] == nil {
			reasons = append(reasons, r.Reason)
		}
		by[r.Reason] = append(by[r.Reason], r)
	}
	for _, reason := range reasons {
		first := by[reason][0]
		fmt.Fprintf(out, "refused %d: %s For example %q (%s) of %s.\n", len(by[reason]), reason, first.Title, first.ExternalID, first.Board)
	}
}

// take takes one file in. Its error says what is wrong with the file.
func take(ctx context.Context, importer *jobsvc.Importer, f flags, path string) (jobsvc.ImportReport, error) {
	content, done, err := openRecording(path)
	if err != nil {
		return jobsvc.ImportReport{}, err
	}
	defer done()
	report, err := importer.ImportFile(ctx, jobsvc.ImportFileInput{
		Format: jobs.Source(f.format), Token: cmp.Or(f.token, tokenOf(path)), Company: f.company, Reader: content,
	})
	return report, unreadable(err, f.format)
}

// openRecording opens a file, through gzip if it begins like one.
func openRecording(path string) (content io.Reader, done func(), err error) {
	file, err := os.Open(path) //nolint:gosec // the operator names it
	if err != nil {
		var about *os.PathError
		if errors.As(err, &about) {
			err = about.Err // the path stands in front already
		}
		return nil, nil, fmt.Errorf("it cannot be opened: %w", err)
	}
	done = func() { file.Close() } // it was only read
	if info, err := file.Stat(); err == nil && info.IsDir() {
		done()
		return nil, nil, errors.New("it is a folder; name the files in it")
	}
	buffered := bufio.NewReaderSize(file, 1<<16)
	magic, _ := buffered.Peek(2) // a shorter file is no gzip
	switch {
	case len(magic) == 0:
		done()
		return nil, nil, errors.New("it is empty")
	case !bytes.Equal(magic, []byte{0x1f, 0x8b}):
		return buffered, done, nil
	}
	unpacked, err := gzip.NewReader(buffered)
	if err != nil {
		done()
		return nil, nil, errors.New("it begins like a gzip file but cannot be unpacked; fetch it again")
	}
	return unpacked, done, nil
}

// tokenOf is the file's name without its extensions.
func tokenOf(path string) string {
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	return cmp.Or(name, "file")
}

// unreadable says a feed's fault in the words of a file.
func unreadable(err error, format string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, jobs.ErrBoardUnreadable):
		return fmt.Errorf("it holds no postings as %s writes them; check the file and --format", jobs.Source(format).Label())
	case errors.Is(err, jobs.ErrBoardPartial):
		return errors.New("it breaks off in the middle, so nothing of it could be taken in; fetch it again")
	case errors.Is(err, jobs.ErrBoardTooLarge):
		return errors.New("it is larger than is read at once (512 MB unpacked); cut it into several files")
	}
	if f := fault.As(err); f != nil {
		return errors.New(f.Message)
	}
	return err
}

func halfRead(code string) string {
	if code == jobs.ErrBoardPartial.Code {
		return "it breaks off in the middle; the postings before that were taken in"
	}
	return "part of it could not be read; the other postings were taken in"
}
