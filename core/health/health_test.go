package health

import "testing"

func TestWorst(t *testing.T) {
	t.Parallel()
	up, warn, down := Check{Status: Up}, Check{Status: Warn}, Check{Status: Down}
	for _, c := range []struct {
		checks []Check
		want   Status
	}{
		{nil, Up},
		{[]Check{up, up}, Up},
		{[]Check{up, warn, up}, Warn},
		{[]Check{warn, down, warn}, Down},
		{[]Check{down, up}, Down},
	} {
		if got := Worst(c.checks); got != c.want {
			t.Errorf("%v: %s, want %s", c.checks, got, c.want)
		}
	}
}
