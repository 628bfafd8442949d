package portraits

import (
	"bytes"
	"encoding/binary"
	"image"
	"io"

	"github.com/applyforus/applyforus/core/profile"
)

// kind is one of the formats that are taken.
type kind struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

// inspected is what the parts of a file say before its pixels are looked at.
type inspected struct {
	kind        kind
	orientation int // as Exif counts; 0 = not said
}

// inspect walks through the parts of a file: it must be one still picture of a format
// that is taken, from its first byte to its last.
func inspect(content []byte) (inspected, error) {
	switch {
	case bytes.HasPrefix(content, []byte{0xff, 0xd8, 0xff}):
		return inspectJPEG(content)
	case bytes.HasPrefix(content, []byte("\x89PNG\r\n\x1a\n")):
		return inspectPNG(content)
	case len(content) >= 12 && string(content[:4]) == "RIFF" && string(content[8:12]) == "WEBP":
		return inspectWebP(content)
	}
	return inspected{}, profile.ErrPhotoKind
}

// inspectJPEG follows the segments of ITU-T T.81, annex B, to the end of the image.
func inspectJPEG(content []byte) (inspected, error) {
	found := inspected{kind: jpegKind}
	at := 2
	for at+4 <= len(content) {
		if content[at] != 0xff {
			return found, profile.ErrPhotoDamaged
		}
		marker := content[at+1]
		switch {
		case marker == 0xff: // fill byte
			at++
			continue
		case marker == 0xd9:
			return found, onlyPadding(content[at+2:])
		case marker >= 0xd0 && marker <= 0xd7 || marker == 0x01: // no length
			at += 2
			continue
		}
		size := int(binary.BigEndian.Uint16(content[at+2:]))
		if size < 2 || at+2+size > len(content) {
			return found, profile.ErrPhotoDamaged
		}
		body := content[at+4 : at+2+size]
		if exif, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok && marker == 0xe1 && found.orientation == 0 {
			found.orientation = orientation(exif)
		}
		at += 2 + size
		if marker == 0xda { // entropy-coded data runs to the next marker
			for at+1 < len(content) && (content[at] != 0xff || content[at+1] == 0 || content[at+1] >= 0xd0 && content[at+1] <= 0xd7) {
				at++
			}
		}
	}
	if at+2 <= len(content) && content[at] == 0xff && content[at+1] == 0xd9 {
		return found, nil
	}
	return found, profile.ErrPhotoDamaged
}

// onlyPadding lets through what cameras leave behind a picture: nothing, zeros, or
// further JPEG pictures such as a preview or a gain map. They are not decoded.
func onlyPadding(rest []byte) error {
	rest = bytes.TrimLeft(rest, "\x00")
	if len(rest) == 0 || bytes.HasPrefix(rest, []byte{0xff, 0xd8, 0xff}) && !bytes.Contains(rest, []byte("ftyp")) {
		return nil
	}
	return profile.ErrPhotoMixed
}

// inspectPNG follows the chunks of ISO/IEC 15948.
func inspectPNG(content []byte) (inspected, error) {
	found := inspected{kind: pngKind}
	for at := 8; at+12 <= len(content); {
		size := int(binary.BigEndian.Uint32(content[at:]))
		name := string(content[at+4 : at+8])
		if size > len(content)-at-12 {
			return found, profile.ErrPhotoDamaged
		}
		switch name {
		case "acTL", "fcTL", "fdAT":
			return found, profile.ErrPhotoAnimated
		case "eXIf":
			found.orientation = orientation(content[at+8 : at+8+size])
		case "IEND":
			if len(bytes.TrimRight(content[at+12+size:], "\x00")) > 0 {
				return found, profile.ErrPhotoMixed
			}
			return found, nil
		}
		at += 12 + size
	}
	return found, profile.ErrPhotoDamaged
}

// inspectWebP follows the chunks of RFC 9649.
func inspectWebP(content []byte) (inspected, error) {
	found := inspected{kind: webpKind}
	end := 8 + int(binary.LittleEndian.Uint32(content[4:]))
	if end > len(content) {
		return found, profile.ErrPhotoDamaged
	}
	if len(bytes.TrimRight(content[end:], "\x00")) > 0 {
		return found, profile.ErrPhotoMixed
	}
	for at := 12; at+8 <= end; {
		size := int(binary.LittleEndian.Uint32(content[at+4:]))
		if size > end-at-8 {
			return found, profile.ErrPhotoDamaged
		}
		switch name := string(content[at : at+4]); name {
		case "ANIM", "ANMF":
			return found, profile.ErrPhotoAnimated
		case "EXIF":
			found.orientation = orientation(bytes.TrimPrefix(content[at+8:at+8+size], []byte("Exif\x00\x00")))
		}
		at += 8 + size + size%2
	}
	return found, nil
}

// orientation reads the one tag of a TIFF structure that matters for upright pictures; 0
// when it is not there.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return 0
	}
	entries := int(order.Uint16(tiff[at:]))
	for i := range entries {
		entry := at + 2 + 12*i
		if entry+12 > len(tiff) {
			return 0
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			return int(order.Uint16(tiff[entry+8:]))
		}
	}
	return 0
}
