package jobsvc

import (
	"context"

	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/page"
)

// Saved answers the person's saved jobs as a list shows them, latest saved first, closed
// ones included.
func (s *Search) Saved(ctx context.Context, actor identity.Actor, req page.Request) (page.Page[Listed], error) {
	if err := actor.Require(); err != nil {
		return page.Page[Listed]{}, err
	}
	kept, err := s.saved.List(ctx, actor.User, req)
	if err != nil {
		return page.Page[Listed]{}, err
	}
	hits := make([]jobs.Hit, len(kept.Items))
	for i, one := range kept.Items {
		effort := jobs.EffortOf(one.Job.Questions)
		one.Job.Questions, one.Job.DescriptionHTML, one.Job.DescriptionText = nil, "", ""
		hits[i] = jobs.Hit{Job: one.Job, Title: []jobs.Segment{{Text: one.Job.Title}}, Effort: effort}
	}
	listed, _, err := s.personal(ctx, actor, hits, s.now())
	return page.Page[Listed]{Items: listed, Number: kept.Number, Limit: kept.Limit, Total: kept.Total}, err
}
