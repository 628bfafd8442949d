package ui

import (
	"encoding/json"

	"github.com/a-h/templ"
)

// csrfHeader puts the token on every htmx request of the page.
func csrfHeader(token string) templ.Attributes {
	if token == "" {
		return nil
	}
	header, err := json.Marshal(map[string]string{"X-CSRF-Token": token})
	if err != nil { // a map of strings always encodes
		return nil
	}
	return templ.Attributes{"hx-headers": string(header)}
}

// current marks the navigation entry of this page.
func current(yes bool) templ.Attributes {
	if !yes {
		return nil
	}
	return templ.Attributes{"aria-current": "page"}
}

// when gives an attribute only if its value is not empty.
func when(name, value string) templ.Attributes {
	if value == "" {
		return nil
	}
	return templ.Attributes{name: value}
}

// join merges attribute sets; later ones win.
func join(sets ...templ.Attributes) templ.Attributes {
	all := templ.Attributes{}
	for _, set := range sets {
		for name, value := range set {
			all[name] = value
		}
	}
	return all
}

func (p Page) home() string {
	if p.User == nil {
		return "/"
	}
	return "/dashboard"
}

// called is how the person is named in the shell.
func (u User) called() string {
	if u.Name == "" {
		return u.Email
	}
	return u.Name
}
