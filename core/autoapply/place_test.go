package autoapply

import "testing"

func TestFullerPlace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		short, full string
		want        bool
	}{
		{"Kiel, Germany", "Kiel, Schleswig-Holstein, Germany", true},
		{"Kiel", "Kiel, Germany", true},
		{"zürich", "Zurich, Switzerland", true},
		{"Portland, Oregon", "Portland, Maine, United States", false},
		{"Kiel, Germany", "Kiel", false},
		{"Germany", "Kiel, Germany", false},
		{"", "Kiel, Germany", false},
	} {
		if got := FullerPlace(c.short, c.full); got != c.want {
			t.Errorf("FullerPlace(%q, %q) = %v", c.short, c.full, got)
		}
	}
}

func TestVerifyAcceptsAFullerNameOnlyForPlaces(t *testing.T) {
	t.Parallel()
	read := []ReadValue{{Key: "f", Values: []string{"No, never"}}}
	if wrong := Verify([]Filling{{Key: "f", Values: []string{"No"}}}, read); len(wrong) == 0 {
		t.Error("another option that begins alike passed for the answer")
	}
	read = []ReadValue{{Key: "f", Values: []string{"Kiel, Schleswig-Holstein, Germany"}}}
	if wrong := Verify([]Filling{{Key: "f", Values: []string{"Kiel, Germany"}, Place: true}}, read); len(wrong) != 0 {
		t.Errorf("the same place, named more fully, was refused: %v", wrong)
	}
}
