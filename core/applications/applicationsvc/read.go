package applicationsvc

import (
	"context"
	"errors"
	"slices"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/page"
)

// Detail is one application with the newest attempt to send it.
type Detail struct {
	File    applications.File
	Attempt autoapply.Attempt // zero when it was noted by hand
	// Confirmation is what the employer's page said when it took the newest one; "" if
	// nothing was kept.
	Confirmation string
}

// Get answers one of the person's applications, or applications.ErrNotFound.
func (s *Service) Get(ctx context.Context, actor identity.Actor, application id.Application) (Detail, error) {
	if err := actor.Require(); err != nil {
		return Detail{}, err
	}
	file, err := s.applications.Get(ctx, actor.User, application)
	if err != nil {
		return Detail{}, err
	}
	attempt, err := s.attempts.OfApplication(ctx, actor.User, application)
	if err != nil && !errors.Is(err, autoapply.ErrNotFound) {
		return Detail{}, err
	}
	words, err := s.confirmation(ctx, file.Evidence)
	return Detail{File: file, Attempt: attempt, Confirmation: words}, err
}

// confirmation reads the newest kept confirmation.
func (s *Service) confirmation(ctx context.Context, evidence []applications.Evidence) (string, error) {
	for _, e := range slices.Backward(evidence) {
		if e.Kind == applications.EvidenceConfirmation {
			content, err := s.blobs.Get(ctx, e.BlobKey)
			return string(content), err
		}
	}
	return "", nil
}

// Attempt answers the newest attempt of one of the person's applications, without
// what belongs to it, for a page that waits. It answers autoapply.ErrNotFound.
func (s *Service) Attempt(ctx context.Context, actor identity.Actor, application id.Application) (autoapply.Attempt, error) {
	if err := actor.Require(); err != nil {
		return autoapply.Attempt{}, err
	}
	return s.attempts.OfApplication(ctx, actor.User, application)
}

// ListInput asks for a page of applications.
type ListInput struct {
	Actor  identity.Actor
	Stages []applications.Stage // none = all
	Page   page.Request
}

// Overview is a page of applications with what the page around it shows.
type Overview struct {
	Page    page.Page[applications.Application]
	Counts  map[applications.Stage]int // of all the person's applications
	Needing []Needing                  // those that wait for the person, whatever the page shows
}

// Needing is an open application that only the person can move on.
type Needing struct {
	Application applications.Application
	Attempt     autoapply.Attempt
}

// List answers a page of the person's applications, latest change first.
func (s *Service) List(ctx context.Context, in ListInput) (Overview, error) {
	if err := in.Actor.Require(); err != nil {
		return Overview{}, err
	}
	listed, err1 := s.applications.List(ctx, in.Actor.User, in.Stages, in.Page)
	counts, err2 := s.applications.Counts(ctx, in.Actor.User)
	needing, err3 := s.needing(ctx, in.Actor.User)
	return Overview{Page: listed, Counts: counts, Needing: needing}, errors.Join(err1, err2, err3)
}

// needing finds the person's open applications that wait for them among the latest
// ones, latest first. Whoever withdrew one is not asked about it any more.
func (s *Service) needing(ctx context.Context, user id.User) ([]Needing, error) {
	waiting, err := s.attempts.Waiting(ctx, user)
	if err != nil || len(waiting) == 0 {
		return nil, err
	}
	open := slices.DeleteFunc(slices.Clone(applications.Stages), func(stage applications.Stage) bool { return !stage.Open() })
	latest, err := s.applications.List(ctx, user, open, page.Request{Limit: boardLimit})
	if err != nil {
		return nil, err
	}
	var found []Needing
	for _, app := range latest.Items {
		if attempt, ok := waiting[app.ID]; ok {
			found = append(found, Needing{Application: app, Attempt: attempt})
		}
	}
	return found, nil
}

// boardLimit is how many applications a board shows; older ones are in the list.
const boardLimit = page.MaxLimit

// Board answers the person's latest applications for the board.
func (s *Service) Board(ctx context.Context, actor identity.Actor) (Overview, error) {
	return s.List(ctx, ListInput{Actor: actor, Page: page.Request{Limit: boardLimit}})
}

// Evidence answers one piece of evidence with its bytes, or applications.ErrNoEvidence.
func (s *Service) Evidence(ctx context.Context, actor identity.Actor, application id.Application, evidence id.Evidence) (applications.Evidence, []byte, error) {
	if err := actor.Require(); err != nil {
		return applications.Evidence{}, nil, err
	}
	found, err := s.applications.Evidence(ctx, actor.User, application, evidence)
	if err != nil {
		return applications.Evidence{}, nil, err
	}
	content, err := s.blobs.Get(ctx, found.BlobKey)
	return found, content, err
}
