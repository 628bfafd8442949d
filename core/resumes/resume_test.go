package resumes

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

var noon = time.Date(2024, time.May, 1, 12, 0, 0, 0, time.UTC)

func uploaded(name string) Resume {
	return New(id.Resume{1}, id.User{}, File{Name: name, Kind: PDF, Size: 10}, noon)
}

func TestNewCleansTheName(t *testing.T) {
	t.Parallel()
	for sent, want := range map[string][2]string{
		`C:\Users\me\My CV.pdf`: {"My CV.pdf", "My CV"},
		"../../etc/cv.docx":     {"cv.docx", "cv"},
		"a\x00b\u202e.pdf":      {"ab.pdf", "ab"},
		"":                      {"resume", "resume"},
		".pdf":                  {".pdf", "Resume"},
	} {
		r := uploaded(sent)
		if r.FileName != want[0] || r.Name != want[1] {
			t.Errorf("%q gives file %q name %q", sent, r.FileName, r.Name)
		}
	}
	if r := uploaded(strings.Repeat("ä", 500) + ".pdf"); len([]rune(r.Name)) > maxName || len([]rune(r.FileName)) > maxFileName {
		t.Error("a long name is kept whole")
	}
}

func TestResumeStates(t *testing.T) {
	t.Parallel()
	r := uploaded("cv.pdf")
	if err := r.Confirm(Draft{}, noon); !errors.Is(err, ErrWrongStatus) {
		t.Errorf("confirming an unread one: %v", err)
	}
	if err := r.MarkUnreadable(ErrNoText, noon); err != nil || r.Status != Unreadable || r.Problem != ErrNoText.Code || r.Usable() {
		t.Errorf("unreadable: %v %+v", err, r)
	}
	r.Reread(noon)
	if err := r.MarkRead(2, Parse(page(english)), noon.Add(time.Hour)); err != nil || r.Status != Read || r.Problem != "" || !r.Usable() || !r.UpdatedAt.After(noon) {
		t.Errorf("read: %v %+v", err, r)
	}
	if err := r.Confirm(r.Draft, noon); err != nil || r.Status != Confirmed {
		t.Errorf("confirm: %v", err)
	}
	if err := r.MarkRead(2, Draft{}, noon); !errors.Is(err, ErrWrongStatus) || r.Draft.Empty() {
		t.Error("a late reading discards what the person confirmed")
	}
	if err := r.MarkUnreadable(ErrNoText, noon); !errors.Is(err, ErrWrongStatus) {
		t.Errorf("late failure: %v", err)
	}
	if err := r.Rename(" ", noon); fault.As(err) == nil {
		t.Errorf("blank name: %v", err)
	}
}

func TestDraftSurvivesJSON(t *testing.T) {
	t.Parallel()
	draft := Parse(page(english))
	stored, err := json.Marshal(draft)
	if err != nil {
		t.Fatal(err)
	}
	var back Draft
	if err := json.Unmarshal(stored, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(draft, back) {
		t.Errorf("changed on the way:\n%+v\n%+v", draft, back)
	}
}
