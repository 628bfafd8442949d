package api

import (
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// publishRefusals adds the failures that any operation may answer before it is asked:
// those of its shape and of the limits. Operations name only their own.
func publishRefusals(document *huma.OpenAPI, op *huma.Operation) {
	statuses := []int{http.StatusTooManyRequests}
	if op.RequestBody != nil {
		statuses = append(statuses, http.StatusBadRequest, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity)
	}
	if len(op.Parameters) > 0 {
		statuses = append(statuses, http.StatusUnprocessableEntity)
	}
	publishFailures(document, op, statuses...)
}

func publishFailures(document *huma.OpenAPI, op *huma.Operation, statuses ...int) {
	failure := document.Components.Schemas.Schema(reflect.TypeFor[Failure](), true, "Failure")
	for _, status := range statuses {
		key := strconv.Itoa(status)
		if op.Responses[key] != nil {
			continue
		}
		op.Responses[key] = &huma.Response{
			Description: http.StatusText(status), Content: map[string]*huma.MediaType{"application/json": {Schema: failure}},
		}
	}
}
