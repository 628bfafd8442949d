package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Icon draws a Lucide icon of 20 px by its name. It is hidden from assistive
// technology: a text or a label must stand beside it. A name that is not listed in
// assets/src/icons.txt is an error when the page is rendered.
func Icon(name string) templ.Component { return drawIcon(name, "icon") }

// Icon16 is Icon at 16 px.
func Icon16(name string) templ.Component { return drawIcon(name, "icon icon-16") }

// stateIcon is Icon with a class that a state shows or hides.
func stateIcon(name, class string) templ.Component { return drawIcon(name, "icon "+class) }

type unknownIcon string

func (name unknownIcon) Error() string { return "ui: no icon named " + string(name) }

func drawIcon(name, class string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		inner, ok := drawings[name]
		if !ok {
			return unknownIcon(name)
		}
		_, err := io.WriteString(w, `<svg class="`+class+`" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">`+inner+`</svg>`)
		return err
	})
}
