package profile

import (
	"fmt"

	"github.com/applyforus/applyforus/core/id"
)

// MaxPhotoSize is the largest picture that is taken, in bytes.
const MaxPhotoSize = 5 << 20

// PhotoSizes are the widths in pixels that a photo is kept in, smallest first. Photos are
// square.
var PhotoSizes = []int{96, 256, 512}

// PhotoType is what photos are kept as, whatever was uploaded.
const PhotoType = "image/jpeg"

// PhotoKey is where a photo is kept in one of its sizes.
func PhotoKey(photo id.Photo, size int) string { return fmt.Sprintf("avatars/%s-%d.jpg", photo, size) }

// PhotoSize answers the smallest kept width that is no smaller than asked; the largest
// for 0 and for more than there is.
func PhotoSize(asked int) int {
	for _, size := range PhotoSizes {
		if asked > 0 && size >= asked {
			return size
		}
	}
	return PhotoSizes[len(PhotoSizes)-1]
}
