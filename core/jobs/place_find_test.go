package jobs

import "testing"

func TestFindPlaces(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"kiel":               "Kiel, Schleswig-Holstein, Germany",
		"Kiel, Germany":      "Kiel, Schleswig-Holstein, Germany",
		"Portland, Ore":      "Portland, Oregon, United States",
		"muni":               "Munich, Bavaria, Germany",
		"Nowhere Near There": "",
		" , ,":               "",
	} {
		found := FindPlaces(text, 3)
		got := ""
		if len(found) > 0 {
			got = found[0].Label()
		}
		if got != want {
			t.Errorf("FindPlaces(%q) = %q, want %q", text, got, want)
		}
	}
	if got := len(FindPlaces("san", 4)); got != 4 {
		t.Errorf("%d places, want 4", got)
	}
}
