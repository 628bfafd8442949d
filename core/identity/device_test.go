package identity_test

import (
	"net/netip"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
)

func TestClientDevice(t *testing.T) {
	t.Parallel()
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36":                            "Chrome on Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0":              "Edge on Windows",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15":                      "Safari on Mac",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1":     "Chrome on iPhone",
		"Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0":                                                                     "Firefox on Linux",
		"Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36": "Samsung Internet on Android",
		"curl/8.5.0":         "curl",
		"Go-http-client/2.0": "A Go program",
		"Thing (Windows)":    "A program on Windows",
		"":                   "A program that does not say what it is",
		"<script>":           "A program that does not say what it is",
	} {
		if got := (identity.Client{UserAgent: agent}).Device(); got != want {
			t.Errorf("%q is %q, want %q", agent, got, want)
		}
	}
}

func TestDeviceLive(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	admin := identity.Device{Session: id.Session{1}, App: identity.AppAdmin, LastSeenAt: now, ExpiresAt: now.Add(time.Hour)}
	client := identity.Device{Family: id.RefreshFamily{1}, App: identity.AppSeeker, LastSeenAt: now, ExpiresAt: now.Add(60 * 24 * time.Hour)}
	for name, tt := range map[string]struct {
		device identity.Device
		after  time.Duration
		want   bool
	}{
		"in use": {admin, 29 * time.Minute, true}, "idle": {admin, 30 * time.Minute, false},
		"client in use": {client, 29 * 24 * time.Hour, true}, "client idle": {client, 30 * 24 * time.Hour, false},
	} {
		if got := tt.device.Live(now.Add(tt.after)); got != tt.want {
			t.Errorf("%s: live %v", name, got)
		}
	}
	if !admin.Is(identity.Actor{Session: id.Session{1}}) || admin.Is(identity.Actor{Family: id.RefreshFamily{1}}) || admin.Is(identity.Actor{}) {
		t.Error("a device is taken for another")
	}
}

func TestKnownHash(t *testing.T) {
	t.Parallel()
	client := identity.Client{IP: netip.MustParseAddr("192.0.2.7"), UserAgent: "Agent/1"}
	seen, marked := client.KnownHash(identity.AppSeeker)
	if marked {
		t.Error("a client without a mark is marked")
	}
	other := client
	other.IP = netip.MustParseAddr("192.0.2.8")
	if hash, _ := other.KnownHash(identity.AppSeeker); hash == seen {
		t.Error("two addresses are one device")
	}
	client.Mark, other.Mark = "m", "m"
	one, marked := client.KnownHash(identity.AppSeeker)
	two, _ := other.KnownHash(identity.AppAdmin)
	if !marked || one != two || one == seen {
		t.Error("a mark does not name the device wherever it is")
	}
}

func TestPaceDelay(t *testing.T) {
	t.Parallel()
	pace := identity.Pace{Free: 3, First: time.Second, Most: 10 * time.Second}
	for attempts, want := range map[int]time.Duration{
		0: 0, 3: 0, 4: time.Second, 5: 2 * time.Second, 6: 4 * time.Second, 7: 8 * time.Second, 8: 10 * time.Second, 1000: 10 * time.Second,
	} {
		if got := pace.Delay(attempts); got != want {
			t.Errorf("after %d attempts the wait is %v, want %v", attempts, got, want)
		}
	}
}
