package identitysvc

import (
	"context"
	"errors"
	"html/template"
	"net/url"
	"strings"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/ports"
)

// SendVerification is the handler of the task: it makes the link and mails it. The
// person's name is left out on purpose: whoever registers chooses it, and we would
// carry their words to a stranger.
func (s *Service) SendVerification(ctx context.Context, task identity.SendVerification) error {
	user, err := s.read.Users.Get(ctx, task.User)
	if errors.Is(err, fault.ErrNotFound) || err == nil && (user.Verified() || user.Status != identity.StatusActive) {
		return nil
	}
	if err != nil {
		return err
	}
	token, secret := identity.NewVerification(user, s.now())
	err = s.work.Do(ctx, func(ctx context.Context, tx Tx) error { return tx.Verifications.Create(ctx, token) })
	if err != nil {
		return err
	}
	return s.mail(ctx, user.Email, "verification:"+token.ID.String(), letter{
		Subject: "Confirm your e-mail address",
		Before:  []string{"Confirm that this address is yours, so that applications can go out and answers can reach you."},
		Action:  "Confirm address",
		Link:    s.sites[task.App] + "/verify-email?token=" + url.QueryEscape(secret),
		After: []string{
			"The link works once, within 24 hours.",
			"If you did not register with ApplyForUs, ignore this mail: without the link, nothing happens.",
		},
	})
}

// SendAlreadyRegistered is the handler of the task: it tells the owner of an account
// that somebody tried to register with their address.
func (s *Service) SendAlreadyRegistered(ctx context.Context, task identity.SendAlreadyRegistered) error {
	user, err := s.read.Users.Get(ctx, task.User)
	if errors.Is(err, fault.ErrNotFound) || err == nil && user.Status == identity.StatusDeleted {
		return nil
	}
	if err != nil {
		return err
	}
	return s.mail(ctx, user.Email, "already-registered:"+task.Request.String(), letter{
		Subject: "You already have an account",
		Before: []string{
			"Somebody, most likely you, tried to register with this address. It has an account already, so nothing was changed.",
			"Sign in with the password that you chose then.",
		},
		Action: "Sign in",
		Link:   s.sites[task.App] + "/login",
		After:  []string{"If it was not you, there is nothing to do: nobody learned that you have an account."},
	})
}

func (s *Service) mail(ctx context.Context, to, dedupe string, l letter) error {
	html, err := l.html()
	if err != nil {
		return err
	}
	return s.mailer.Send(ctx, ports.Mail{To: to, Subject: l.Subject, Text: l.text(), HTML: html, DedupeID: dedupe})
}

// letter is a short mail with one thing to do.
type letter struct {
	Subject      string
	Before       []string
	Action, Link string
	After        []string
}

func (l letter) text() string {
	parts := append(append([]string{}, l.Before...), l.Action+": "+l.Link)
	return strings.Join(append(parts, l.After...), "\n\n") + "\n\nApplyForUs\n"
}

var letterHTML = template.Must(template.New("letter").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{.Subject}}</title></head>
<body style="font-family:system-ui,sans-serif;font-size:16px;line-height:24px;color:#1c2130;max-width:34rem;margin:0 auto;padding:24px">
{{range .Before}}<p>{{.}}</p>
{{end}}<p><a href="{{.Link}}" style="display:inline-block;background:#4547c9;color:#fff;text-decoration:none;padding:10px 18px;border-radius:8px">{{.Action}}</a></p>
<p style="font-size:14px;color:#5a6072;overflow-wrap:anywhere">Or copy this address: {{.Link}}</p>
{{range .After}}<p>{{.}}</p>
{{end}}<p style="font-size:14px;color:#5a6072">ApplyForUs</p>
</body></html>
`))

func (l letter) html() (string, error) {
	var out strings.Builder
	err := letterHTML.Execute(&out, l)
	return out.String(), err
}
