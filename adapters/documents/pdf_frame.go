package documents

import (
	"fmt"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"

	"github.com/applyforus/applyforus/core/resumes"
)

// frame turns a page's own coordinates (origin at the bottom left of the media box,
// before rotation) into those of the displayed page (origin at its top left).
type frame struct {
	left, bottom, right, top float64 // the visible part in the page's own coordinates
	turns                    int     // quarter turns clockwise at display
	width, height            float64 // as displayed
}

func (f *pdfFile) frame(page requests.Page) (frame, error) {
	bounds, err := f.pdfium.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: page})
	if err != nil {
		return frame{}, fmt.Errorf("page box: %w", err)
	}
	rotation, err := f.pdfium.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page})
	if err != nil {
		return frame{}, fmt.Errorf("page rotation: %w", err)
	}
	out := frame{
		left: float64(bounds.Rect.Left), bottom: float64(bounds.Rect.Bottom),
		right: float64(bounds.Rect.Right), top: float64(bounds.Rect.Top),
	}
	switch rotation.PageRotation {
	case enums.FPDF_PAGE_ROTATION_NONE:
	case enums.FPDF_PAGE_ROTATION_90_CW:
		out.turns = 1
	case enums.FPDF_PAGE_ROTATION_180_CW:
		out.turns = 2
	case enums.FPDF_PAGE_ROTATION_270_CW:
		out.turns = 3
	}
	out.width, out.height = out.right-out.left, out.top-out.bottom
	if out.turns%2 == 1 {
		out.width, out.height = out.height, out.width
	}
	return out, nil
}

// point gives the displayed place of a point.
func (f frame) point(x, y float64) (float64, float64) {
	switch f.turns {
	case 1:
		return y - f.bottom, x - f.left
	case 2:
		return f.right - x, y - f.bottom
	case 3:
		return f.top - y, f.right - x
	}
	return x - f.left, f.top - y
}

// box gives the displayed place of a rectangle.
func (f frame) box(left, bottom, right, top float64) resumes.Box {
	x1, y1 := f.point(left, bottom)
	x2, y2 := f.point(right, top)
	return resumes.Box{X: min(x1, x2), Y: min(y1, y2), Width: math.Abs(x2 - x1), Height: math.Abs(y2 - y1)}
}

// upright tells whether text of this angle (radians, counter-clockwise in the page's
// own coordinates) stands upright when displayed.
func (f frame) upright(angle float64) bool {
	shown := math.Mod(angle-float64(f.turns)*math.Pi/2, 2*math.Pi)
	return math.Cos(shown) > 0.98
}
