package identitysvc_test

import (
	"errors"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/identity/identitysvc"
)

func TestDevices(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	actor, _ := w.signIn()
	w.pass(time.Minute)
	_, other := w.signIn()
	client := *w.login().Tokens
	w.pass(time.Minute)
	devices, err := w.account.Devices(t.Context(), actor)
	if err != nil || len(devices) != 3 || !devices[0].Is(actor) {
		t.Fatalf("%+v, %v", devices, err)
	}
	stranger := setup(t)
	stranger.register()
	eve, _ := stranger.signIn()
	for _, device := range devices[1:] {
		if err := w.account.EndDevice(t.Context(), identitysvc.EndDeviceInput{Actor: eve, Device: device.ID()}); !errors.Is(err, fault.ErrNotFound) {
			t.Errorf("a stranger ends a device: %v", err)
		}
		if err := w.account.EndDevice(t.Context(), identitysvc.EndDeviceInput{Actor: actor, Device: device.ID()}); err != nil {
			t.Error(err)
		}
	}
	if _, err := w.BySession(t.Context(), identity.AppSeeker, other); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("an ended session: %v", err)
	}
	if _, err := w.ByAccessToken(t.Context(), identity.AppSeeker, client.Access); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("an ended client's access token: %v", err)
	}
	_, other = w.signIn()
	client = *w.login().Tokens
	if err := w.account.EndOtherDevices(t.Context(), actor); err != nil {
		t.Fatal(err)
	}
	if _, err := w.BySession(t.Context(), identity.AppSeeker, other); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("another session: %v", err)
	}
	if devices, err := w.account.Devices(t.Context(), actor); err != nil || len(devices) != 1 {
		t.Errorf("%+v, %v", devices, err)
	}
	if _, err := w.Refresh(t.Context(), identitysvc.RefreshInput{Token: client.Refresh, App: identity.AppSeeker}); !errors.Is(err, identity.ErrRefreshInvalid) {
		t.Errorf("another client: %v", err)
	}
	w.pass(identity.SessionLifetime(identity.AppSeeker).Idle)
	if devices, err := w.account.Devices(t.Context(), actor); err != nil || len(devices) != 0 {
		t.Errorf("idle devices are shown: %+v, %v", devices, err)
	}
	if _, err := w.account.Devices(t.Context(), identity.Actor{}); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("a visitor: %v", err)
	}
}

func TestNewDeviceMail(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.register()
	w.work()
	in := w.credentials()
	in.Browser = true
	in.Client.UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"
	mails := func() (n int) {
		for _, subject := range w.subjects() {
			if subject == "A new device signed in to your account" {
				n++
			}
		}
		return n
	}
	first, err := w.SignIn(t.Context(), in)
	if err != nil || mails() != 0 {
		t.Fatalf("the first device of an account: %d mails, %v", mails(), err)
	}
	in.Client.Mark = first.Mark
	in.Client.IP = netip.MustParseAddr("203.0.113.9")
	if _, err := w.SignIn(t.Context(), in); err != nil || mails() != 0 {
		t.Fatalf("a known browser elsewhere: %d mails, %v", mails(), err)
	}
	in.Client.Mark = ""
	w.change(func(u *identity.User) { u.TimeZone = "Europe/Berlin" })
	if _, err := w.SignIn(t.Context(), in); err != nil || mails() != 1 {
		t.Fatalf("a browser without its mark: %d mails, %v", mails(), err)
	}
	sent := w.mails.Sent()
	if text := sent[len(sent)-1].Text; !containsAll(text, "Firefox on Linux", "203.0.113.9", "Time: 23 November 2026, 13:00 CET.", "/settings/sessions") {
		t.Errorf("mail:\n%s", text)
	}
	for range 2 { // a client is new once
		w.login()
	}
	if n := mails(); n != 2 {
		t.Errorf("%d mails", n)
	}
}

func containsAll(text string, parts ...string) bool {
	return !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(text, part) })
}
