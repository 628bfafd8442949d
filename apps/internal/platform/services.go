package platform

import (
	"context"
	"fmt"

	"github.com/applyforus/applyforus/adapters/documents"
	"github.com/applyforus/applyforus/adapters/postgres/commonpg"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/analytics/analyticssvc"
	"github.com/applyforus/applyforus/core/applications/applicationsvc"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/billing/billingsvc"
	"github.com/applyforus/applyforus/core/employer/employersvc"
	"github.com/applyforus/applyforus/core/identity/apikeysvc"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
	"github.com/applyforus/applyforus/core/identity/oauthsvc"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/notifications/notificationsvc"
	"github.com/applyforus/applyforus/core/profile/importsvc"
	"github.com/applyforus/applyforus/core/profile/profilesvc"
	"github.com/applyforus/applyforus/core/resumes/resumesvc"
)

// Services are the use-cases of every domain, wired to their adapters.
type Services struct {
	*Parts

	Identity      *identitysvc.Service
	Factors       *identitysvc.Factors
	Account       *identitysvc.Account
	OAuth         *oauthsvc.Service
	APIKeys       *apikeysvc.Service
	Profile       *profilesvc.Service
	Employer      *employersvc.Service
	Imports       *importsvc.Service
	Billing       *billingsvc.Service
	Importer      *jobsvc.Importer
	Saved         *jobsvc.Saved
	Jobs          *jobsvc.Search
	Resumes       *resumesvc.Service
	Applications  *applicationsvc.Service
	Apply         *autoapplysvc.Service
	Notifications *notificationsvc.Service
	Streams       web.Streams
	Dashboard     *analyticssvc.Service
	Idempotency   commonpg.Idempotency
	Documents     *documents.Reader

	worker *worker
}

// Role says what a process does.
type Role struct {
	// Works makes the process run tasks, and so need a browser for forms. Else it only
	// makes tasks.
	Works bool
}

// Open connects everything and wires the use-cases. Close undoes it.
func Open(ctx context.Context, config Config, role Role) (*Services, error) {
	parts, err := OpenParts(ctx, config)
	if err != nil {
		return nil, err
	}
	s, err := wire(parts, role)
	if err != nil {
		parts.Close() // the first error counts
		return nil, err
	}
	return s, nil
}

func wire(p *Parts, role Role) (*Services, error) {
	s := &Services{Parts: p}
	var err error
	if err = wireIdentity(p, s); err != nil {
		return nil, err
	}
	if s.OAuth, err = wireOAuth(p, s.Identity); err != nil {
		return nil, err
	}
	s.APIKeys = wireAPIKeys(p)
	s.Employer = wireEmployer(p)
	if s.Importer, err = wireImporter(p); err != nil {
		return nil, err
	}
	s.Documents = wireDocuments(p)
	s.Resumes = wireResumes(p, s.Documents)
	s.Profile = wireProfile(p)
	s.Imports = wireImports(p)
	s.Billing = wireBilling(p)
	s.Saved = wireSaved(p)
	s.Jobs = wireJobs(p)
	s.Applications = wireApplications(p)
	s.Apply = wireApply(p)
	s.Notifications = wireNotifications(p)
	s.Dashboard = wireDashboard(p, s.Jobs)
	s.Streams = web.Streams{Events: commonpg.NewEvents(p.DB.Pool()), Waker: p.Redis}
	s.Idempotency = commonpg.NewIdempotency(p.DB.Pool())
	if s.worker, err = newWorker(s, role); err != nil {
		return nil, err
	}
	p.DB.UseQueue(s.worker.queue.Insert)
	return s, nil
}

// Start begins to run tasks, where the role says so.
func (s *Services) Start(ctx context.Context) error {
	if err := s.worker.queue.Start(ctx); err != nil {
		return fmt.Errorf("start the queue: %w", err)
	}
	return nil
}

// Stop lets running tasks end, then closes everything.
func (s *Services) Stop(ctx context.Context) error {
	if err := s.worker.queue.Stop(ctx); err != nil {
		s.Log.WarnContext(ctx, "tasks were cut off", "cause", err)
	}
	return s.Close()
}
