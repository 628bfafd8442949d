package autoapply

import "strings"

// Kind is how a field is answered.
type Kind string

// The kinds of fields.
const (
	KindText         Kind = "text"
	KindTextarea     Kind = "textarea"
	KindEmail        Kind = "email"
	KindPhone        Kind = "phone"
	KindNumber       Kind = "number"
	KindDate         Kind = "date"
	KindSingleSelect Kind = "single_select" // one of Options; no Options = offered only while typing
	KindMultiSelect  Kind = "multi_select"  // any of Options
	KindCheckbox     Kind = "checkbox"      // one box; its value is "true" or nothing
	KindFile         Kind = "file"
	KindHidden       Kind = "hidden"
)

// Attachable tells a field for a file that the person chooses for this form alone. The
// resume's is filled with the resume that they picked.
func Attachable(kind Kind, topic Topic) bool { return kind == KindFile && topic != TopicResume }

// Option is one answer that a field offers.
type Option struct {
	Value string // what the form sends
	Label string // what the person reads; fillings name options by this
}

// Field is one question of a form.
type Field struct {
	Key         string // stable within the form, how fillings address it
	Label       string // as shown, without the mark for "required"
	Kind        Kind
	Required    bool
	Options     []Option
	Section     string   // the heading it stands under, "" if none
	Description string   // the help text beside it
	Accept      []string // file types, as extensions or media types; empty = any
	Topic       Topic
}

// Option finds an offered answer by label or value, compared as Equal does.
func (f Field) Option(answer string) (Option, bool) {
	for _, o := range f.Options {
		if o.Label == answer || o.Value == answer {
			return o, true
		}
	}
	for _, o := range f.Options {
		if Equal(o.Label, answer) {
			return o, true
		}
	}
	return Option{}, false
}

// Form is an application form as read from a page or a feed.
type Form struct {
	Platform string
	URL      string
	Title    string // of the opening
	Company  string
	Fields   []Field
}

// Field finds a field by key.
func (f *Form) Field(key string) (Field, bool) {
	for _, field := range f.Fields {
		if field.Key == key {
			return field, true
		}
	}
	return Field{}, false
}

// Missing gives the keys of required fields, other than hidden ones, that no filling answers.
func (f *Form) Missing(fillings []Filling) []string {
	answered := make(map[string]bool, len(fillings))
	for _, filling := range fillings {
		answered[filling.Key] = !filling.Empty()
	}
	var missing []string
	for _, field := range f.Fields {
		if field.Required && field.Kind != KindHidden && !answered[field.Key] {
			missing = append(missing, field.Key)
		}
	}
	return missing
}

// LooksLikeApplication tells an application form from a search box or a newsletter
// sign-up: it takes a file, or asks at least two things about the person.
func (f *Form) LooksLikeApplication() bool {
	personal := 0
	for _, field := range f.Fields {
		switch {
		case field.Kind == KindFile:
			return true
		case field.Kind == KindHidden || strings.Contains(normalise(field.Label), "search"):
		case field.Topic == TopicFirstName || field.Topic == TopicLastName || field.Topic == TopicFullName ||
			field.Topic == TopicEmail || field.Topic == TopicPhone || field.Topic == TopicSponsorship ||
			field.Topic == TopicWorkAuthorization || field.Topic == TopicLinkedIn:
			personal++
		}
	}
	return personal >= 2
}
