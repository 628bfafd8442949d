package lab

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// The ways in which a form can be made to misbehave.
const (
	faultCaptcha        = "captcha"         // a challenge that only a person can solve stands in the form
	faultSlow           = "slow"            // every answer takes "slow:<milliseconds>"
	faultLateField      = "late_field"      // a further required field appears once the e-mail was typed
	faultDuplicateEmail = "duplicate_email" // the server says that this address has applied already
	faultNoConfirmation = "no_confirmation" // the application is taken, and the page never says so
	faultChangedForm    = "changed_form"    // one field renamed and a required one added since the feed
	faultCrash          = "crash_after_click"
	faultReject         = "reject"     // the server refuses a value
	faultExpired        = "expired"    // the address leads to the company's list
	faultNotFound       = "not_found"  // the address answers 404
	faultLoginWall      = "login_wall" // an account is needed before the form
	faultIdentity       = "identity_number"
	faultBusy           = "busy_confirmation" // the confirmation stands amid navigation, offers and a cookie notice
	faultInPlace        = "in_place"          // the confirmation takes the form's place, at the form's address
)

var knownFaults = []string{
	faultCaptcha, faultSlow, faultLateField, faultDuplicateEmail, faultNoConfirmation, faultChangedForm, faultCrash, faultReject,
	faultExpired, faultNotFound, faultLoginWall, faultIdentity, faultBusy, faultInPlace,
}

// slowest is the longest delay that can be asked for.
const slowest = 60 * time.Second

// faults maps the name of a fault to its number, which only "slow" has.
type faults map[string]int

func (f faults) has(name string) bool { _, ok := f[name]; return ok }

func (f faults) delay() time.Duration {
	return min(time.Duration(f[faultSlow])*time.Millisecond, slowest)
}

// parseFaults reads names such as "captcha" and "slow:500".
func parseFaults(names []string) (faults, error) {
	parsed := faults{}
	for _, list := range names {
		for name := range strings.SplitSeq(list, ",") {
			name, number, numbered := strings.Cut(strings.TrimSpace(name), ":")
			if name == "" {
				continue
			}
			known := false
			for _, k := range knownFaults {
				known = known || k == name
			}
			if !known {
				return nil, fmt.Errorf("no fault is called %q; there are %s", name, strings.Join(knownFaults, ", "))
			}
			n := 0
			if numbered {
				var err error
				if n, err = strconv.Atoi(number); err != nil || n < 0 {
					return nil, fmt.Errorf("%q is no number of milliseconds", number)
				}
			}
			parsed[name] = n
		}
	}
	return parsed, nil
}

// switches are the faults that were set for postings; "board/job", or "board" for all of
// its postings, or "" for all there are.
type switches struct {
	mu  sync.Mutex
	set map[string][]string
}

// of gives the faults of a request: those in its address, and those set for the posting.
func (s *switches) of(r *http.Request) (faults, error) {
	boardToken, job := r.PathValue("board"), r.PathValue("id")
	names := append([]string(nil), r.URL.Query()["fault"]...)
	s.mu.Lock()
	for _, key := range []string{"", boardToken, boardToken + "/" + job} {
		names = append(names, s.set[key]...)
	}
	s.mu.Unlock()
	return parseFaults(names)
}

type faultSetting struct {
	Board  string   `json:"board"`
	Job    string   `json:"job"`
	Faults []string `json:"faults"`
}

// put sets the faults of one posting; an empty list takes them away.
func (s *switches) put(w http.ResponseWriter, r *http.Request) {
	var in faultSetting
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&in); err != nil {
		writeJSON(w, http.StatusBadRequest, map[string]string{"error": "send {\"board\", \"job\", \"faults\": [names]}"})
		return
	}
	if _, err := parseFaults(in.Faults); err != nil {
		writeJSON(w, http.StatusUnprocessableEntity, map[string]string{"error": err.Error()})
		return
	}
	key := in.Board
	if in.Job != "" {
		key += "/" + in.Job
	}
	s.mu.Lock()
	if len(in.Faults) == 0 {
		delete(s.set, key)
	} else {
		s.set[key] = in.Faults
	}
	s.mu.Unlock()
	s.get(w, r)
}

func (s *switches) get(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	writeJSON(w, http.StatusOK, map[string]any{"known": knownFaults, "set": s.set})
}

func (s *switches) clear(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	clear(s.set)
	s.mu.Unlock()
	s.get(w, r)
}
