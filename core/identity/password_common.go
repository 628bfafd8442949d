package identity

import (
	_ "embed"
	"strings"
)

// commonList holds the words that passwords are most often made of, one a line, in
// the form that stems gives. A larger list, kept outside the program, can only add to it.
//
//go:embed password_common.txt
var commonList string

var commonStems = func() map[string]struct{} {
	stems := map[string]struct{}{}
	for _, word := range strings.Fields(commonList) {
		stems[word] = struct{}{}
	}
	return stems
}()
