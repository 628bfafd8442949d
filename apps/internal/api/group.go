package api

import (
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
)

// Group is what the operations about one subject share.
type Group struct {
	Path    string // stands before the path of each, such as /api/v1/resumes
	Tag     string // the heading that they stand under in the document
	MaxBody int64  // bytes; 0 stands for Huma's own limit
	Open    bool   // visitors may call them; otherwise each needs a signed-in person and may answer 401
	Errors  []int  // further statuses that each may answer
}

// Operation describes one operation of the group, with the status of its success. What is
// special about it, the caller adds.
func (g Group) Operation(operationID, method, path, summary string, status int, description string) huma.Operation {
	op := huma.Operation{
		OperationID: operationID, Method: method, Path: g.Path + path, Tags: []string{g.Tag},
		Summary: summary, Description: description, DefaultStatus: status, MaxBodyBytes: g.MaxBody,
		Errors: slices.Clone(g.Errors), // callers append to it
	}
	if !g.Open {
		op.Security = Security
		op.Errors = append(op.Errors, http.StatusUnauthorized)
	}
	return op
}
