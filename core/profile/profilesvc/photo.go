package profilesvc

import (
	"context"
	"errors"
	"fmt"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
)

// SetPhoto makes an uploaded picture the person's photo, in all its sizes and without
// anything else that the file held. The one before is discarded. It answers the faults of
// ports.Portraits.
func (s *Service) SetPhoto(ctx context.Context, actor identity.Actor, content []byte) (id.Photo, error) {
	if err := actor.Require(); err != nil {
		return id.Photo{}, err
	}
	portraits, err := s.deps.Portraits.Make(ctx, content)
	if err != nil {
		return id.Photo{}, err
	}
	photo := id.Make[id.Photo](s.deps.Now())
	// The files come first: a photo without its files would be half a photo.
	for i, size := range profile.PhotoSizes {
		if err := s.deps.Blobs.Put(ctx, profile.PhotoKey(photo, size), profile.PhotoType, portraits[i]); err != nil {
			return id.Photo{}, errors.Join(fmt.Errorf("keep the photo: %w", err), s.discard(ctx, photo))
		}
	}
	if err := s.replacePhoto(ctx, actor, photo); err != nil {
		return id.Photo{}, errors.Join(err, s.discard(ctx, photo))
	}
	return photo, nil
}

// RemovePhoto leaves the profile without a photo. It answers profile.ErrNoPhoto when there
// was none.
func (s *Service) RemovePhoto(ctx context.Context, actor identity.Actor) error {
	return s.replacePhoto(ctx, actor, id.Photo{})
}

func (s *Service) replacePhoto(ctx context.Context, actor identity.Actor, photo id.Photo) error {
	return s.change(ctx, actor, func(ctx context.Context, tx Tx, p *profile.Profile) error {
		old := p.Photo
		p.Photo = photo
		switch {
		case old.IsZero() && photo.IsZero():
			return profile.ErrNoPhoto
		case old.IsZero():
			return nil
		}
		return tx.Outbox.Enqueue(ctx, profile.DiscardPhoto{Photo: old})
	})
}

// Photo answers the person's own photo, at least as wide as asked where there is such a
// size. It answers profile.ErrNoPhoto when there is none.
func (s *Service) Photo(ctx context.Context, actor identity.Actor, width int) ([]byte, error) {
	p, err := s.Get(ctx, actor)
	if err != nil {
		return nil, err
	}
	if p.Photo.IsZero() {
		return nil, profile.ErrNoPhoto
	}
	content, err := s.deps.Blobs.Get(ctx, profile.PhotoKey(p.Photo, profile.PhotoSize(width)))
	if errors.Is(err, fault.ErrNotFound) {
		return nil, profile.ErrNoPhoto.Wrap(err)
	}
	return content, err
}

// DiscardPhoto deletes the files of a photo that no profile shows any more.
func (s *Service) DiscardPhoto(ctx context.Context, task profile.DiscardPhoto) error {
	return s.discard(ctx, task.Photo)
}

func (s *Service) discard(ctx context.Context, photo id.Photo) error {
	var failed error
	for _, size := range profile.PhotoSizes {
		failed = errors.Join(failed, s.deps.Blobs.Delete(ctx, profile.PhotoKey(photo, size)))
	}
	return failed
}
