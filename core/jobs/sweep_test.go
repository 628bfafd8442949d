package jobs

import (
	"reflect"
	"testing"
)

func TestSweep(t *testing.T) {
	t.Parallel()
	got := Sweep([]Known{
		{ExternalID: "same", Hash: "1"},
		{ExternalID: "changed", Hash: "1"},
		{ExternalID: "back", Hash: "1", Closed: true},
		{ExternalID: "missed once", Hash: "1"},
		{ExternalID: "missed twice", Hash: "1", Misses: 1},
		{ExternalID: "long gone", Closed: true, Misses: 9},
	}, []Seen{
		{"same", "1"}, {"changed", "2"}, {"back", "1"}, {"new", "1"}, {"new", "2"},
	})
	want := SweepResult{
		Created: []string{"new"}, Updated: []string{"changed"}, Unchanged: []string{"same"},
		Reopened: []string{"back"}, Missed: []string{"missed once"}, Closed: []string{"missed twice"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestSweepNeedsTwoMissesToClose(t *testing.T) {
	t.Parallel()
	known := []Known{{ExternalID: "a", Hash: "1"}}
	if first := Sweep(known, nil); len(first.Closed) != 0 || len(first.Missed) != 1 {
		t.Fatalf("one empty sweep closes: %+v", first)
	}
	known[0].Misses = 1
	if second := Sweep(known, nil); len(second.Closed) != 1 {
		t.Fatalf("two sweeps do not close: %+v", second)
	}
}
