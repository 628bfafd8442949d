package resumes

import "github.com/applyforus/applyforus/core/id"

// BlobKey is where the file of a resume is kept. The place is the resume's alone, so
// that it can be emptied when the resume is deleted.
func BlobKey(user id.User, resume id.Resume) string {
	return "resumes/" + user.String() + "/" + resume.String()
}

// ChooseDefault makes the picked one of a person's resumes their only default and
// answers those that changed, the former default first. It answers ErrNotFound for
// one that is not among them, and ErrWrongStatus for one whose file cannot be read.
func ChooseDefault(all []Resume, pick id.Resume) ([]Resume, error) {
	var former, chosen []Resume
	found := false
	for _, r := range all {
		switch {
		case r.ID == pick && r.Status == Unreadable:
			return nil, ErrWrongStatus
		case r.ID == pick:
			found = true
			if !r.IsDefault {
				r.IsDefault = true
				chosen = append(chosen, r)
			}
		case r.IsDefault:
			r.IsDefault = false
			former = append(former, r)
		}
	}
	if !found {
		return nil, ErrNotFound
	}
	return append(former, chosen...), nil
}

// NextDefault tells which resume becomes the default when the person has none that
// can be used: the newest readable one. ok is false when nothing has to change.
func NextDefault(all []Resume) (pick id.Resume, ok bool) {
	var best Resume
	for _, r := range all {
		if r.IsDefault && r.Status != Unreadable {
			return id.Resume{}, false
		}
		if r.Status != Unreadable && (best.ID.IsZero() || r.CreatedAt.After(best.CreatedAt)) {
			best = r
		}
	}
	return best.ID, !best.ID.IsZero()
}
