package porttest

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/billing"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/profile"
)

// Preferences runs the suite of ports.PreferencesStore.
func Preferences(t *testing.T, open func(*testing.T) ProfilePorts) {
	t.Helper()
	p := open(t)
	user, other := p.person(t, "ada@example.org"), p.person(t, "eve@example.org")
	get := func(user id.User) profile.Preferences {
		t.Helper()
		got, err := p.Wishes.Get(t.Context(), user)
		must(t, err)
		return got
	}
	put := func(w profile.Preferences, at time.Time) error {
		return do(t, p.Work, func(ctx context.Context, tx ProfileTx) error { return tx.Wishes.Put(ctx, w, at) })
	}
	if got := get(user); !same(got, profile.NewPreferences(user)) {
		t.Errorf("of somebody who said nothing: %+v", got)
	}
	want := profile.Preferences{
		User: user, JobTypes: []profile.JobType{"full_time", "contract"}, Places: []string{"Berlin", "Köln"}, Remote: []profile.Remote{"remote"},
		Pay:        money.Range{Min: 6_500_000, Max: 8_000_000, Currency: "EUR", Interval: money.IntervalYear},
		Industries: []string{"Health"}, NoticePeriod: "One month", Alerts: "weekly", EmailNotifications: true,
	}
	must(t, put(want, profileNow))
	want.Version, want.UpdatedAt = 1, profileNow
	if got := get(user); !same(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	old := want
	want.Places, want.Pay, want.Alerts, want.PushNotifications = nil, money.Range{}, "", true
	must(t, put(want, profileNow.Add(time.Hour)))
	if got := get(user); got.Version != 2 || len(got.Places) != 0 || got.Pay.Stated() || !got.PushNotifications || !slices.Equal(got.JobTypes, want.JobTypes) {
		t.Errorf("after the change: %+v", got)
	}
	wantErr(t, put(old, profileNow), fault.ErrStale)
	wantErr(t, put(profile.NewPreferences(user), profileNow), fault.ErrStale)
	if got := get(other); got.Version != 0 {
		t.Errorf("of somebody else: %+v", got)
	}
}

// Imports runs the suite of ports.ImportStore.
func Imports(t *testing.T, open func(*testing.T) ProfilePorts) {
	t.Helper()
	p := open(t)
	user, other := p.person(t, "ada@example.org"), p.person(t, "eve@example.org")
	make := func(source profile.Source, at time.Time) profile.Import {
		t.Helper()
		i, err := profile.NewImport(user, source, "cv.json", profile.Reading{
			Facts: profile.Profile{Name: profile.Text{Value: "Ada"}, Skills: []profile.Skill{{Name: "Go", Years: 2.5}}}, Notes: []string{"something"},
		}, at)
		must(t, err)
		must(t, do(t, p.Work, func(ctx context.Context, tx ProfileTx) error { return tx.Imports.Add(ctx, i) }))
		return i
	}
	list := func(user id.User) []id.Import {
		t.Helper()
		all, err := p.Imports.Open(t.Context(), user)
		must(t, err)
		var ids []id.Import
		for _, i := range all {
			ids = append(ids, i.ID)
		}
		return ids
	}
	first := make(profile.SourceJSONResume, profileNow)
	archive := make(profile.SourceArchive, profileNow.Add(time.Minute))
	second := make(profile.SourceJSONResume, profileNow.Add(time.Hour))
	if got := list(user); !slices.Equal(got, []id.Import{second.ID, archive.ID}) {
		t.Errorf("open: %v", got)
	}
	if _, err := p.Imports.Get(t.Context(), user, first.ID); err != nil {
		wantErr(t, err, profile.ErrNoImport)
	} else {
		t.Error("the replaced import is still there")
	}
	got, err := p.Imports.Get(t.Context(), user, second.ID)
	if err != nil || !same(got, second) {
		t.Errorf("Get = %+v, %v\nwant %+v", got, err, second)
	}
	if _, err := p.Imports.Get(t.Context(), other, second.ID); err != nil {
		wantErr(t, err, profile.ErrNoImport)
	} else {
		t.Error("somebody else's import is shown")
	}
	closeAs := func(as id.User) error {
		closed := second
		closed.User = as
		must(t, closed.Close(profile.ImportTaken, profileNow.Add(2*time.Hour)))
		return do(t, p.Work, func(ctx context.Context, tx ProfileTx) error { return tx.Imports.Close(ctx, closed) })
	}
	wantErr(t, closeAs(other), profile.ErrNoImport)
	must(t, closeAs(user))
	wantErr(t, closeAs(user), profile.ErrImportClosed)
	got, err = p.Imports.Get(t.Context(), user, second.ID)
	if err != nil || got.Status != profile.ImportTaken || got.ClosedAt.IsZero() || got.Facts.Name.Value != "" || len(got.Notes) != 0 {
		t.Errorf("after closing: %+v, %v", got, err)
	}
	if all := list(user); !slices.Equal(all, []id.Import{archive.ID}) || len(list(other)) != 0 {
		t.Errorf("open after closing: %v", all)
	}
}

// Subscriptions runs the suite of ports.SubscriptionStore.
func Subscriptions(t *testing.T, open func(*testing.T) ProfilePorts) {
	t.Helper()
	p := open(t)
	user := p.person(t, "ada@example.org")
	get := func() billing.Subscription {
		t.Helper()
		got, err := p.Plans.Get(t.Context(), user)
		must(t, err)
		return got
	}
	put := func(s billing.Subscription, at time.Time) error {
		return do(t, p.Work, func(ctx context.Context, tx ProfileTx) error { return tx.Plans.Put(ctx, s, at) })
	}
	sub := get()
	if !same(sub, billing.Unchosen(user)) {
		t.Errorf("of somebody who never chose: %+v", sub)
	}
	must(t, sub.Choose(billing.Pro, profileNow))
	must(t, put(sub, profileNow))
	wantErr(t, put(sub, profileNow), fault.ErrStale)
	sub.Version, sub.UpdatedAt = 1, profileNow
	if got := get(); !same(got, sub) {
		t.Errorf("got  %+v\nwant %+v", got, sub)
	}
	must(t, sub.Choose(billing.Free, profileNow.Add(time.Hour)))
	must(t, put(sub, profileNow.Add(time.Hour)))
	wantErr(t, put(sub, profileNow), fault.ErrStale)
	if got := get(); got.Plan != billing.Free || got.Version != 2 || !got.Since.Equal(profileNow.Add(time.Hour)) {
		t.Errorf("after the change: %+v", got)
	}
}
