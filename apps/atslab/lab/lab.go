package lab

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"time"
)

//go:embed static pages.html
var files embed.FS

var pages = template.Must(template.ParseFS(files, "pages.html"))

// maxUpload is the largest application that is taken, in bytes.
const maxUpload = 25 << 20

// Options say what the lab offers.
type Options struct {
	// Boards are companies in the shape of the Greenhouse Job Board API: name, token,
	// content and jobs, each job with its questions.
	Boards [][]byte
}

// Lab is the site. It implements http.Handler.
type Lab struct {
	mux      http.Handler
	boards   []*board
	byToken  map[string]*board
	switches switches
	received submissions
}

// New makes a lab. It answers an error for a board that is not in the API's shape.
func New(o Options) (*Lab, error) {
	l := &Lab{byToken: map[string]*board{}, switches: switches{set: map[string][]string{}}}
	for _, encoded := range o.Boards {
		b, err := parseBoard(encoded)
		if err != nil {
			return nil, err
		}
		if b.Token == "" || l.byToken[b.Token] != nil {
			return nil, fmt.Errorf("lab: a board needs a token of its own, not %q", b.Token)
		}
		l.boards = append(l.boards, b)
		l.byToken[b.Token] = b
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", l.index)
	mux.Handle("GET /static/{file}", http.FileServerFS(files))
	mux.HandleFunc("GET /{board}", l.listing)
	mux.HandleFunc("GET /{board}/jobs/{id}", l.form)
	mux.HandleFunc("POST /{board}/jobs/{id}", l.submit)
	mux.HandleFunc("GET /{board}/jobs/{id}/confirmation", l.confirmation)
	mux.HandleFunc("GET /v1/boards/{board}/jobs", l.feed)
	mux.HandleFunc("GET /v1/boards/{board}/jobs/{id}", l.feedJob)
	mux.HandleFunc("GET /lab/places", places)
	mux.HandleFunc("GET /lab/faults", l.switches.get)
	mux.HandleFunc("PUT /lab/faults", l.switches.put)
	mux.HandleFunc("DELETE /lab/faults", l.switches.clear)
	mux.HandleFunc("GET /lab/submissions", l.received.get)
	mux.HandleFunc("DELETE /lab/submissions", l.received.clear)
	l.mux = http.NewCrossOriginProtection().Handler(mux)
	return l, nil
}

// ServeHTTP implements http.Handler.
func (l *Lab) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	l.mux.ServeHTTP(w, r)
}

func (l *Lab) index(w http.ResponseWriter, _ *http.Request) {
	render(w, http.StatusOK, "index", map[string]any{"Title": "Form lab", "Boards": l.boards})
}

func (l *Lab) listing(w http.ResponseWriter, r *http.Request) {
	b := l.byToken[r.PathValue("board")]
	if b == nil {
		notFound(w)
		return
	}
	render(w, http.StatusOK, "listing", map[string]any{"Title": "Jobs at " + b.Name, "Board": b, "Closed": r.URL.Query().Has("error")})
}

// find answers the posting, after the faults that keep a visitor from it.
func (l *Lab) find(w http.ResponseWriter, r *http.Request) (*board, *posting, faults, bool) {
	b := l.byToken[r.PathValue("board")]
	if b == nil || b.byID[r.PathValue("id")] == nil {
		notFound(w)
		return nil, nil, nil, false
	}
	broken, err := l.switches.of(r)
	if err != nil {
		writeJSON(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
		return nil, nil, nil, false
	}
	if wait := broken.delay(); wait > 0 {
		select {
		case <-time.After(wait):
		case <-r.Context().Done():
			return nil, nil, nil, false
		}
	}
	switch {
	case broken.has(faultNotFound):
		notFound(w)
	case broken.has(faultExpired):
		http.Redirect(w, r, "/"+b.Token+"?error=true", http.StatusFound)
	default:
		return b, b.byID[r.PathValue("id")], broken, true
	}
	return nil, nil, nil, false
}

func (l *Lab) form(w http.ResponseWriter, r *http.Request) {
	b, p, broken, ok := l.find(w, r)
	if !ok {
		return
	}
	if broken.has(faultLoginWall) {
		render(w, http.StatusOK, "login", map[string]any{"Title": "Sign in to apply", "Board": b})
		return
	}
	sections := p.sections(broken)
	if broken.has(faultIdentity) {
		sections[1].Inputs = append(sections[1].Inputs, input{
			ID: "question_identity", Name: "question_identity", Label: "Social Security Number", Widget: "text", Type: "text", Required: true,
		})
	}
	render(w, http.StatusOK, "form", map[string]any{
		"Title": "Job Application for " + p.Title + " at " + b.Name, "Board": b, "Posting": p, "Sections": sections,
		"Action": r.URL.RequestURI(), "Captcha": broken.has(faultCaptcha), "Late": broken.has(faultLateField),
	})
}

// submit takes an application. The script of the page sends it and is told where to go,
// or what is wrong.
func (l *Lab) submit(w http.ResponseWriter, r *http.Request) {
	b, p, broken, ok := l.find(w, r)
	if !ok {
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
	if err := r.ParseMultipartForm(maxUpload); err != nil { //nolint:gosec // bounded by the reader above
		complain(w, map[string]string{"": "The application could not be read."})
		return
	}
	complaints := map[string]string{}
	switch {
	case broken.has(faultCaptcha):
		complaints[""] = "Please confirm that you are not a robot."
	case broken.has(faultReject):
		complaints["email"] = "This e-mail address is not accepted."
	case broken.has(faultDuplicateEmail):
		complaints["email"] = "You have already applied for this job with this e-mail address."
	}
	p.check(r, broken, complaints)
	if len(complaints) > 0 {
		complain(w, complaints)
		return
	}
	one, err := receive(r, b.Token, r.PathValue("id"))
	if err != nil {
		complain(w, map[string]string{"": "The files could not be read."})
		return
	}
	l.received.add(one)
	switch {
	case broken.has(faultCrash):
		panic(http.ErrAbortHandler) // drops the connection without an answer
	case broken.has(faultNoConfirmation):
		writeJSON(w, http.StatusOK, map[string]any{})
	case broken.has(faultInPlace):
		writeJSON(w, http.StatusOK, map[string]any{"thanks": []string{"Thank you for applying", p.received(b)}})
	default:
		writeJSON(w, http.StatusOK, map[string]any{"redirect": "/" + b.Token + "/jobs/" + r.PathValue("id") + "/confirmation"})
	}
}

// check refuses an application that lacks what the form requires.
func (p *posting) check(r *http.Request, broken faults, complaints map[string]string) {
	for _, s := range p.sections(broken) {
		for _, in := range s.Inputs {
			given := strings.TrimSpace(strings.Join(r.MultipartForm.Value[in.Name], "")) != ""
			if f := r.MultipartForm.File[in.Name]; len(f) > 0 && f[0].Filename != "" {
				given = true
			}
			if in.Required && !given {
				complaints[in.ID] = "This field is required."
			}
		}
	}
}

func (l *Lab) confirmation(w http.ResponseWriter, r *http.Request) {
	b := l.byToken[r.PathValue("board")]
	if b == nil || b.byID[r.PathValue("id")] == nil {
		notFound(w)
		return
	}
	broken, err := l.switches.of(r)
	if err != nil {
		writeJSON(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
		return
	}
	render(w, http.StatusOK, "confirmation", map[string]any{
		"Title": "Thank you for applying", "Board": b, "Received": b.byID[r.PathValue("id")].received(b), "Busy": broken.has(faultBusy),
	})
}

// received is what the employer says about an application that has come in.
func (p *posting) received(b *board) string {
	return "Your application for " + p.Title + " at " + b.Name + " has been received."
}

func (l *Lab) feed(w http.ResponseWriter, r *http.Request) {
	b := l.byToken[r.PathValue("board")]
	if b == nil {
		writeJSON(w, http.StatusNotFound, map[string]any{"status": 404, "error": "Job board not found"})
		return
	}
	jobs := make([]map[string]json.RawMessage, 0, len(b.Jobs))
	for _, p := range b.Jobs {
		jobs = append(jobs, p.summary(r.URL.Query().Get("content") == "true"))
	}
	writeJSON(w, http.StatusOK, map[string]any{"jobs": jobs, "meta": map[string]int{"total": len(jobs)}})
}

func (l *Lab) feedJob(w http.ResponseWriter, r *http.Request) {
	b := l.byToken[r.PathValue("board")]
	if b == nil || b.byID[r.PathValue("id")] == nil {
		writeJSON(w, http.StatusNotFound, map[string]any{"status": 404, "error": "Job not found"})
		return
	}
	query := r.URL.Query()
	writeJSON(w, http.StatusOK, b.byID[r.PathValue("id")].detail(query.Get("questions") == "true", query.Get("pay_transparency") == "true"))
}

func complain(w http.ResponseWriter, complaints map[string]string) {
	writeJSON(w, http.StatusUnprocessableEntity, map[string]any{"errors": complaints})
}

func notFound(w http.ResponseWriter) {
	render(w, http.StatusNotFound, "missing", map[string]any{"Title": "Page not found"})
}

func render(w http.ResponseWriter, status int, name string, data map[string]any) {
	var page bytes.Buffer
	if err := pages.ExecuteTemplate(&page, name, data); err != nil {
		http.Error(w, "the page could not be drawn", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = page.WriteTo(w)
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value)
}
