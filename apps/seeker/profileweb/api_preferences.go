package profileweb

import (
	"context"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/money"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
)

type updatePreferencesInput struct {
	api.UserPath

	Body struct {
		JobTypes           api.Patch[[]profile.JobType]      `json:"jobTypes,omitempty" doc:"Among full_time, part_time, contract, temporary, internship."`
		Places             api.Patch[[]string]               `json:"places,omitempty" doc:"Up to 30."`
		Remote             api.Patch[[]profile.Remote]       `json:"remote,omitempty" doc:"Among remote, hybrid and none, which is on site."`
		PayFloor           api.Patch[string]                 `json:"payFloor,omitempty" doc:"Whole units as people write them, such as 65000 or 21.50."`
		PayCeiling         api.Patch[string]                 `json:"payCeiling,omitempty"`
		PayCurrency        api.Patch[string]                 `json:"payCurrency,omitempty" doc:"ISO 4217."`
		PayInterval        api.Patch[money.Interval]         `json:"payInterval,omitempty" doc:"hour, day, week, month or year."`
		Industries         api.Patch[[]string]               `json:"industries,omitempty" doc:"Up to 30."`
		NoticePeriod       api.Patch[string]                 `json:"noticePeriod,omitempty" doc:"In the person's own words."`
		AlertFrequency     api.Patch[profile.AlertFrequency] `json:"alertFrequency,omitempty" doc:"instant, daily, weekly or never."`
		EmailNotifications *bool                             `json:"emailNotifications,omitempty"`
		PushNotifications  *bool                             `json:"pushNotifications,omitempty"`
		Version            *int                              `json:"version,omitempty" doc:"Of the preferences when they were read; another one is refused with stale."`
	}
}

func (h operations) preferences(ctx context.Context, _ *api.UserPath) (ProfilePreferences, error) {
	p, err := h.svc.Preferences(ctx, auth.Actor(ctx))
	return presentPreferences(p), err
}

func (h operations) updatePreferences(ctx context.Context, in *updatePreferencesInput) (ProfilePreferences, error) {
	b := in.Body
	p, err := h.svc.EditPreferences(ctx, profilesvc.PreferencesInput{Actor: auth.Actor(ctx), Version: b.Version, Edit: profile.PreferencesEdit{
		JobTypes: b.JobTypes.Pointer(), Places: b.Places.Pointer(), Remote: b.Remote.Pointer(), PayFloor: b.PayFloor.Pointer(),
		PayCeiling: b.PayCeiling.Pointer(), Currency: b.PayCurrency.Pointer(), Interval: b.PayInterval.Pointer(), Industries: b.Industries.Pointer(),
		NoticePeriod: b.NoticePeriod.Pointer(), Alerts: b.AlertFrequency.Pointer(),
		EmailNotifications: b.EmailNotifications, PushNotifications: b.PushNotifications,
	}})
	return presentPreferences(p), err
}
