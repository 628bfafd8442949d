package api

import (
	"encoding/json"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
)

// Patch is a field of a body that changes something: left out it stays, null or empty it
// is cleared.
type Patch[T any] struct {
	Named bool
	Value T
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *Patch[T]) UnmarshalJSON(raw []byte) error {
	p.Named = true
	if string(raw) == "null" {
		var none T
		p.Value = none
		return nil
	}
	return json.Unmarshal(raw, &p.Value)
}

// Pointer gives the value as edits of the core take it: nil for one that was left out.
func (p Patch[T]) Pointer() *T {
	if !p.Named {
		return nil
	}
	return &p.Value
}

// Schema implements huma.SchemaProvider.
func (Patch[T]) Schema(r huma.Registry) *huma.Schema {
	schema := *huma.SchemaFromType(r, reflect.TypeFor[T]())
	schema.Nullable = true
	return &schema
}
