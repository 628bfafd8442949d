package settings

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// quiet is the empty margin around a QR code that readers need, in modules.
const quiet = 4

// picture is a QR code as the path of a drawing.
type picture struct {
	Path string
	Size int // width and height in modules, margin included
}

// ViewBox frames the drawing.
func (p picture) ViewBox() string { return fmt.Sprintf("0 0 %d %d", p.Size, p.Size) }

// qrPath draws a text as a QR code: one stroke per row of dark modules.
func qrPath(text string) (picture, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return picture{}, fmt.Errorf("QR code: %w", err)
	}
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from+quiet, y+quiet, x-from, x-from)
			}
		}
	}
	return picture{Path: path.String(), Size: code.Size + 2*quiet}, nil
}

// SVG gives the drawing as a file of its own.
func (p picture) SVG() string {
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="%s" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>`,
		p.ViewBox(), p.Size, p.Size, p.Path)
}
