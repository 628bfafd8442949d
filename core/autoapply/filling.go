package autoapply

import (
	"slices"
	"strconv"
	"strings"
)

// FileValue is a file to hand over, as bytes: what is sent is exactly what was approved.
type FileValue struct {
	Name      string
	MediaType string
	Bytes     []byte
}

// Filling is the answer to one field.
type Filling struct {
	Key    string
	Values []string // labels of options for selects, "true" for a box, else one text
	File   *FileValue
	Place  bool // the value is a place, which the form may give back more fully
}

// Empty tells whether the filling answers nothing.
func (f Filling) Empty() bool {
	return f.File == nil && !slices.ContainsFunc(f.Values, func(v string) bool { return strings.TrimSpace(v) != "" })
}

// ReadValue is what a field holds when it is read back.
type ReadValue struct {
	Key      string
	Values   []string // as Filling.Values
	FileName string
	FileSize int64 // bytes; -1 when the page does not tell
}

// Mismatch is a field that does not hold its answer.
type Mismatch struct {
	Key  string
	Want string
	Got  string
}

// Verify compares what was to be filled with what the form holds. Texts are equal when
// a reader would say so (spaces and case aside), selections when the same options are
// chosen in any order, files by name and size. An empty result means that the form may
// be sent, as far as the answers go; see Unasked.
func Verify(fillings []Filling, read []ReadValue) []Mismatch {
	got := byKey(read)
	var mismatches []Mismatch
	for _, f := range fillings {
		r, there := got[f.Key]
		if !there || !holds(f, r) {
			mismatches = append(mismatches, Mismatch{Key: f.Key, Want: f.describe(), Got: r.describe()})
		}
	}
	return mismatches
}

// Unasked gives the fields that hold something nobody answered and that they did not
// hold before the filling: a page that reads the resume and writes into the form by
// itself does that. What a form comes with, such as a chosen country, is in before.
func Unasked(fillings []Filling, before, after []ReadValue) []Mismatch {
	wanted := make(map[string]bool, len(fillings))
	for _, f := range fillings {
		wanted[f.Key] = true
	}
	old := byKey(before)
	var mismatches []Mismatch
	for _, r := range after {
		was := old[r.Key]
		if !wanted[r.Key] && !r.empty() && !(sameSet(r.Values, was.Values) && r.FileName == was.FileName) {
			mismatches = append(mismatches, Mismatch{Key: r.Key, Want: was.describe(), Got: r.describe()})
		}
	}
	return mismatches
}

func byKey(values []ReadValue) map[string]ReadValue {
	keyed := make(map[string]ReadValue, len(values))
	for _, v := range values {
		keyed[v.Key] = v
	}
	return keyed
}

func holds(f Filling, r ReadValue) bool {
	if f.File != nil {
		return r.FileName == f.File.Name && r.FileSize == int64(len(f.File.Bytes))
	}
	if f.Place && len(f.Values) == 1 && len(r.Values) == 1 && FullerPlace(f.Values[0], r.Values[0]) {
		return true
	}
	return sameSet(f.Values, r.Values)
}

// sameSet compares without order; empty texts do not count.
func sameSet(want, got []string) bool {
	isBlank := func(s string) bool { return strings.TrimSpace(s) == "" }
	want = slices.DeleteFunc(slices.Clone(want), isBlank)
	rest := slices.DeleteFunc(slices.Clone(got), isBlank)
	if len(want) != len(rest) {
		return false
	}
	for _, w := range want {
		i := slices.IndexFunc(rest, func(g string) bool { return Equal(w, g) || samePhone(w, g) })
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return true
}

// samePhone forgives what phone widgets do to an international number (E.164, with its
// plus sign): they group its digits, or drop the country code that stands in a field of
// its own. At least seven digits must be left.
func samePhone(want, got string) bool {
	want = strings.TrimSpace(want)
	if !strings.HasPrefix(want, "+") || strings.Trim(got, "+0123456789 ()-./\u00a0") != "" {
		return false
	}
	full, part := digits(want), digits(got)
	if full == part {
		return true
	}
	part = strings.TrimLeft(part, "0")
	return len(part) >= 7 && len(full)-len(part) <= 3 && strings.HasSuffix(full, part)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func (f Filling) describe() string {
	if f.File != nil {
		return f.File.Name + " (" + strconv.Itoa(len(f.File.Bytes)) + " bytes)"
	}
	return strings.Join(f.Values, ", ")
}

func (r ReadValue) describe() string {
	if r.FileName != "" {
		return r.FileName + " (" + strconv.FormatInt(r.FileSize, 10) + " bytes)"
	}
	return strings.Join(r.Values, ", ")
}

func (r ReadValue) empty() bool {
	return r.FileName == "" && !slices.ContainsFunc(r.Values, func(v string) bool { return strings.TrimSpace(v) != "" })
}
