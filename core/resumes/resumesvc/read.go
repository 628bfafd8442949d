package resumesvc

import (
	"context"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/resumes"
)

// List answers all the person's resumes, the default one first, then newest first.
func (s *Service) List(ctx context.Context, actor identity.Actor) ([]resumes.Resume, error) {
	if err := actor.Require(); err != nil {
		return nil, err
	}
	return s.resumes.List(ctx, actor.User)
}

// Get answers one of the person's resumes, or resumes.ErrNotFound.
func (s *Service) Get(ctx context.Context, actor identity.Actor, resume id.Resume) (resumes.Resume, error) {
	if err := actor.Require(); err != nil {
		return resumes.Resume{}, err
	}
	return s.resumes.Get(ctx, actor.User, resume)
}

// Reading is a resume with the document that its draft points into.
type Reading struct {
	Resume   resumes.Resume
	Document resumes.Document // empty until read
}

// Review answers a resume for checking: the draft and the lines it was found in.
func (s *Service) Review(ctx context.Context, actor identity.Actor, resume id.Resume) (Reading, error) {
	r, err := s.Get(ctx, actor, resume)
	if err != nil || !r.Usable() {
		return Reading{Resume: r}, err
	}
	document, err := s.resumes.Document(ctx, actor.User, resume)
	return Reading{Resume: r, Document: document}, err
}

// File answers the bytes as they were uploaded.
func (s *Service) File(ctx context.Context, actor identity.Actor, resume id.Resume) (resumes.Resume, []byte, error) {
	r, err := s.Get(ctx, actor, resume)
	if err != nil {
		return resumes.Resume{}, nil, err
	}
	content, err := s.blobs.Get(ctx, r.BlobKey)
	return r, content, err
}

// PageImage answers a page (from 1) as PNG, width pixels wide (bounded to 200–2400).
// It answers the faults of ports.DocumentReader.PageImage.
func (s *Service) PageImage(ctx context.Context, actor identity.Actor, resume id.Resume, page, width int) ([]byte, error) {
	r, content, err := s.File(ctx, actor, resume)
	if err != nil {
		return nil, err
	}
	if r.Pages > 0 && (page < 1 || page > r.Pages) {
		return nil, resumes.ErrNoSuchPage
	}
	return s.documents.PageImage(ctx, content, page, width)
}
