package porttest

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports"
)

// secretMark stands for what a camera notes in a picture.
const secretMark = "GPS 54.3233 N 10.1228 E"

// Quarters is a picture whose left half is red and right half blue, the upper half lighter.
func Quarters(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{R: 200, A: 255}
			if x >= w/2 {
				c = color.RGBA{B: 200, A: 255}
			}
			if y < h/2 {
				c.G = 120
			}
			img.Set(x, y, c)
		}
	}
	return img
}

// PNG encodes a picture.
func PNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// JPEG encodes a picture with a camera's notes: where it was taken, and which way is up.
func JPEG(t testing.TB, img image.Image, orientation uint16) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	exif = binary.BigEndian.AppendUint16(exif, orientation)
	exif = append(exif, "\x00\x00\x00\x00\x00\x00"+secretMark...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return bytes.Join([][]byte{b.Bytes()[:2], segment, exif, b.Bytes()[2:]}, nil)
}

// Chunk is one part of a PNG file.
func Chunk(name, data string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(out, name+data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(name+data)))
}

// afterHeader puts a chunk behind the header of a PNG file.
func afterHeader(file, chunk []byte) []byte {
	return bytes.Join([][]byte{file[:33], chunk, file[33:]}, nil)
}

// Portraits runs the suite of ports.Portraits.
func Portraits(t *testing.T, maker ports.Portraits) {
	t.Helper()
	landscape := PNG(t, Quarters(600, 400))
	t.Run("squares of every size, and nothing but pixels", func(t *testing.T) {
		t.Parallel()
		for name, content := range map[string][]byte{
			"PNG": afterHeader(landscape, Chunk("tEXt", "Comment\x00"+secretMark)), "JPEG": JPEG(t, Quarters(700, 500), 1), "small": PNG(t, Quarters(100, 300)),
		} {
			made, err := maker.Make(t.Context(), content)
			must(t, err)
			if len(made) != len(profile.PhotoSizes) {
				t.Fatalf("%s: %d sizes", name, len(made))
			}
			for i, one := range made {
				img, format, err := image.Decode(bytes.NewReader(one))
				must(t, err)
				want := profile.PhotoSizes[i]
				if name == "small" {
					want = min(want, 100)
				} else {
					want = min(want, 500)
				}
				if name == "PNG" {
					want = min(want, 400)
				}
				if b := img.Bounds(); format != "jpeg" || b.Dx() != want || b.Dy() != want {
					t.Errorf("%s: size %d is a %s of %v", name, want, format, b)
				}
				if bytes.Contains(one, []byte("GPS")) || bytes.Contains(one, []byte("Exif")) {
					t.Errorf("%s: what the camera noted is still in it", name)
				}
			}
		}
	})
	t.Run("upright", func(t *testing.T) {
		t.Parallel()
		// Of each orientation: is the upper left corner of the upright picture red, is it light?
		for orientation, want := range map[uint16][2]bool{1: {true, true}, 2: {false, true}, 3: {false, false}, 4: {true, false}, 5: {true, true}, 6: {true, false}, 7: {false, false}, 8: {false, true}} {
			made, err := maker.Make(t.Context(), JPEG(t, Quarters(400, 400), orientation))
			must(t, err)
			img, _, err := image.Decode(bytes.NewReader(made[len(made)-1]))
			must(t, err)
			r, g, b, _ := img.At(40, 40).RGBA()
			if got := [2]bool{r > b, g > 0x4000}; got != want {
				t.Errorf("orientation %d: red, light = %v, want %v", orientation, got, want)
			}
		}
	})
	t.Run("transparent pixels become white", func(t *testing.T) {
		t.Parallel()
		made, err := maker.Make(t.Context(), PNG(t, image.NewNRGBA(image.Rect(0, 0, 200, 200))))
		must(t, err)
		img, _, err := image.Decode(bytes.NewReader(made[0]))
		must(t, err)
		if r, g, b, _ := img.At(5, 5).RGBA(); r < 0xf000 || g < 0xf000 || b < 0xf000 {
			t.Errorf("the corner is %x %x %x", r, g, b)
		}
	})
	t.Run("refused", func(t *testing.T) {
		t.Parallel()
		var moving bytes.Buffer
		must(t, gif.Encode(&moving, Quarters(200, 200), nil))
		photo := JPEG(t, Quarters(200, 200), 1)
		bomb := afterHeader(landscape, nil)
		huge := bytes.Clone(bomb)
		binary.BigEndian.PutUint32(huge[16:], 60_000)
		binary.BigEndian.PutUint32(huge[20:], 60_000)
		binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
		for name, c := range map[string]struct {
			content []byte
			want    error
		}{
			"nothing":            {nil, profile.ErrPhotoEmpty},
			"over 5 MB":          {append(bytes.Clone(photo), make([]byte, profile.MaxPhotoSize)...), profile.ErrPhotoTooLarge},
			"a drawing":          {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), profile.ErrPhotoKind},
			"a GIF":              {moving.Bytes(), profile.ErrPhotoKind},
			"a page":             {[]byte("<!doctype html><img>"), profile.ErrPhotoKind},
			"a page before it":   {append([]byte("<script>"), photo...), profile.ErrPhotoKind},
			"a moving PNG":       {afterHeader(landscape, Chunk("acTL", "\x00\x00\x00\x02\x00\x00\x00\x00")), profile.ErrPhotoAnimated},
			"a moving WebP":      {[]byte("RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\xff\x00\x00\xff\x00\x00ANIM\x00\x00\x00\x00"), profile.ErrPhotoAnimated},
			"a ZIP behind a PNG": {append(bytes.Clone(landscape), "PK\x03\x04 and more"...), profile.ErrPhotoMixed},
			"PHP behind a JPEG":  {append(bytes.Clone(photo), "<?php system(); ?>"...), profile.ErrPhotoMixed},
			"a film behind it":   {append(bytes.Clone(photo), "\xff\xd8\xff\xe0....ftypmp42"...), profile.ErrPhotoMixed},
			"too small":          {PNG(t, Quarters(95, 300)), profile.ErrPhotoSize},
			"3,600 million":      {huge, profile.ErrPhotoSize},
			"cut off PNG":        {landscape[:len(landscape)/2], profile.ErrPhotoDamaged},
			"cut off JPEG":       {photo[:len(photo)/2], profile.ErrPhotoDamaged},
			"pixels missing":     {append(bytes.Clone(landscape[:33]), Chunk("IEND", "")...), profile.ErrPhotoDamaged},
			"only a header":      {[]byte{0xff, 0xd8, 0xff}, profile.ErrPhotoDamaged},
			"a WebP that lies":   {[]byte("RIFF\xff\xff\x00\x00WEBPVP8 "), profile.ErrPhotoDamaged},
		} {
			if _, err := maker.Make(t.Context(), c.content); err == nil {
				t.Errorf("%s: was taken", name)
			} else {
				t.Run(name, func(t *testing.T) { wantErr(t, err, c.want) })
			}
		}
	})
	t.Run("what cameras leave behind is no harm", func(t *testing.T) {
		t.Parallel()
		photo := JPEG(t, Quarters(200, 200), 1)
		for _, tail := range [][]byte{make([]byte, 100), photo} {
			_, err := maker.Make(t.Context(), append(bytes.Clone(photo), tail...))
			must(t, err)
		}
	})
	t.Run("whoever no longer waits gets no turn", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := maker.Make(ctx, landscape); err != nil { // a free turn may still be taken
			wantErr(t, err, profile.ErrPhotoBusy)
		}
	})
}
