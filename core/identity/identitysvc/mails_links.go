package identitysvc

import (
	"context"
	"errors"
	"net/url"
	"strconv"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

// linked makes a link within a unit of work and gives the letter's address for it. The
// worker makes links, so that their secrets are in no queue.
func linked(ctx context.Context, tx Tx, site, path string, link identity.MailLink, secret string) (string, error) {
	return site + path + "?token=" + url.QueryEscape(secret), tx.Links.Create(ctx, link)
}

// SendPasswordReset is the handler of the task: it makes the link and mails it.
func (s *Service) SendPasswordReset(ctx context.Context, task identity.SendPasswordReset) error {
	user, err := s.read.Users.Get(ctx, task.User)
	if errors.Is(err, fault.ErrNotFound) || err == nil && user.Status != identity.StatusActive {
		return nil
	}
	if err != nil {
		return err
	}
	link, secret := identity.NewMailLink(user.ID, identity.LinkReset, id.MailToken{}, user.Email, s.now())
	var address string
	err = s.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		address, err = linked(ctx, tx, s.sites[task.App], "/reset-password", link, secret)
		return err
	})
	if err != nil {
		return err
	}
	return s.mail(ctx, user.Email, "password-reset:"+link.ID.String(), letter{
		Subject: "Set a new password",
		Before:  []string{"Somebody, most likely you, asked for a new password for your account."},
		Action:  "Set a new password",
		Link:    address,
		After: []string{
			"The link works once, within an hour. Setting a new password signs you out everywhere.",
			"If you did not ask for it, ignore this mail: your password stays as it is.",
		},
	})
}

// SendEmailConfirm is the handler of the task: it mails the new address of a change.
func (s *Service) SendEmailConfirm(ctx context.Context, task identity.SendEmailConfirm) error {
	var (
		change  identity.EmailChange
		link    identity.MailLink
		address string
	)
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		if change, err = tx.EmailChanges.Get(ctx, task.User, task.Change); err != nil {
			return err
		}
		if !change.ConfirmedAt.IsZero() {
			return fault.ErrNotFound
		}
		var secret string
		link, secret = identity.NewMailLink(task.User, identity.LinkNewEmail, change.ID, change.To, s.now())
		address, err = linked(ctx, tx, s.sites[change.App], "/email/confirm", link, secret)
		return err
	})
	if errors.Is(err, fault.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.mail(ctx, change.To, "email-confirm:"+link.ID.String(), letter{
		Subject: "Confirm your new e-mail address",
		Before:  []string{"Confirm that this address is yours. From then on you sign in with it, and our mails come here."},
		Action:  "Confirm address",
		Link:    address,
		After: []string{
			"The link works once, within 24 hours. Until then nothing changes.",
			"If you did not ask for it, ignore this mail: without the link, nothing happens.",
		},
	})
}

// SendEmailChanged is the handler of the task: it tells the old address of a change, which
// can take it back.
func (s *Service) SendEmailChanged(ctx context.Context, task identity.SendEmailChanged) error {
	var (
		change  identity.EmailChange
		link    identity.MailLink
		address string
	)
	err := s.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		if change, err = tx.EmailChanges.Get(ctx, task.User, task.Change); err != nil {
			return err
		}
		if change.ConfirmedAt.IsZero() || !change.UndoneAt.IsZero() {
			return fault.ErrNotFound
		}
		var secret string
		link, secret = identity.NewMailLink(task.User, identity.LinkUndoEmail, change.ID, change.From, s.now())
		address, err = linked(ctx, tx, s.sites[change.App], "/email/undo", link, secret)
		return err
	})
	if errors.Is(err, fault.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.mail(ctx, change.From, "email-changed:"+link.ID.String(), letter{
		Subject: "The e-mail address of your account was changed",
		Before: []string{
			"Your account has another e-mail address now, and this one is not used any more.",
			"If that was you, there is nothing to do. If it was not, take the change back at once: everybody is signed out, and the account is yours again.",
		},
		Action: "Take the change back",
		Link:   address,
		After:  []string{"The link works for 7 days."},
	})
}

// SendFactorRemoval is the handler of the task: it mails the link that begins the wait.
func (s *Service) SendFactorRemoval(ctx context.Context, task identity.SendFactorRemoval) error {
	return s.mailRemoval(ctx, task.User, task.Removal, identity.LinkDropFactor, func(_ identity.User, _ identity.FactorRemoval, link identity.MailLink, address string) (string, letter) {
		return "factor-removal:" + link.ID.String(), letter{
			Subject: "You have lost your second factor?",
			Before: []string{
				"Somebody who knows your password, most likely you, says that your authenticator app, passkeys and recovery codes are lost.",
				"Start the removal with the button. After that there are three days in which you can stop it, and we remind you. Then your second factor is gone, and your password alone lets you in.",
			},
			Action: "Start the removal",
			Link:   address,
			After: []string{
				"The link works once, within an hour.",
				"If it was not you, somebody knows your password: do not press the button, and set a new password.",
			},
		}
	})
}

// WarnFactorRemoval is the handler of the task: it mails the link that calls a removal off.
func (s *Service) WarnFactorRemoval(ctx context.Context, task identity.WarnFactorRemoval) error {
	return s.mailRemoval(ctx, task.User, task.Removal, identity.LinkKeepFactor, func(user identity.User, removal identity.FactorRemoval, _ identity.MailLink, address string) (string, letter) {
		return "factor-warning:" + removal.ID.String() + ":" + strconv.Itoa(task.Number), letter{
			Subject: "Your second factor is about to be removed",
			Before: []string{
				"The removal was started from your mailbox. It happens at " + exact(removal.DueAt(), user) + ". After that your password alone lets somebody in.",
				"If you did not ask for it, stop it now, then set a new password.",
			},
			Action: "Stop the removal",
			Link:   address,
			After:  []string{"If you did ask for it, there is nothing to do. Signing in with your second factor stops it too."},
		}
	})
}

// mailRemoval makes a link about a removal that is still open, and mails the letter.
func (s *Service) mailRemoval(
	ctx context.Context, of id.User, about id.MailToken, purpose identity.LinkPurpose,
	write func(user identity.User, removal identity.FactorRemoval, link identity.MailLink, address string) (dedupe string, l letter),
) error {
	user, err := s.read.Users.Get(ctx, of)
	if errors.Is(err, fault.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	var (
		removal identity.FactorRemoval
		link    identity.MailLink
		address string
	)
	err = s.work.Do(ctx, func(ctx context.Context, tx Tx) (err error) {
		if removal, err = tx.Removals.Get(ctx, of, about); err != nil {
			return err
		}
		if !removal.Open() || removal.Waiting() != (purpose == identity.LinkKeepFactor) {
			return fault.ErrNotFound
		}
		path := map[identity.LinkPurpose]string{
			identity.LinkDropFactor: "/login/lost-factor/confirm", identity.LinkKeepFactor: "/login/lost-factor/stop",
		}[purpose]
		var secret string
		link, secret = identity.NewMailLink(of, purpose, removal.ID, user.Email, s.now())
		address, err = linked(ctx, tx, s.sites[removal.App], path, link, secret)
		return err
	})
	if errors.Is(err, fault.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	dedupe, l := write(user, removal, link, address)
	return s.mail(ctx, user.Email, dedupe, l)
}
