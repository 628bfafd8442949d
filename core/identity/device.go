package identity

import (
	"cmp"
	"strings"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

// Device is one browser or other client that somebody is signed in with: exactly one of
// Session and Family is set.
type Device struct {
	Session    id.Session
	Family     id.RefreshFamily
	App        App
	Client     Client
	Proof      Proof
	CreatedAt  time.Time
	LastSeenAt time.Time
	ExpiresAt  time.Time // absolute
}

// ID names the device among a person's devices.
func (d Device) ID() string {
	if !d.Session.IsZero() {
		return d.Session.String()
	}
	return d.Family.String()
}

// Browser tells a browser from other clients.
func (d Device) Browser() bool { return !d.Session.IsZero() }

// Live tells whether it still counts at the time.
func (d Device) Live(now time.Time) bool {
	lifetime := FamilyLifetime(d.App)
	if d.Browser() {
		lifetime = SessionLifetime(d.App)
	}
	return now.Before(d.ExpiresAt) && now.Before(d.LastSeenAt.Add(lifetime.Idle))
}

// Is tells whether the actor is asking with this device.
func (d Device) Is(a Actor) bool { return d.Session == a.Session && d.Family == a.Family }

// hint is a word in a user agent and what it stands for. The first that is found wins, so
// those that pretend to be others come first.
type hint struct{ word, name string }

var (
	programs = []hint{
		{"Edg/", "Edge"},
		{"EdgA/", "Edge"},
		{"OPR/", "Opera"},
		{"SamsungBrowser/", "Samsung Internet"},
		{"Vivaldi/", "Vivaldi"},
		{"CriOS/", "Chrome"},
		{"FxiOS/", "Firefox"},
		{"Firefox/", "Firefox"},
		{"HeadlessChrome/", "Chrome"},
		{"Chrome/", "Chrome"},
		{"Safari/", "Safari"},
		{"okhttp", "An Android app"},
		{"CFNetwork", "An Apple app"},
		{"curl/", "curl"},
		{"Go-http-client", "A Go program"},
		{"python", "A Python program"},
		{"node", "A Node.js program"},
	}
	systems = []hint{
		{"iPhone", "iPhone"},
		{"iPad", "iPad"},
		{"Android", "Android"},
		{"CrOS", "ChromeOS"},
		{"Windows", "Windows"},
		{"Macintosh", "Mac"},
		{"Mac OS X", "Mac"},
		{"Linux", "Linux"},
	}
)

// Device says in words what the client is, as far as it tells: "Firefox on Windows".
func (c Client) Device() string {
	program, system := find(programs, c.UserAgent), find(systems, c.UserAgent)
	switch {
	case program != "" && system != "":
		return program + " on " + system
	case program == "" && system != "":
		return "A program on " + system
	}
	return cmp.Or(program, "A program that does not say what it is")
}

// Phone tells a client in somebody's hand from one on a desk.
func (c Client) Phone() bool {
	return strings.Contains(c.UserAgent, "Mobi") || strings.Contains(c.UserAgent, "Android") || strings.Contains(c.UserAgent, "iPhone")
}

func find(hints []hint, agent string) string {
	for _, h := range hints {
		if strings.Contains(agent, h.word) {
			return h.name
		}
	}
	return ""
}

// KnownHash is the name under which a client is remembered as one of the person's: that
// of its own random mark if it has one, else what it looks like from here. The second is
// good enough to leave out a mail, and never to leave out a limit.
func (c Client) KnownHash(app App) (hash TokenHash, marked bool) {
	if c.Mark != "" {
		return HashToken("device\x00" + c.Mark), true
	}
	normal := c.Normal()
	return HashToken("client\x00" + string(app) + "\x00" + normal.UserAgent + "\x00" + normal.Network()), false
}
