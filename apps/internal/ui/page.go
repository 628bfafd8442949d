package ui

import (
	"net/url"
	"strings"
)

// App says which of the three sites a page belongs to; it decides theme and density.
type App string

// The three sites.
const (
	Seeker   App = "seeker"
	Employer App = "employer"
	Admin    App = "admin"
)

// Page is what every page hands to its shell.
type Page struct {
	Title       string // of the document; the product's name is added
	Description string // for search engines; only public pages set it
	App         App    // "" means Seeker
	Path        string // of the request; decides which navigation item is current
	Query       string // the words in the search box of the top bar
	User        *User  // nil: nobody is signed in
	Nav         []NavItem
	Account     []NavItem // entries of the account menu, above the theme and "Sign out"
	Settings    []NavItem // the pages of the settings, see SettingsPage
	Inbox       string    // address of the notifications; "" hides the bell
	SignOut     string    // address that a POST signs out at; "" means /logout
	Flash       []Flash
	Env         string // environment name, shown in the bar of the admin site
	CSRF        string // token for forms and htmx requests
	Wide        bool   // the content may use the full width (boards, wide tables)
}

// User is the signed-in person as the shell shows them.
type User struct {
	Name, Email string
	Initials    string // "" is derived from Name, else from Email
	Unread      int    // unread notifications
}

// Short gives the initials to show.
func (u User) Short() string {
	if u.Initials != "" {
		return u.Initials
	}
	if u.Name != "" {
		return Initials(u.Name)
	}
	return Initials(u.Email)
}

// NavItem is one entry of a navigation. Only pages that exist may be listed.
type NavItem struct {
	Label string
	Href  string
	Icon  string // see Icon
	Count int    // shown behind the label when above 0
	Short string // label in the phone's bottom bar; "" means Label
	Phone bool   // one of the (at most five) entries of the phone's bottom bar
	Group string // a heading above this and the following entries; "" continues
}

// Current tells whether the request is at this entry or below it.
func (n NavItem) Current(requestPath string) bool {
	target := n.Href
	if u, err := url.Parse(n.Href); err == nil {
		target = u.Path
	}
	if target == "/" {
		return requestPath == "/"
	}
	return requestPath == target || strings.HasPrefix(requestPath, strings.TrimSuffix(target, "/")+"/")
}

func (n NavItem) short() string {
	if n.Short != "" {
		return n.Short
	}
	return n.Label
}

// Flash is a notice about what just happened, shown once on top of the next page.
type Flash struct {
	Kind Kind
	Text string
}

// Kind is the tone of a badge, notice or event. A kind never stands alone: a word
// and an icon say the same.
type Kind string

// Kinds from good to bad. The empty kind is Neutral.
const (
	OK      Kind = "ok"
	Info    Kind = "info"
	Neutral Kind = "neutral"
	Warn    Kind = "warn"
	Bad     Kind = "bad"
)

// icon is the drawing that goes with a kind when no better one is named.
func (k Kind) icon() string {
	switch k {
	case OK:
		return "circle-check"
	case Warn:
		return "triangle-alert"
	case Bad:
		return "circle-x"
	case Info:
		return "info"
	case Neutral:
	}
	return "circle"
}

func (k Kind) orNeutral() string {
	if k == "" {
		return string(Neutral)
	}
	return string(k)
}

// phoneNav picks the bottom bar's entries.
func (p Page) phoneNav() []NavItem {
	var items []NavItem
	for _, item := range p.Nav {
		if item.Phone && len(items) < 5 {
			items = append(items, item)
		}
	}
	return items
}

// restNav is what the bottom bar leaves out; phones find it in the account menu.
func (p Page) restNav() []NavItem {
	var items []NavItem
	taken := 0
	for _, item := range p.Nav {
		if item.Phone && taken < 5 {
			taken++
			continue
		}
		items = append(items, item)
	}
	return items
}

func (p Page) app() string {
	if p.App == "" {
		return string(Seeker)
	}
	return string(p.App)
}

func (p Page) documentTitle() string {
	if p.Title == "" {
		return "ApplyForUs"
	}
	return p.Title + " · ApplyForUs"
}

func (p Page) signOut() string {
	if p.SignOut == "" {
		return "/logout"
	}
	return p.SignOut
}
