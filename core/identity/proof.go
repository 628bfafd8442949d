package identity

import (
	"slices"
	"strings"
	"time"
)

// Methods is a set of ways of proof, in the order in which they were shown, with spaces
// between: "password totp".
type Methods string

// MethodsOf makes the set of the methods.
func MethodsOf(list ...Method) Methods {
	var m Methods
	for _, method := range list {
		m = m.With(method)
	}
	return m
}

// List gives the methods one by one.
func (m Methods) List() []Method {
	words := strings.Fields(string(m))
	list := make([]Method, len(words))
	for i, word := range words {
		list[i] = Method(word)
	}
	return list
}

// With gives the set with one more method in it.
func (m Methods) With(method Method) Methods {
	if slices.Contains(m.List(), method) {
		return m
	}
	return Methods(strings.TrimSpace(string(m) + " " + string(method)))
}

// Strong tells whether a second factor was shown. A passkey is one all by itself: the
// device has asked for a fingerprint or a PIN. A recovery code stands in for a lost one.
func (m Methods) Strong() bool {
	return slices.ContainsFunc(m.List(), func(method Method) bool {
		return method == MethodTOTP || method == MethodPasskey || method == MethodRecovery
	})
}

// Proof is how and when somebody last showed who they are. The methods gather while they
// are signed in; the time is that of the newest.
type Proof struct {
	Methods Methods
	At      time.Time
}

// With gives the proof after one more method was shown.
func (p Proof) With(method Method, now time.Time) Proof {
	return Proof{Methods: p.Methods.With(method), At: now}
}
