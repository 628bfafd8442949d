package autoapply_test

import (
	"testing"

	"github.com/applyforus/applyforus/core/autoapply"
)

func TestVerifyTexts(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		want, got string
		equal     bool
	}{
		{"Ada", "Ada", true},
		{"Ada", "ada ", true},
		{"Ada", "Eda", false},
		{"Ada", "", false},
		{"two\nlines", "two\r\nlines", true},
		{"Zürich", "Zu\u0308rich", true},
		{"+49 30 5550123", "+49305550123", true},
		{"+49 30 5550123", "030 5550123", true},
		{"+49 30 5550123", "(030) 555-0123", true},
		{"+49 30 5550123", "0123", false},
		{"+49 30 5550123", "+49 30 5550124", false},
		{"1234567", "901234567", false}, // a pay, not a phone
		{"80000", "800000", false},
	} {
		m := autoapply.Verify([]autoapply.Filling{{Key: "k", Values: []string{row.want}}}, []autoapply.ReadValue{{Key: "k", Values: []string{row.got}}})
		if (len(m) == 0) != row.equal {
			t.Errorf("%q against %q: %+v", row.want, row.got, m)
		}
	}
}

func TestVerifyChoicesFilesAndAbsence(t *testing.T) {
	t.Parallel()
	file := &autoapply.FileValue{Name: "cv.pdf", Bytes: []byte("1234")}
	fillings := []autoapply.Filling{
		{Key: "many", Values: []string{"A", "B"}}, {Key: "file", File: file}, {Key: "gone", Values: []string{"x"}}, {Key: "none", Values: []string{" "}},
	}
	good := []autoapply.ReadValue{{Key: "many", Values: []string{"B", "A"}}, {Key: "file", FileName: "cv.pdf", FileSize: 4}, {Key: "none"}}
	if m := autoapply.Verify(fillings, good); len(m) != 1 || m[0].Key != "gone" {
		t.Errorf("mismatches %+v", m)
	}
	bad := []autoapply.ReadValue{{Key: "many", Values: []string{"A", "A"}}, {Key: "file", FileName: "cv.pdf", FileSize: 5}, {Key: "gone", Values: []string{"x"}}, {Key: "none"}}
	m := autoapply.Verify(fillings, bad)
	if len(m) != 2 || m[0].Key != "many" || m[1].Key != "file" || m[1].Want != "cv.pdf (4 bytes)" || m[1].Got != "cv.pdf (5 bytes)" {
		t.Errorf("mismatches %+v", m)
	}
}

func TestUnasked(t *testing.T) {
	t.Parallel()
	before := []autoapply.ReadValue{{Key: "country", Values: []string{"Germany +49"}}, {Key: "name"}}
	after := []autoapply.ReadValue{{Key: "country", Values: []string{"Germany +49"}}, {Key: "name", Values: []string{"ADA"}}, {Key: "email", Values: []string{"a@example.com"}}}
	m := autoapply.Unasked([]autoapply.Filling{{Key: "email"}}, before, after)
	if len(m) != 1 || m[0].Key != "name" {
		t.Errorf("mismatches %+v", m)
	}
}

func TestMissing(t *testing.T) {
	t.Parallel()
	form := autoapply.Form{Fields: []autoapply.Field{
		{Key: "a", Required: true}, {Key: "b", Required: true, Kind: autoapply.KindFile}, {Key: "c"}, {Key: "d", Required: true, Kind: autoapply.KindHidden},
	}}
	got := form.Missing([]autoapply.Filling{{Key: "a", Values: []string{""}}, {Key: "b", File: &autoapply.FileValue{}}})
	if len(got) != 1 || got[0] != "a" {
		t.Errorf("missing %v", got)
	}
}

func TestFieldOption(t *testing.T) {
	t.Parallel()
	field := autoapply.Field{Options: []autoapply.Option{{Value: "2", Label: "1"}, {Value: "1", Label: "Yes"}, {Value: "3", Label: "Österreich"}}}
	for answer, want := range map[string]string{"yes": "Yes", "3": "Österreich", " ÖSTERREICH ": "Österreich", "1": "1"} {
		if got, ok := field.Option(answer); !ok || got.Label != want {
			t.Errorf("%q: %+v %v", answer, got, ok)
		}
	}
	if _, ok := field.Option("No"); ok {
		t.Error("found what is not offered")
	}
}
