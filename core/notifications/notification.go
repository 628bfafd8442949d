// Package notifications is what a person is told, in the app and by mail. It must
// not know how a message travels.
package notifications

import (
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// Category groups notices for a person's preferences.
type Category string

// Categories of notices.
const (
	CategoryApplication Category = "application_update"
	CategoryJobAlert    Category = "job_alert"
	CategorySystem      Category = "system"
)

// Notification is one notice to one person.
type Notification struct {
	ID       id.Notification
	User     id.User
	Category Category
	Title    string
	Message  string
	Link     string // path of the page it is about
	// DedupeKey names the occasion: the same occasion never makes two notices.
	DedupeKey string
	MailedAt  time.Time // zero = not mailed
	ReadAt    time.Time // zero = unread
	CreatedAt time.Time
}

// ErrNotFound says that a notice is not there, or not the person's.
var ErrNotFound = fault.New(fault.NotFound, "notifications.not_found", "There is no such notice, or it is not yours.")

// MailNotice mails one notice to its person.
type MailNotice struct {
	Notification id.Notification `json:"notification"`
}

// Kind implements ports.Task.
func (MailNotice) Kind() string { return "notifications.mail" }
