// Package portraits makes square profile photos of uploaded pictures. Nothing of a file
// but its pixels gets through: they are decoded, turned upright, cropped, scaled and
// encoded anew.
package portraits

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports"
)

const (
	maxPixels = 50_000_000
	minSide   = 96
	maxSide   = 20_000
	// maxDecoded bounds the memory that one picture's pixels take.
	maxDecoded = 256 << 20
	quality    = 86
)

// Maker implements ports.Portraits.
type Maker struct{ turn chan struct{} }

var _ ports.Portraits = (*Maker)(nil)

// New makes a maker that works on one picture at a time: decoding is what costs memory.
func New() *Maker { return &Maker{turn: make(chan struct{}, 1)} }

// Make implements ports.Portraits.
func (m *Maker) Make(ctx context.Context, content []byte) ([][]byte, error) {
	switch {
	case len(content) == 0:
		return nil, profile.ErrPhotoEmpty
	case len(content) > profile.MaxPhotoSize:
		return nil, profile.ErrPhotoTooLarge
	}
	file, err := inspect(content)
	if err != nil {
		return nil, err
	}
	if err := checkSize(file, content); err != nil {
		return nil, err
	}
	select {
	case m.turn <- struct{}{}:
		defer func() { <-m.turn }()
	case <-ctx.Done():
		return nil, profile.ErrPhotoBusy.Wrap(ctx.Err())
	}
	whole, err := decode(file, content)
	if err != nil {
		return nil, err
	}
	return sizes(upright(whole, middle(whole.Bounds()), file.orientation))
}

// checkSize looks at the stated dimensions before any pixel is decoded.
func checkSize(file inspected, content []byte) error {
	config, err := file.kind.config(bytes.NewReader(content))
	if err != nil {
		return profile.ErrPhotoDamaged.Wrap(err)
	}
	w, h := config.Width, config.Height
	if w < minSide || h < minSide || w > maxSide || h > maxSide || w*h > maxPixels || w*h*bytesPerPixel(config.ColorModel) > maxDecoded {
		return profile.ErrPhotoSize
	}
	return nil
}

func bytesPerPixel(model color.Model) int {
	switch model {
	case color.GrayModel, color.Gray16Model:
		return 2
	case color.YCbCrModel, color.NYCbCrAModel:
		return 4
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	return 4
}

// decode reads the pixels. The decoders are those of the Go project; should one panic on
// a hostile file, that is a damaged file and not the end of the process.
func decode(file inspected, content []byte) (whole image.Image, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			whole, err = nil, profile.ErrPhotoDamaged.Wrap(fmt.Errorf("portraits: the decoder panicked: %v", cause))
		}
	}()
	whole, err = file.kind.decode(bytes.NewReader(content))
	if err != nil {
		return nil, profile.ErrPhotoDamaged.Wrap(err)
	}
	return whole, nil
}

// middle is the largest square in the middle of a picture.
func middle(b image.Rectangle) image.Rectangle {
	side := min(b.Dx(), b.Dy())
	left, top := b.Min.X+(b.Dx()-side)/2, b.Min.Y+(b.Dy()-side)/2
	return image.Rect(left, top, left+side, top+side)
}

// upright scales the square to the largest size that is kept, on white, and turns it the
// way that the camera noted.
func upright(whole image.Image, cut image.Rectangle, orientation int) *image.RGBA {
	largest := profile.PhotoSizes[len(profile.PhotoSizes)-1]
	side := min(largest, cut.Dx())
	scaled := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.Draw(scaled, scaled.Bounds(), image.White, image.Point{}, draw.Src)
	draw.CatmullRom.Scale(scaled, scaled.Bounds(), whole, cut, draw.Over, nil)
	if orientation <= 1 || orientation > 8 {
		return scaled
	}
	turned := image.NewRGBA(scaled.Bounds())
	for y := range side {
		for x := range side {
			from := source(orientation, x, y, side-1)
			turned.SetRGBA(x, y, scaled.RGBAAt(from.X, from.Y))
		}
	}
	return turned
}

// source tells where the pixel at x, y of the upright square stands in the stored one
// (Exif 2.3, 4.6.4, tag Orientation).
func source(orientation, x, y, last int) image.Point {
	switch orientation {
	case 2:
		return image.Pt(last-x, y)
	case 3:
		return image.Pt(last-x, last-y)
	case 4:
		return image.Pt(x, last-y)
	case 5:
		return image.Pt(y, x)
	case 6:
		return image.Pt(y, last-x)
	case 7:
		return image.Pt(last-y, last-x)
	case 8:
		return image.Pt(last-y, x)
	}
	return image.Pt(x, y)
}

// sizes encodes the square in every size that is kept; a small picture is not blown up.
func sizes(largest *image.RGBA) ([][]byte, error) {
	all := make([][]byte, len(profile.PhotoSizes))
	for i, size := range profile.PhotoSizes {
		side := min(size, largest.Bounds().Dx())
		scaled := image.NewRGBA(image.Rect(0, 0, side, side))
		draw.CatmullRom.Scale(scaled, scaled.Bounds(), largest, largest.Bounds(), draw.Src, nil)
		var out bytes.Buffer
		if err := jpeg.Encode(&out, scaled, &jpeg.Options{Quality: quality}); err != nil {
			return nil, fmt.Errorf("portraits: encode: %w", err)
		}
		all[i] = out.Bytes()
	}
	return all, nil
}

var (
	jpegKind = kind{config: jpeg.DecodeConfig, decode: jpeg.Decode}
	pngKind  = kind{config: png.DecodeConfig, decode: png.Decode}
	webpKind = kind{config: webp.DecodeConfig, decode: webp.Decode}
)
