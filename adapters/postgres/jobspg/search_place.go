package jobspg

import (
	"encoding/json"
	"strings"

	"github.com/applyforus/applyforus/core/jobs"
)

// place is the condition that a job is at a place as a person wrote it: for a country
// anywhere in it, or from where its remote work may be done; for a city or region, there;
// for a place that the tables do not know, where the employer's wording has it.
func (s *statement) place(wording string) string {
	wording = searchable(wording)
	if code := jobs.CountryCode(wording); code != "" {
		return "j.countries @> ARRAY[" + s.arg(code) + "::text]"
	}
	p := jobs.ParsePlace(wording)
	if !p.Known() {
		return "EXISTS (SELECT FROM jsonb_array_elements(j.locations) l WHERE l->>'Raw' ILIKE " + s.arg("%"+likeEscaper.Replace(wording)+"%") + "::text)"
	}
	parts := map[string]string{}
	for name, value := range map[string]string{"City": p.City, "Region": p.Region, "Country": p.Country} {
		if value != "" && (name != "Region" || p.City == "") { // a city's region is not always stated
			parts[name] = value
		}
	}
	at, err := json.Marshal([]map[string]string{parts})
	if err != nil { // a map of strings always encodes
		return "false"
	}
	return "j.locations @> " + s.arg(string(at)) + "::jsonb"
}

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
