package applicationsvc

import (
	"context"
	"errors"

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
	return Detail{File: file, Attempt: attempt}, nil
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
	Waiting map[id.Application]autoapply.Attempt
}

// List answers a page of the person's applications, latest change first.
func (s *Service) List(ctx context.Context, in ListInput) (Overview, error) {
	if err := in.Actor.Require(); err != nil {
		return Overview{}, err
	}
	listed, err1 := s.applications.List(ctx, in.Actor.User, in.Stages, in.Page)
	counts, err2 := s.applications.Counts(ctx, in.Actor.User)
	waiting, err3 := s.attempts.Waiting(ctx, in.Actor.User)
	return Overview{Page: listed, Counts: counts, Waiting: waiting}, errors.Join(err1, err2, err3)
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
