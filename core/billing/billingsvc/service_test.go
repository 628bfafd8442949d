package billingsvc_test

import (
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/core/billing"
	"github.com/applyforus/applyforus/core/billing/billingsvc"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

func TestChoosing(t *testing.T) {
	t.Parallel()
	db, ctx := memory.New(), t.Context()
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC)
	svc := billingsvc.New(billingsvc.Deps{
		Work:          memory.UnitOfWork(db, func(s memory.Session) billingsvc.Tx { return billingsvc.Tx{Subscriptions: memory.NewSubscriptions(s)} }),
		Subscriptions: memory.NewSubscriptionReader(db), Now: func() time.Time { return now },
	})
	ada, eve := identity.Actor{User: id.User{1}}, identity.Actor{User: id.User{2}}
	var limits ports.Entitlements = svc
	if e, err := limits.Entitlements(ctx, ada.User); err != nil || e.Plan != billing.Free {
		t.Errorf("before: %+v, %v", e, err)
	}
	if s, err := svc.Choose(ctx, billingsvc.ChooseInput{Actor: ada, Plan: billing.Free}); err != nil || s.Version != 0 {
		t.Errorf("the plan that one has: %+v, %v", s, err)
	}
	if s, err := svc.Choose(ctx, billingsvc.ChooseInput{Actor: ada, Plan: billing.Pro}); err != nil || s.Plan != billing.Pro || s.Version != 1 || !s.Since.Equal(now) {
		t.Errorf("pro: %+v, %v", s, err)
	}
	if _, err := svc.Choose(ctx, billingsvc.ChooseInput{Actor: ada, Plan: billing.Free, Version: 7}); !errors.Is(err, fault.ErrStale) {
		t.Errorf("stale: %v", err)
	}
	if _, err := svc.Choose(ctx, billingsvc.ChooseInput{Actor: ada, Plan: "gold"}); fault.As(err) == nil || fault.As(err).Kind != fault.Invalid {
		t.Errorf("gold: %v", err)
	}
	if e, err := limits.Entitlements(ctx, ada.User); err != nil || e.Plan != billing.Pro {
		t.Errorf("after: %+v, %v", e, err)
	}
	if s, err := svc.Get(ctx, eve); err != nil || s.Plan != billing.Free {
		t.Errorf("somebody else: %+v, %v", s, err)
	}
	for _, err := range []error{second(svc.Get(ctx, identity.Actor{})), second(svc.Choose(ctx, billingsvc.ChooseInput{Plan: billing.Pro}))} {
		if !errors.Is(err, fault.ErrUnauthenticated) {
			t.Errorf("a visitor: %v", err)
		}
	}
}

func second[T any](_ T, err error) error { return err }
