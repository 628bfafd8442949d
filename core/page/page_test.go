package page_test

import (
	"strconv"
	"testing"

	"github.com/applyforus/applyforus/core/page"
)

func TestRequests(t *testing.T) {
	t.Parallel()
	for in, want := range map[page.Request]struct{ number, limit, offset int }{
		{}:                        {1, 20, 0},
		{Number: 3, Limit: 10}:    {3, 10, 20},
		{Number: -1, Limit: -5}:   {1, 20, 0},
		{Number: 2, Limit: 5000}:  {2, 100, 100},
		{Number: 1e9, Limit: 100}: {100, 100, 9900},
		{Number: 1e9, Limit: 1}:   {10_000, 1, 9999},
		{Number: 1000, Limit: 30}: {333, 30, 332 * 30},
	} {
		n := in.Normal()
		if n.Number != want.number || n.Limit != want.limit || in.Offset() != want.offset {
			t.Errorf("%+v became %+v at %d, want %+v", in, n, in.Offset(), want)
		}
		if in.Offset()+n.Limit > page.MaxOffset {
			t.Errorf("%+v reaches beyond the deepest row", in)
		}
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		number, limit, total, pages int
		next, prev                  bool
	}{
		{1, 10, 0, 0, false, false},
		{1, 10, 1, 1, false, false},
		{1, 10, 10, 1, false, false},
		{1, 10, 11, 2, true, false},
		{2, 10, 11, 2, false, true},
		{2, 10, 30, 3, true, true},
		{5, 10, 30, 3, false, true}, // beyond the end
	} {
		p := page.Of[int](page.Request{Number: c.number, Limit: c.limit}, nil, c.total)
		if p.TotalPages() != c.pages || p.HasNext() != c.next || p.HasPrev() != c.prev || p.Items == nil {
			t.Errorf("%+v: %d pages, next %v, prev %v, items %v", c, p.TotalPages(), p.HasNext(), p.HasPrev(), p.Items)
		}
	}
	if n := (page.Page[int]{}).TotalPages(); n != 0 {
		t.Errorf("the zero page has %d pages", n)
	}
	texts := page.Map(page.Of(page.Request{Number: 2, Limit: 2}, []int{3, 4}, 5), strconv.Itoa)
	if len(texts.Items) != 2 || texts.Items[1] != "4" || texts.Number != 2 || texts.Limit != 2 || texts.Total != 5 {
		t.Errorf("mapped to %+v", texts)
	}
}
