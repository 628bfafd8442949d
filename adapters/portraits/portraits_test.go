package portraits_test

import (
	"bytes"
	"errors"
	"image"
	"os"
	"path/filepath"
	"testing"

	"github.com/applyforus/applyforus/adapters/portraits"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestPortraits(t *testing.T) {
	t.Parallel()
	porttest.Portraits(t, portraits.New())
}

// webp is a picture of 140 × 120 pixels, red and blue, as a browser's canvas writes it.
func webp(t testing.TB) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "halves.webp"))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestWebP(t *testing.T) {
	t.Parallel()
	made, err := portraits.New().Make(t.Context(), webp(t))
	if err != nil {
		t.Fatal(err)
	}
	img, _, err := image.Decode(bytes.NewReader(made[0]))
	if err != nil || img.Bounds().Dx() != 96 {
		t.Fatalf("%v, %v", img.Bounds(), err)
	}
	if r, _, b, _ := img.At(10, 48).RGBA(); r < b {
		t.Error("the left half is not red")
	}
	if _, err := portraits.New().Make(t.Context(), append(webp(t), "<script>"...)); !errors.Is(err, profile.ErrPhotoMixed) {
		t.Errorf("with a page behind it: %v", err)
	}
}

// FuzzMake: whatever comes, it is a fault of the file, never a panic.
func FuzzMake(f *testing.F) {
	f.Add(porttest.PNG(f, porttest.Quarters(100, 120)))
	f.Add(porttest.JPEG(f, porttest.Quarters(100, 120), 6))
	f.Add([]byte("RIFF\x1e\x00\x00\x00WEBPVP8L\x0a\x00\x00\x00\x2f\x63\x00\x18\x00\x00\x00\x00\x00\x00"))
	f.Add(webp(f))
	maker := portraits.New()
	f.Fuzz(func(t *testing.T, content []byte) {
		made, err := maker.Make(t.Context(), content)
		if err != nil && fault.As(err) == nil {
			t.Fatal(err)
		}
		if err == nil && len(made) == 0 {
			t.Fatal("nothing was made")
		}
	})
}
