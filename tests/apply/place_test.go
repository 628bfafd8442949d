package apply_test

import (
	"context"
	"slices"
	"testing"

	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/tests/apply/rig"
)

// TestPlaceInTheFormsWords is a lookup that knows the person's place in a longer form.
func TestPlaceInTheFormsWords(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft := w.ready(t)
	script := page(draft)
	for i := range script.Page.Form.Fields {
		if f := &script.Page.Form.Fields[i]; f.Key == "location" {
			f.Kind = autoapply.KindSingleSelect
		}
	}
	w.browser.AddPage(formURL, script)
	w.Engine.Browser = lookups{w.browser}
	w.run(t, draft)
	got := w.now(t, draft)
	wantState(t, got, autoapply.StateNeedsInput, "")
	if place := find(got.File.Answers, "location"); !slices.Equal(place.Values, []string{"Berlin, Germany, Europe"}) {
		t.Errorf("proposed %+v", place)
	}
	_, err := w.Approve(t.Context(), w.person, got, rig.Missing)
	must(t, err)
	w.run(t, got)
	wantState(t, w.now(t, got), autoapply.StateConfirmed, "")
}

// lookups holds places under a longer name than the one that was put in.
type lookups struct{ ports.FormBrowser }

func (l lookups) Open(ctx context.Context, address string) (ports.FormSession, error) {
	s, err := l.FormBrowser.Open(ctx, address)
	return lookup{s}, err
}

type lookup struct{ ports.FormSession }

func (l lookup) ReadBack(ctx context.Context) ([]autoapply.ReadValue, error) {
	read, err := l.FormSession.ReadBack(ctx)
	for i := range read {
		if read[i].Key == "location" && slices.Equal(read[i].Values, []string{"Berlin, Germany"}) {
			read[i].Values = []string{"Berlin, Germany, Europe"}
		}
	}
	return read, err
}
