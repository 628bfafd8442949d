package resumesvc_test

import (
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/core/resumes/resumesvc"
)

// world is the service over memory with a clock that moves only when told.
type world struct {
	*resumesvc.Service

	t         testing.TB
	db        *memory.DB
	blobs     *memory.Blobs
	documents *memory.Documents
	applied   map[id.Resume]bool
	now       time.Time
	done      int // tasks that were worked
}

func setup(t testing.TB) *world {
	t.Helper()
	w := &world{
		t: t, db: memory.New(), blobs: memory.NewBlobs(), documents: &memory.Documents{}, applied: map[id.Resume]bool{},
		now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
	}
	w.documents.Says(text("Ada Berg", "ada@example.org", "+49 30 1234567", "Skills", "Go, SQL"), nil)
	w.Service = resumesvc.New(resumesvc.Deps{
		Work: memory.UnitOfWork(w.db, func(s memory.Session) resumesvc.Tx {
			return resumesvc.Tx{
				Resumes:  memory.NewResumes(s, func(r id.Resume) bool { return w.applied[r] }),
				Profiles: memory.NewProfiles(s), Outbox: s.Outbox(),
			}
		}),
		Resumes: memory.NewResumeReader(w.db), Documents: w.documents, Blobs: w.blobs,
		Now: func() time.Time { return w.now },
	})
	return w
}

// text is a document of one page.
func text(lines ...string) resumes.Document {
	page := resumes.Page{Number: 1, Width: 612, Height: 792}
	for i, line := range lines {
		page.Lines = append(page.Lines, resumes.Line{Text: line, Size: 11, Box: resumes.Box{X: 72, Y: 72 + 20*float64(i), Width: 200, Height: 14}})
	}
	return resumes.Document{Kind: resumes.PDF, Pages: []resumes.Page{page}}
}

var (
	ada = identity.Actor{User: id.User{1}, App: identity.AppSeeker}
	eve = identity.Actor{User: id.User{2}, App: identity.AppSeeker}
)

// pdf is the least that passes for a PDF before it is read; content tells files apart.
func pdf(content string) []byte { return []byte("%PDF-1.7\n" + content + "\nstartxref\n0\n%%EOF\n") }

func (w *world) upload(who identity.Actor, content string) resumes.Resume {
	w.t.Helper()
	w.now = w.now.Add(time.Second)
	r, err := w.Upload(w.t.Context(), resumesvc.UploadInput{Actor: who, FileName: content + ".pdf", Content: pdf(content)})
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// work runs the tasks that were not run yet, each twice: queues deliver at least once.
func (w *world) work() {
	w.t.Helper()
	tasks := w.db.Tasks()
	for _, due := range tasks[w.done:] {
		for range 2 {
			var err error
			switch task := due.Task.(type) {
			case resumes.ParseTask:
				err = w.Parse(w.t.Context(), task)
			case resumes.DiscardTask:
				err = w.Discard(w.t.Context(), task)
			default:
				w.t.Fatalf("task of kind %s", task.Kind())
			}
			if err != nil {
				w.t.Fatal(err)
			}
		}
	}
	w.done = len(tasks)
}

func (w *world) get(who identity.Actor, resume id.Resume) resumes.Resume {
	w.t.Helper()
	r, err := w.Get(w.t.Context(), who, resume)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func wantErr(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("err = %v, want %v", err, want)
	}
}
