package ui

import (
	"errors"
	"net/url"
	"strings"

	"github.com/applyforus/applyforus/core/fault"
)

// Form is a form as it is shown again: what was typed and what is wrong with it.
// The zero value is an untouched form.
type Form struct {
	Values     map[string]string   // by field name; of several values the first
	Violations map[string][]string // messages by field name; "" is the form as a whole
	Summary    string              // one sentence for all of it; "" if nothing is wrong
	// Scope stands before the ids of the fields, for pages with several forms that have
	// fields of the same names.
	Scope  string
	fields []string // names in the order of the violations
	many   url.Values
}

// secretFields are never sent back to the browser, nor is any name containing them.
var secretFields = []string{"password", "secret", "token", "otp", "passcode", "card_number"}

func secret(name string) bool {
	name = strings.ToLower(name)
	for _, part := range secretFields {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// FormFrom makes the form to show after err: values as typed (secrets left out)
// and each violation at its field. A nil err gives a form that is merely filled in.
// An error that is no fault is not shown in detail.
func FormFrom(err error, values url.Values) Form {
	f := Form{Values: map[string]string{}, Violations: map[string][]string{}, many: url.Values{}}
	for name, all := range values {
		if len(all) > 0 && !secret(name) {
			f.Values[name] = all[0]
			f.many[name] = all
		}
	}
	if err == nil {
		return f
	}
	var known *fault.Error
	if !errors.As(err, &known) || known.Kind == fault.Internal {
		f.Summary = "Something went wrong on our side and nothing was saved. What you typed is still here; try again in a moment."
		return f
	}
	f.Summary = known.Message
	for _, v := range known.Violations {
		if _, seen := f.Violations[v.Field]; !seen {
			f.fields = append(f.fields, v.Field)
		}
		f.Violations[v.Field] = append(f.Violations[v.Field], v.Message)
	}
	return f
}

// Failed tells whether there is anything to say.
func (f Form) Failed() bool { return f.Summary != "" || len(f.Violations) > 0 }

// Value gives what was typed in a field, or fallback for a field never sent.
func (f Form) Value(name, fallback string) string {
	if v, ok := f.Values[name]; ok {
		return v
	}
	return fallback
}

// Has tells whether a field was sent with this value (checkboxes, several choices).
func (f Form) Has(name, value string) bool {
	for _, v := range f.many[name] {
		if v == value {
			return true
		}
	}
	return false
}

// sent tells whether the form comes from the browser at all; an unticked box sends nothing.
func (f Form) sent() bool { return len(f.many) > 0 }

// Error gives a field's messages as one text, "" if it is fine.
func (f Form) Error(name string) string { return strings.Join(f.Violations[name], " ") }

// problem is one line of the summary; ID is the field to go to.
type problem struct{ ID, Text string }

func (f Form) problems() []problem {
	var all []problem
	names := f.fields
	if names == nil {
		for name := range f.Violations {
			names = append(names, name)
		}
	}
	for _, name := range names {
		for _, text := range f.Violations[name] {
			p := problem{Text: text}
			if name != "" {
				p.ID = f.id(name)
			}
			if text != f.Summary || len(f.Violations) > 1 || p.ID != "" {
				all = append(all, p)
			}
		}
	}
	return all
}

// id is the id of the control of a field of this form.
func (f Form) id(name string) string { return FieldID(f.Scope + name) }

// FieldID is the id of the control of a field name.
func FieldID(name string) string {
	return "f-" + strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '-'
	}, name)
}
