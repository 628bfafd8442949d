package apply_test

import (
	"context"
	"slices"
	"testing"

	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/ports"
)

// TestPlaceNamedMoreFully is a lookup that gives the same place back under a longer name.
func TestPlaceNamedMoreFully(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := placed(t, w, "Berlin, Berlin, Germany")
	w.run(t, draft)
	wantState(t, w.now(t, draft), autoapply.StateConfirmed, "")
}

// TestAnotherPlaceIsNotTaken is a lookup that makes another place of the person's:
// nothing is sent, and the person's own answer stays.
func TestAnotherPlaceIsNotTaken(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := placed(t, w, "Berlin, Maryland, United States")
	w.run(t, draft)
	got := w.now(t, draft)
	wantState(t, got, autoapply.StateNeedsInput, "")
	if place := find(got.File.Answers, "location"); !slices.Equal(place.Values, []string{"Berlin, Germany"}) || !slices.Contains(got.Attempt.Needs, "location") {
		t.Errorf("answer %v, asked for %v", place.Values, got.Attempt.Needs)
	}
}

// placed prepares an application whose form reads the person's place back as the given one.
func placed(t *testing.T, w *world, as string) autoapplysvc.Draft {
	t.Helper()
	draft := w.ready(t)
	script := page(draft)
	for i := range script.Page.Form.Fields {
		if f := &script.Page.Form.Fields[i]; f.Key == "location" {
			f.Kind = autoapply.KindSingleSelect
		}
	}
	w.browser.AddPage(formURL, script)
	w.Engine.Browser = lookups{w.browser, as}
	return draft
}

// lookups holds places under another name than the one that was put in.
type lookups struct {
	ports.FormBrowser

	as string
}

func (l lookups) Open(ctx context.Context, address string) (ports.FormSession, error) {
	s, err := l.FormBrowser.Open(ctx, address)
	return lookup{s, l.as}, err
}

type lookup struct {
	ports.FormSession

	as string
}

func (l lookup) ReadBack(ctx context.Context) ([]autoapply.ReadValue, error) {
	read, err := l.FormSession.ReadBack(ctx)
	for i := range read {
		if read[i].Key == "location" && slices.Equal(read[i].Values, []string{"Berlin, Germany"}) {
			read[i].Values = []string{l.as}
		}
	}
	return read, err
}
