package autoapplysvc

import (
	"context"
	"errors"

	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/resumes"
)

// Offer is what a person sees before they start an application.
type Offer struct {
	Job     jobs.Job
	Resumes []resumes.Resume // the default one first
	// Earlier is the person's application to the same opening, if there is one, and
	// whether it forbids a further try.
	Earlier id.Application
	Held    bool
	ByHand  bool // the site forbids that its form is filled for anybody
}

// Offer answers what can be applied to and with which resumes. It answers
// jobs.ErrJobNotFound; a closed job is shown as closed.
func (s *Service) Offer(ctx context.Context, actor identity.Actor, job id.Job) (Offer, error) {
	if err := actor.Require(); err != nil {
		return Offer{}, err
	}
	found, err := s.jobs.Get(ctx, job)
	if err != nil {
		return Offer{}, err
	}
	offer := Offer{Job: found, ByHand: forbidsFilling(found.ApplyURL)}
	if offer.Resumes, err = s.said.Resumes.List(ctx, actor.User); err != nil {
		return Offer{}, err
	}
	earlier, err := s.applications.ByRequisition(ctx, actor.User, []id.Requisition{found.Requisition})
	if err != nil {
		return Offer{}, err
	}
	if offer.Earlier = earlier[found.Requisition]; offer.Earlier.IsZero() {
		return offer, nil
	}
	attempt, err := s.attempts.OfApplication(ctx, actor.User, offer.Earlier)
	if errors.Is(err, autoapply.ErrNotFound) {
		offer.Held = true // noted by hand
		return offer, nil
	}
	offer.Held = attempt.HoldsRequisition()
	return offer, err
}
