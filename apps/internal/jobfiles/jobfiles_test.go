package jobfiles_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/boards"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/postgres/jobspg"
	"github.com/applyforus/applyforus/adapters/postgres/pgtest"
	"github.com/applyforus/applyforus/adapters/sanitize"
	"github.com/applyforus/applyforus/apps/internal/jobfiles"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
)

// lever and ashby are answers in the documented shapes, of a company that does not exist.
const (
	lever = `[
		{"id": "l-1", "text": "Lens Engineer", "country": "PT", "workplaceType": "on-site", "createdAt": 1763800000000,
		 "categories": {"location": "Porto", "team": "Optics", "commitment": "Full-time"},
		 "description": "<p>Grind lenses.</p>", "descriptionPlain": "Grind lenses.",
		 "hostedUrl": "https://jobs.lever.co/fernhill/l-1", "applyUrl": "https://jobs.lever.co/fernhill/l-1/apply"},
		{"id": "l-2", "text": "Lens Polisher", "country": "PT", "workplaceType": "on-site", "createdAt": 1763800000000,
		 "categories": {"location": "Porto", "team": "Optics", "commitment": "Full-time"},
		 "description": "<p>Polish lenses.</p>", "descriptionPlain": "Polish lenses.",
		 "hostedUrl": "https://jobs.lever.co/fernhill/l-2", "applyUrl": "https://jobs.lever.co/fernhill/l-2/apply"}]`
	ashby = `{"apiVersion": "1", "jobs": [
		{"id": "a-1", "title": "Frame Designer", "location": "Lisbon", "employmentType": "FullTime", "isListed": true, "isRemote": false,
		 "publishedAt": "2026-11-01T09:00:00.000+00:00", "descriptionHtml": "<p>Draw frames.</p>", "descriptionPlain": "Draw frames.",
		 "jobUrl": "https://jobs.ashbyhq.com/fernhill/a-1", "applyUrl": "https://jobs.ashbyhq.com/fernhill/a-1/application"}]}`
)

// bench is a folder of files and an importer over a fresh database.
type bench struct {
	t        *testing.T
	db       *postgres.DB
	importer *jobsvc.Importer
	folder   string
}

func open(t *testing.T) *bench {
	t.Helper()
	db := pgtest.New(t)
	work := postgres.UnitOfWork(db, func(s postgres.Session) jobsvc.ImportTx {
		q := s.Queryer()
		return jobsvc.ImportTx{
			Jobs: jobspg.NewJobs(q), Requisitions: jobspg.NewRequisitions(q), Companies: jobspg.NewCompanies(q),
			Boards: jobspg.NewBoards(q), Outbox: s.Outbox(),
		}
	})
	return &bench{
		t: t, db: db, folder: t.TempDir(),
		importer: jobsvc.NewImporter(work, jobspg.NewReader(db.Pool()), jobspg.NewBoards(db.Pool()), boards.All(&http.Client{}), sanitize.New(), time.Now),
	}
}

func (b *bench) file(name, content string) string {
	b.t.Helper()
	path := filepath.Join(b.folder, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		b.t.Fatal(err)
	}
	return path
}

func (b *bench) run(args ...string) (out, errOut string, err error) {
	b.t.Helper()
	var o, e bytes.Buffer
	err = jobfiles.Import(b.t.Context(), b.importer, args, &o, &e)
	return o.String(), e.String(), err
}

func (b *bench) count(query string) (n int) {
	b.t.Helper()
	if err := b.db.Pool().QueryRow(b.t.Context(), query).Scan(&n); err != nil {
		b.t.Fatal(err)
	}
	return n
}

func packed(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text)) //nolint:errcheck // memory
	w.Close()
	return b.String()
}

func TestImportTakesFilesInOnce(t *testing.T) {
	t.Parallel()
	b := open(t)
	plain, zipped := b.file("fernhill.json", lever), b.file("again.json.gz", packed(lever))
	out, errOut, err := b.run("--format", "lever", "--company", "Fernhill Optics", "--token", "fernhill", plain, zipped)
	if err != nil || strings.Count(errOut, ": done") != 2 {
		t.Fatalf("%v\n%s", err, errOut)
	}
	for _, want := range []string{"created", "all files", plain} {
		if !strings.Contains(out, want) {
			t.Errorf("the table does not say %q:\n%s", want, out)
		}
	}
	var rows [][]string
	for line := range strings.Lines(out) {
		rows = append(rows, strings.Fields(line))
	}
	if len(rows) != 4 || rows[1][0] != "2" || rows[2][0] != "0" || rows[2][2] != "2" || rows[3][0] != "2" {
		t.Errorf("table:\n%s", out)
	}
	if n := b.count(`SELECT count(*) FROM jobs.jobs WHERE status = 'active' AND company_name = 'Fernhill Optics' AND board_token = 'fernhill'`); n != 2 {
		t.Errorf("%d jobs, want 2", n)
	}
}

func TestImportNamesTheBoardByTheFile(t *testing.T) {
	t.Parallel()
	b := open(t)
	if _, errOut, err := b.run("--format", "ashby", b.file("fernhill.json", ashby)); err != nil {
		t.Fatal(err, errOut)
	}
	if n := b.count(`SELECT count(*) FROM jobs.jobs WHERE source = 'ashby' AND board_token = 'fernhill'`); n != 1 {
		t.Errorf("%d jobs of the board fernhill, want 1", n)
	}
}

func TestImportSaysWhatIsWrongWithAFile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		content string
		format  string
		want    string
	}{
		"empty":             {"", "lever", "it is empty"},
		"garbage":           {"\x00\x01 no feed at all", "lever", "it holds no postings as Lever writes them"},
		"html":              {"<!doctype html><title>Sign in</title>", "ashby", "it holds no postings as Ashby writes them"},
		"half an answer":    {lever[:len(lever)-40], "lever", "it breaks off in the middle, so nothing of it"},
		"lever as ashby":    {lever, "ashby", "it holds no postings as Ashby writes them"},
		"ashby as lever":    {ashby, "lever", "it holds no postings as Lever writes them"},
		"half a gzip magic": {"\x1f\x8b", "lever", "it begins like a gzip file but cannot be unpacked"},
		"half a gzip file":  {packed(lever)[:30], "lever", "it breaks off in the middle, so nothing of it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			out, errOut, err := b.run("--format", c.format, b.file("x.json", c.content))
			if err == nil || !strings.Contains(err.Error(), "1 of 1 files could not be read") || !strings.Contains(errOut, c.want) || out != "" {
				t.Errorf("%v\n%s%s", err, errOut, out)
			}
			if n := b.count("SELECT count(*) FROM jobs.jobs"); n != 0 {
				t.Errorf("%d jobs were stored", n)
			}
		})
	}
}

func TestImportGoesOnAfterABadFile(t *testing.T) {
	t.Parallel()
	b := open(t)
	second := strings.Index(lever, `{"id": "l-2"`)
	first := strings.TrimRight(strings.TrimLeft(lever[:second], "["), ", \n\t")
	half := first + "\n" + lever[second:second+40] // one posting after another, as recordings are
	out, errOut, err := b.run("--format", "lever", b.file("bad.json", "no"), filepath.Join(b.folder, "absent.json"), b.folder, b.file("half.json", half))
	if err == nil || !strings.Contains(err.Error(), "3 of 4 files") {
		t.Errorf("error = %v", err)
	}
	for _, want := range []string{"absent.json: it cannot be opened", b.folder + ": it is a folder", "half.json: it breaks off in the middle; the postings before that were taken in"} {
		if !strings.Contains(errOut, want) {
			t.Errorf("nothing says %q:\n%s", want, errOut)
		}
	}
	if n := b.count("SELECT count(*) FROM jobs.jobs"); n != 1 || !strings.Contains(out, "half.json") {
		t.Errorf("%d jobs, want the whole posting of the half file\n%s", n, out)
	}
}

func TestImportArguments(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ args, want string }{
		{"", "--format"},
		{"x.json", "--format"},
		{"--format taleo x.json", "taleo is not known"},
		{"--format demo x.json", "demo is not known"},
		{"--format lever", "at least one file"},
		{"--format lever x.json --token y", "put --token before"},
	} {
		var out, errOut bytes.Buffer
		err := jobfiles.Import(t.Context(), nil, strings.Fields(c.args), &out, &errOut)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.args, err, c.want)
		}
	}
}
