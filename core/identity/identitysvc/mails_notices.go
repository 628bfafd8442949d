package identitysvc

import (
	"context"
	"errors"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
)

// exact writes a time in the person's zone, or in UTC if they chose none.
func exact(t time.Time, user identity.User) string {
	zone, err := time.LoadLocation(user.TimeZone) // "" is UTC
	if err != nil {                               // a machine without the table of zones
		zone = time.UTC
	}
	return t.In(zone).Format("2 January 2006, 15:04 MST")
}

// notices are the mails about an account's security: what happened, and what it means.
var notices = map[identity.Notice]struct{ subject, said string }{
	identity.NoticePasswordChanged: {"Your password was changed", "The password of your account was changed, and your other devices were signed out."},
	identity.NoticeAppAdded:        {"An authenticator app was added", "Signing in to your account now also takes a code from an authenticator app."},
	identity.NoticeAppRemoved:      {"The authenticator app was removed", "Signing in to your account does not take a code from an authenticator app any more."},
	identity.NoticePasskeyAdded:    {"A passkey was added", "A new passkey can sign in to your account."},
	identity.NoticePasskeyRemoved:  {"A passkey was removed", "A passkey was removed from your account and cannot sign in any more."},
	identity.NoticeCodesRenewed:    {"You have new recovery codes", "New recovery codes were made for your account. The old ones do not work any more."},
	identity.NoticeCodeUsed:        {"A recovery code was used", "Somebody signed in to your account with one of your recovery codes. It does not work again."},
	identity.NoticeConnected:       {"An account was connected", "An account at Google, LinkedIn or GitHub can sign in to your account now."},
	identity.NoticeDisconnected:    {"An account was disconnected", "An account at Google, LinkedIn or GitHub cannot sign in to your account any more. Other devices were signed out."},
	identity.NoticeFactorsGone:     {"Your second factor was removed", "As was asked for three days ago, your authenticator app, passkeys and recovery codes were removed, and all devices were signed out. Your password alone lets you in now; set up a new second factor soon."},
}

// SendNotice is the handler of the task.
func (s *Service) SendNotice(ctx context.Context, task identity.SendNotice) error {
	user, err := s.read.Users.Get(ctx, task.User)
	if errors.Is(err, fault.ErrNotFound) || err == nil && user.Status == identity.StatusDeleted {
		return nil
	}
	if err != nil {
		return err
	}
	dedupe := "notice:" + task.Request.String()
	if task.Notice == identity.NoticeAddressWanted {
		return s.mail(ctx, user.Email, dedupe, letter{
			Subject: "Your address is in use already",
			Before:  []string{"Somebody, most likely you, wanted to move another account to this address. It has an account already, so nothing was changed."},
			Action:  "Sign in",
			Link:    s.sites[task.App] + "/login",
			After:   []string{"If it was not you, there is nothing to do: nobody learned that you have an account."},
		})
	}
	notice := notices[task.Notice]
	return s.mail(ctx, user.Email, dedupe, letter{
		Subject: notice.subject,
		Before:  []string{notice.said, "If that was you, there is nothing to do."},
		Action:  "Look at your account's security",
		Link:    s.sites[task.App] + "/settings/security",
		After:   []string{"If it was not you, set a new password at once: " + s.sites[task.App] + "/forgot-password"},
	})
}

// SendNewDevice is the handler of the task: it says what is known of the device. One that
// was signed out in the meantime is not worth a mail.
func (s *Service) SendNewDevice(ctx context.Context, task identity.SendNewDevice) error {
	user, err := s.read.Users.Get(ctx, task.User)
	if errors.Is(err, fault.ErrNotFound) || err == nil && user.Status == identity.StatusDeleted {
		return nil
	}
	if err != nil {
		return err
	}
	devices, err := s.read.Devices.List(ctx, task.User)
	if err != nil {
		return err
	}
	for _, device := range devices {
		if device.ID() != task.Device {
			continue
		}
		return s.mail(ctx, user.Email, "new-device:"+task.Device, letter{
			Subject: "A new device signed in to your account",
			Before: []string{
				"Device: " + device.Client.Device() + ". Network address: " + device.Client.Network() + ". Time: " + exact(device.CreatedAt, user) + ".",
				"If that was you, there is nothing to do.",
			},
			Action: "See where you are signed in",
			Link:   s.sites[device.App] + "/settings/sessions",
			After:  []string{"If it was not you, sign that device out there, and set a new password: " + s.sites[device.App] + "/forgot-password"},
		})
	}
	return nil
}
