package lab

import (
	"encoding/json"
	"net/http"

	"github.com/applyforus/applyforus/core/jobs"
)

// placesOffered is how many places are offered while one types.
const placesOffered = 8

// places answers the towns that a typed text may mean, as real forms ask a server of theirs.
func places(w http.ResponseWriter, r *http.Request) {
	found := []choice{}
	for _, p := range jobs.FindPlaces(r.URL.Query().Get("q"), placesOffered) {
		found = append(found, choice{p.Label(), p.Label()})
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(found) // the browser is gone
}
