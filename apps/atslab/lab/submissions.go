package lab

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"mime/multipart"
	"net/http"
	"sync"
	"time"
)

// Submission is one application as the lab received it.
type Submission struct {
	Board  string              `json:"board"`
	Job    string              `json:"job"`
	Email  string              `json:"email"`
	Fields map[string][]string `json:"fields"`
	Files  map[string]File     `json:"files"`
	At     time.Time           `json:"at"`
}

// File tells a received file apart without keeping it.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"` // bytes
	SHA256 string `json:"sha256"`
}

// keep bounds the memory: older submissions make room for newer ones.
const keep = 5000

type submissions struct {
	mu  sync.Mutex
	all []Submission
}

func (s *submissions) add(one Submission) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.all) >= keep {
		s.all = s.all[1:]
	}
	s.all = append(s.all, one)
}

// get lists them all, or those of ?board=, ?job= and ?email=.
func (s *submissions) get(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	fits := func(name, value string) bool { return !query.Has(name) || query.Get(name) == value }
	found := []Submission{}
	s.mu.Lock()
	for _, one := range s.all {
		if fits("board", one.Board) && fits("job", one.Job) && fits("email", one.Email) {
			found = append(found, one)
		}
	}
	s.mu.Unlock()
	writeJSON(w, http.StatusOK, map[string]any{"count": len(found), "submissions": found})
}

func (s *submissions) clear(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	s.all = nil
	s.mu.Unlock()
	w.WriteHeader(http.StatusNoContent)
}

// receive reads what the form sent.
func receive(r *http.Request, boardToken, job string) (Submission, error) {
	one := Submission{Board: boardToken, Job: job, Fields: map[string][]string{}, Files: map[string]File{}, At: time.Now().UTC()}
	for name, values := range r.MultipartForm.Value {
		one.Fields[name] = values
	}
	for name, files := range r.MultipartForm.File {
		for _, header := range files {
			if header.Filename == "" {
				continue
			}
			file, err := describe(header)
			if err != nil {
				return one, err
			}
			one.Files[name] = file
		}
	}
	one.Email = r.FormValue("email")
	return one, nil
}

func describe(header *multipart.FileHeader) (File, error) {
	content, err := header.Open()
	if err != nil {
		return File{}, err
	}
	defer content.Close()
	sum := sha256.New()
	size, err := io.Copy(sum, content)
	return File{Name: header.Filename, Size: size, SHA256: hex.EncodeToString(sum.Sum(nil))}, err
}
