package billingweb

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/billing"
	"github.com/applyforus/applyforus/core/billing/billingsvc"
)

// Subscription is the person's plan and what it allows.
type Subscription struct {
	Plan         billing.Plan   `json:"plan" enum:"free,pro,enterprise"`
	Status       billing.Status `json:"status" enum:"active,canceled,expired"`
	Since        *time.Time     `json:"since,omitempty" doc:"When the plan was chosen; left out for somebody who never chose one."`
	Entitlements Entitlements   `json:"entitlements"`
	Payment      string         `json:"payment" enum:"none" doc:"none: there is no payment provider, so a plan is chosen and nothing is paid."`
	Version      int            `json:"version" doc:"Rises with each change; 0 while no plan was chosen."`
}

// Entitlements are what a plan allows.
type Entitlements struct {
	PreparedPerDay       int `json:"preparedPerDay" doc:"Applications prepared for review in a day. -1: unlimited."`
	ResumeTailorPerMonth int `json:"resumeTailorPerMonth" doc:"Tailored resumes and letters in a month. -1: unlimited."`
	JobAlerts            int `json:"jobAlerts" doc:"-1: unlimited."`
}

func present(s billing.Subscription) Subscription {
	e := s.Entitlements()
	out := Subscription{
		Plan: s.Plan, Status: s.Status, Payment: "none", Version: s.Version,
		Entitlements: Entitlements{PreparedPerDay: e.PreparedPerDay, ResumeTailorPerMonth: e.ResumeTailorPerMonth, JobAlerts: e.JobAlerts},
	}
	if !s.Since.IsZero() {
		out.Since = &s.Since
	}
	return out
}

type chooseInput struct {
	api.UserPath

	Body struct {
		Plan    billing.Plan `json:"plan" doc:"free, pro or enterprise."`
		Version int          `json:"version,omitempty" doc:"Of the subscription when it was read; another one is refused with stale."`
	}
}

const noPayment = "There is no payment provider: a plan is chosen and nothing is paid."

// RegisterAPI mounts the operations about the person's subscription.
func RegisterAPI(a huma.API, svc *billingsvc.Service) {
	group := api.Group{Path: "/api/v1/users/{id}/subscription", Tag: "Subscription", Errors: []int{http.StatusNotFound}}
	api.Handle(a, group.Operation("getSubscription", http.MethodGet, "", "Read the subscription", http.StatusOK,
		"The plan and what it entitles to; the free plan for somebody who never chose one. "+noPayment),
		func(ctx context.Context, _ *api.UserPath) (Subscription, error) {
			s, err := svc.Get(ctx, auth.Actor(ctx))
			return present(s), err
		})
	choose := group.Operation("updateSubscription", http.MethodPatch, "", "Choose a plan", http.StatusOK, noPayment)
	choose.Errors = append(choose.Errors, http.StatusConflict)
	api.Handle(a, choose, func(ctx context.Context, in *chooseInput) (Subscription, error) {
		s, err := svc.Choose(ctx, billingsvc.ChooseInput{Actor: auth.Actor(ctx), Plan: in.Body.Plan, Version: in.Body.Version})
		return present(s), err
	})
}
