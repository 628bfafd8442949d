package identity

import (
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// SendVerification mails the link that confirms a person's address. Running it twice
// mails two links, and both work.
type SendVerification struct {
	User id.User `json:"user"`
	App  App     `json:"app"` // where the link leads
}

// Kind implements ports.Task.
func (SendVerification) Kind() string { return "identity.send_verification" }

// SendAlreadyRegistered tells a person that somebody tried to register with their address.
type SendAlreadyRegistered struct {
	User    id.User      `json:"user"`
	Request id.MailToken `json:"request"` // names the mail, so that a second try is known as one
	App     App          `json:"app"`
}

// Kind implements ports.Task.
func (SendAlreadyRegistered) Kind() string { return "identity.send_already_registered" }

// Sweep deletes what has expired: sessions, token families, challenges, links and devices
// that nobody uses.
type Sweep struct{}

// Kind implements ports.Task.
func (Sweep) Kind() string { return "identity.sweep" }

// SendPasswordReset mails the link that sets a new password. For somebody who does not
// exist it does nothing: asking leaves the same trace for every address.
type SendPasswordReset struct {
	User id.User `json:"user"`
	App  App     `json:"app"`
}

// Kind implements ports.Task.
func (SendPasswordReset) Kind() string { return "identity.send_password_reset" }

// SendNewDevice tells a person that they were signed in from a device that is new.
type SendNewDevice struct {
	User   id.User `json:"user"`
	Device string  `json:"device"` // see Device.ID
}

// Kind implements ports.Task.
func (SendNewDevice) Kind() string { return "identity.send_new_device" }

// Notice is something about the security of an account that its owner must hear of.
type Notice string

// The notices.
const (
	NoticePasswordChanged Notice = "password_changed"
	NoticeAppAdded        Notice = "app_added" // an authenticator app
	NoticeAppRemoved      Notice = "app_removed"
	NoticePasskeyAdded    Notice = "passkey_added"
	NoticePasskeyRemoved  Notice = "passkey_removed"
	NoticeCodesRenewed    Notice = "codes_renewed"
	NoticeCodeUsed        Notice = "code_used"
	NoticeAddressWanted   Notice = "address_wanted" // somebody wants to move an account to this address
	NoticeConnected       Notice = "connected"      // an account elsewhere signs in now
	NoticeDisconnected    Notice = "disconnected"
	NoticeFactorsGone     Notice = "factors_gone" // a lost second factor was removed after the wait
)

// SendNotice mails a notice to the person.
type SendNotice struct {
	User    id.User      `json:"user"`
	Notice  Notice       `json:"notice"`
	App     App          `json:"app"`     // where it happened
	Request id.MailToken `json:"request"` // names the mail, so that a second try is known as one
}

// Kind implements ports.Task.
func (SendNotice) Kind() string { return "identity.send_notice" }

// NewNotice makes the task that mails a notice.
func NewNotice(user id.User, notice Notice, app App, now time.Time) SendNotice {
	return SendNotice{User: user, Notice: notice, App: app, Request: NewMailRequest(now)}
}

// SendEmailConfirm mails the new address of a change the link that confirms it.
type SendEmailConfirm struct {
	User   id.User      `json:"user"`
	Change id.MailToken `json:"change"`
}

// Kind implements ports.Task.
func (SendEmailConfirm) Kind() string { return "identity.send_email_confirm" }

// SendEmailChanged mails the old address of a confirmed change the link that takes it back.
type SendEmailChanged struct {
	User   id.User      `json:"user"`
	Change id.MailToken `json:"change"`
}

// Kind implements ports.Task.
func (SendEmailChanged) Kind() string { return "identity.send_email_changed" }

// SendFactorRemoval mails the link that begins the removal of a lost second factor.
type SendFactorRemoval struct {
	User    id.User      `json:"user"`
	Removal id.MailToken `json:"removal"`
}

// Kind implements ports.Task.
func (SendFactorRemoval) Kind() string { return "identity.send_factor_removal" }

// WarnFactorRemoval mails, while a removal waits, the link that calls it off.
type WarnFactorRemoval struct {
	User    id.User      `json:"user"`
	Removal id.MailToken `json:"removal"`
	Number  int          `json:"number"` // of the warning, from 1
}

// Kind implements ports.Task.
func (WarnFactorRemoval) Kind() string { return "identity.warn_factor_removal" }

// RemoveFactors ends the wait of a removal: the second factors go.
type RemoveFactors struct {
	User    id.User      `json:"user"`
	Removal id.MailToken `json:"removal"`
}

// Kind implements ports.Task.
func (RemoveFactors) Kind() string { return "identity.remove_factors" }

// RotateSigningKeys replaces the signing key when it is old enough.
type RotateSigningKeys struct{}

// Kind implements ports.Task.
func (RotateSigningKeys) Kind() string { return "identity.rotate_signing_keys" }
