// Package billing is which plan a person has and what it entitles them to. It must not
// know who takes the money: as long as nobody does, a plan is simply chosen.
package billing

import (
	"slices"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// Plan is what a person subscribes to.
type Plan string

// The plans.
const (
	Free       Plan = "free"
	Pro        Plan = "pro"
	Enterprise Plan = "enterprise"
)

// Plans lists the plans, the smallest first.
var Plans = []Plan{Free, Pro, Enterprise}

// Label is the plan for people.
func (p Plan) Label() string {
	switch p {
	case Free:
		return "Free"
	case Pro:
		return "Pro"
	case Enterprise:
		return "Enterprise"
	}
	return string(p)
}

// Status is where a subscription stands.
type Status string

// The states. Only Active is reached without a payment provider.
const (
	Active   Status = "active"
	Canceled Status = "canceled"
	Expired  Status = "expired"
)

// Subscription is one person's plan.
type Subscription struct {
	User      id.User
	Plan      Plan
	Status    Status
	Since     time.Time // when this plan began; zero for a person who never chose one
	Version   int       // 0 while nothing is stored
	UpdatedAt time.Time
}

// Unchosen is the subscription of somebody who never chose a plan.
func Unchosen(user id.User) Subscription {
	return Subscription{User: user, Plan: Free, Status: Active}
}

// Choose changes the plan. It answers a violation for a plan that is none, and changes
// nothing when it is the plan already.
func (s *Subscription) Choose(plan Plan, now time.Time) error {
	var c fault.Check
	c.That(slices.Contains(Plans, plan), "plan", "choice", "Choose one of the plans: free, pro or enterprise.")
	if err := c.Err(); err != nil || s.Plan == plan && s.Status == Active {
		return err
	}
	s.Plan, s.Status, s.Since = plan, Active, now
	return nil
}

// Unlimited stands for a limit that there is none.
const Unlimited = -1

// Entitlements are what a plan allows. Unlimited is -1.
type Entitlements struct {
	Plan                 Plan
	PreparedPerDay       int // applications prepared for the person's review in a day
	ResumeTailorPerMonth int // tailored resumes and letters in a month
	JobAlerts            int
}

// Entitlements are what the subscription allows now; one that is not active allows what
// the free plan does.
func (s Subscription) Entitlements() Entitlements {
	plan := s.Plan
	if s.Status != Active {
		plan = Free
	}
	switch plan {
	case Pro:
		return Entitlements{Plan: Pro, PreparedPerDay: 50, ResumeTailorPerMonth: 200, JobAlerts: 25}
	case Enterprise:
		return Entitlements{Plan: Enterprise, PreparedPerDay: 200, ResumeTailorPerMonth: Unlimited, JobAlerts: Unlimited}
	case Free:
	}
	return Entitlements{Plan: Free, PreparedPerDay: 10, ResumeTailorPerMonth: 20, JobAlerts: 5}
}
