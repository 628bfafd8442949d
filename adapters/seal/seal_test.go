package seal_test

import (
	"bytes"
	"testing"

	"github.com/applyforus/applyforus/adapters/seal"
	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestPort(t *testing.T) {
	t.Parallel()
	porttest.Sealer(t, func(t *testing.T, key byte) ports.Sealer {
		t.Helper()
		s, err := seal.New(bytes.Repeat([]byte{key}, seal.KeySize))
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func TestKeysOfAnotherLengthAreRefused(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 16, 31, 33} {
		if _, err := seal.New(make([]byte, n)); err == nil {
			t.Errorf("a key of %d bytes was taken", n)
		}
	}
}
