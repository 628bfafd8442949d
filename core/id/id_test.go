package id_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
)

func TestNewAt(t *testing.T) {
	t.Parallel()
	at := time.UnixMilli(0x0123456789ab)
	u := id.Make[id.User](at)
	text := u.String()
	if !strings.HasPrefix(text, "01234567-89ab-7") || !strings.ContainsRune("89ab", rune(text[19])) || len(text) != 36 {
		t.Errorf("%s is no UUIDv7 of that millisecond", text)
	}
	seen := map[id.User]bool{}
	for range 1000 {
		seen[id.Make[id.User](at)] = true
	}
	if len(seen) != 1000 {
		t.Errorf("%d different ids of 1000", len(seen))
	}
}

func TestLaterIDsSortLater(t *testing.T) {
	t.Parallel()
	start := time.Now()
	var made []string
	for i := range 50 {
		made = append(made, id.Make[id.Job](start.Add(time.Duration(i)*time.Millisecond)).String())
	}
	if !slices.IsSorted(made) {
		t.Error("ids do not sort by time")
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	const text = "0192f0c1-2345-7abc-8def-0123456789ab"
	u := id.MustParse[struct{}](text)
	if u.String() != text || id.MustParse[struct{}](strings.ToUpper(text)) != u {
		t.Errorf("%s became %s", text, u)
	}
	for _, bad := range []string{
		"", "x", text[:35], text + "0", strings.ReplaceAll(text, "-", ""), strings.ReplaceAll(text, "-", "0"),
		"g" + text[1:], "{" + text + "}", "urn:uuid:" + text, " " + text[1:],
	} {
		if got, err := id.Parse[struct{}](bad); !errors.Is(err, id.ErrMalformed) || !got.IsZero() {
			t.Errorf("Parse(%q) = %v, %v", bad, got, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("MustParse took nonsense")
		}
	}()
	id.MustParse[struct{}]("nonsense")
}

func TestJSON(t *testing.T) {
	t.Parallel()
	user := id.New[struct{}]()
	encoded, err := json.Marshal(map[string]any{"id": user})
	if err != nil || string(encoded) != `{"id":"`+user.String()+`"}` {
		t.Fatalf("%s, %v", encoded, err)
	}
	var back struct{ ID id.ID[struct{}] }
	if err := json.Unmarshal(encoded, &back); err != nil || back.ID != user {
		t.Errorf("%v, %v", back.ID, err)
	}
	if err := json.Unmarshal([]byte(`{"id":"nonsense"}`), &back); err == nil || back.ID != user {
		t.Errorf("nonsense was read as %v, %v", back.ID, err)
	}
}

func TestDatabase(t *testing.T) {
	t.Parallel()
	user := id.New[struct{}]()
	if v, err := user.Value(); v != user.String() || err != nil {
		t.Errorf("Value = %v, %v", v, err)
	}
	if v, err := (id.User{}).Value(); v != nil || err != nil {
		t.Errorf("none is stored as %v, %v", v, err)
	}
	for _, src := range []any{user.String(), []byte(user.String()), user[:]} {
		var got id.ID[struct{}]
		if err := got.Scan(src); err != nil || got != user {
			t.Errorf("Scan(%v) = %v, %v", src, got, err)
		}
	}
	got := user
	if err := got.Scan(nil); err != nil || !got.IsZero() {
		t.Errorf("NULL = %v, %v", got, err)
	}
	for _, src := range []any{"x", []byte{1, 2}, 7, bytes.NewBuffer(nil)} {
		if err := got.Scan(src); err == nil {
			t.Errorf("%v was taken", src)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("0192f0c1-2345-7abc-8def-0123456789ab")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		u, err := id.Parse[struct{}](text)
		if err == nil && u.String() != strings.ToLower(text) {
			t.Errorf("%q became %s", text, u)
		}
	})
}
