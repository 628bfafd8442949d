package billing_test

import (
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/billing"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

func TestChoose(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	s := billing.Unchosen(id.User{1})
	if s.Plan != billing.Free || s.Status != billing.Active || !s.Since.IsZero() {
		t.Fatalf("unchosen: %+v", s)
	}
	if err := s.Choose(billing.Free, now); err != nil || !s.Since.IsZero() {
		t.Errorf("the same plan again: %+v, %v", s, err)
	}
	if err := s.Choose(billing.Pro, now); err != nil || s.Plan != billing.Pro || !s.Since.Equal(now) {
		t.Errorf("pro: %+v, %v", s, err)
	}
	if err := s.Choose("gold", now); fault.As(err) == nil || fault.As(err).Violations[0].Field != "plan" || s.Plan != billing.Pro {
		t.Errorf("gold: %+v, %v", s, err)
	}
}

func TestEntitlements(t *testing.T) {
	t.Parallel()
	previous := billing.Entitlements{}
	for _, plan := range billing.Plans {
		got := billing.Subscription{Plan: plan, Status: billing.Active}.Entitlements()
		if got.Plan != plan || got.PreparedPerDay <= previous.PreparedPerDay {
			t.Errorf("%s allows %+v", plan, got)
		}
		if ended := (billing.Subscription{Plan: plan, Status: billing.Expired}).Entitlements(); ended.Plan != billing.Free {
			t.Errorf("an expired %s still allows %+v", plan, ended)
		}
		previous = got
	}
}
