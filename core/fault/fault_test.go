package fault_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
)

var errTaken = fault.New(fault.Conflict, "things.taken", "It is taken. Choose another.")

func TestIdentityIsKept(t *testing.T) {
	t.Parallel()
	changed := errTaken.Wrap(io.EOF).With("Taken by Ada.").After(time.Minute)
	wrapped := fmt.Errorf("while saving: %w", changed)
	if !errors.Is(wrapped, errTaken) || !errors.Is(wrapped, io.EOF) || errors.Is(wrapped, fault.ErrNotFound) {
		t.Errorf("%v is not the fault that it was", wrapped)
	}
	got := fault.As(wrapped)
	if got.Kind != fault.Conflict || got.Message != "Taken by Ada." || got.RetryAfter != time.Minute {
		t.Errorf("got %+v", got)
	}
	for _, part := range []string{"things.taken", "Taken by Ada.", "EOF"} {
		if !strings.Contains(got.Error(), part) {
			t.Errorf("the log lacks %q: %v", part, got)
		}
	}
	if errTaken.Message != "It is taken. Choose another." || errTaken.RetryAfter != 0 || errTaken.Unwrap() != nil {
		t.Errorf("the sentinel changed: %+v", errTaken)
	}
	if fault.As(io.EOF) != nil || fault.As(nil) != nil {
		t.Error("what is no fault was taken for one")
	}
}

func TestCheckCollectsAll(t *testing.T) {
	t.Parallel()
	var c fault.Check
	c.Required("name", "Ada", "Give a name.")
	c.MaxLen("name", "äöü", 3)
	c.PlainText("name", "two\nlines\tand tabs\r")
	c.That(true, "name", "x", "x")
	if err := c.Err(); err != nil {
		t.Fatalf("err = %v", err)
	}
	c.Required("name", " \t\n", "Give a name.")
	one := fault.As(c.Err())
	if one == nil || one.Kind != fault.Invalid || one.Code != "validation_failed" || one.Message != "Give a name." {
		t.Errorf("one violation: %+v", one)
	}
	c.MaxLen("title", "äöüß", 3)
	c.PlainText("text", "nul\x00")
	c.PlainText("text", "del\x7f")
	c.PlainText("text", "half \xff")
	c.That(false, "date", "order", "Put the end after the start.")
	all := fault.As(c.Err())
	var got []string
	for _, v := range all.Violations {
		got = append(got, v.Field+" "+v.Code)
		if v.Message == "" || strings.Contains(v.Message, "äöüß") {
			t.Errorf("message %q", v.Message)
		}
	}
	if want := "name required, title too_long, text unreadable, text unreadable, text unreadable, date order"; strings.Join(got, ", ") != want {
		t.Errorf("violations %v, want %s", got, want)
	}
	if all.Message != "6 fields need attention." {
		t.Errorf("message %q", all.Message)
	}
}
