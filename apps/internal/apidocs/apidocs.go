// Package apidocs serves an app's specification at /api/openapi.json and a readable
// reference at /api/docs, rendered here: nothing is loaded from elsewhere.
package apidocs

import (
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/web"
)

// Routes mounts both.
func Routes(site *web.Site, a huma.API) {
	site.Router.Get("/api/openapi.json", api.ServeDocument(a))
	groups := groupsOf(a.OpenAPI())
	site.Get("/api/docs", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		return web.Render(w, r, http.StatusOK, docsPage(site.Page(w, r, "API reference"), a.OpenAPI().Info, groups))
	})
}

type group struct {
	Name       string
	Operations []operation
}

type operation struct {
	ID, Method, Path, Summary, Description string
	SignedIn                               bool
	Parameters                             []parameter
	Body                                   []parameter
	BodyType                               string
	Answers                                []answer
}

type parameter struct {
	Name, In, Type, Doc string
	Required            bool
}

type answer struct{ Status, Doc, Schema string }

// groupsOf orders the operations by tag, then path.
func groupsOf(spec *huma.OpenAPI) []group {
	byTag := map[string][]operation{}
	for path, item := range spec.Paths {
		for method, op := range map[string]*huma.Operation{
			http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put,
			http.MethodPatch: item.Patch, http.MethodDelete: item.Delete,
		} {
			if op == nil {
				continue
			}
			tag := "Other"
			if len(op.Tags) > 0 {
				tag = op.Tags[0]
			}
			byTag[tag] = append(byTag[tag], describe(spec, method, path, op))
		}
	}
	groups := make([]group, 0, len(byTag))
	for name, operations := range byTag {
		slices.SortFunc(operations, func(a, b operation) int {
			return strings.Compare(a.Path+" "+a.Method, b.Path+" "+b.Method)
		})
		groups = append(groups, group{Name: name, Operations: operations})
	}
	slices.SortFunc(groups, func(a, b group) int { return strings.Compare(a.Name, b.Name) })
	return groups
}

func describe(spec *huma.OpenAPI, method, path string, op *huma.Operation) operation {
	o := operation{
		ID: op.OperationID, Method: method, Path: path, Summary: op.Summary, Description: op.Description, SignedIn: len(op.Security) > 0,
	}
	for _, p := range op.Parameters {
		o.Parameters = append(o.Parameters, parameter{Name: p.Name, In: p.In, Type: typeOf(p.Schema), Doc: docOf(p.Description, p.Schema), Required: p.Required})
	}
	if op.RequestBody != nil {
		for mediaType, content := range op.RequestBody.Content {
			o.BodyType, o.Body = mediaType, fieldsOf(spec, content.Schema)
		}
	}
	for status, response := range op.Responses {
		o.Answers = append(o.Answers, answer{Status: status, Doc: response.Description, Schema: schemaOf(response)})
	}
	slices.SortFunc(o.Answers, func(a, b answer) int { return strings.Compare(a.Status, b.Status) })
	return o
}

// fieldsOf lists the fields of a body, by name.
func fieldsOf(spec *huma.OpenAPI, schema *huma.Schema) []parameter {
	if schema == nil {
		return nil
	}
	if schema.Ref != "" {
		schema = spec.Components.Schemas.SchemaFromRef(schema.Ref)
	}
	fields := make([]parameter, 0, len(schema.Properties))
	for name, property := range schema.Properties {
		fields = append(fields, parameter{
			Name: name, Type: typeOf(property), Doc: docOf("", property), Required: slices.Contains(schema.Required, name),
		})
	}
	slices.SortFunc(fields, func(a, b parameter) int { return strings.Compare(a.Name, b.Name) })
	return fields
}

func schemaOf(response *huma.Response) string {
	for mediaType, content := range response.Content {
		if content.Schema != nil && content.Schema.Ref != "" {
			return content.Schema.Ref[strings.LastIndex(content.Schema.Ref, "/")+1:]
		}
		return mediaType
	}
	return ""
}

func typeOf(schema *huma.Schema) string {
	switch {
	case schema == nil:
		return ""
	case schema.Ref != "":
		return schema.Ref[strings.LastIndex(schema.Ref, "/")+1:]
	case schema.Type == huma.TypeArray:
		return "list of " + typeOf(schema.Items)
	case schema.Format != "":
		return schema.Format
	}
	return schema.Type
}

func docOf(doc string, schema *huma.Schema) string {
	if doc == "" && schema != nil {
		return schema.Description
	}
	return doc
}
