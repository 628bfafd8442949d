package api

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"github.com/applyforus/applyforus/core/fault"
)

// Violation is one broken rule of one field.
type Violation struct {
	Field   string `json:"field" doc:"Path of the field, e.g. email or experience[0].title; empty for the request as a whole."`
	Code    string `json:"code" doc:"Stable code of the rule."`
	Message string `json:"message" doc:"What to do."`
}

// FailureDetails carries what a client can act on.
type FailureDetails struct {
	Violations []Violation `json:"violations,omitempty"`
}

// FailureError is the error of a failed answer.
type FailureError struct {
	Code    string         `json:"code" doc:"Stable code to switch on."`
	Message string         `json:"message" doc:"What happened and what to do, for people."`
	Details FailureDetails `json:"details"`
	Field   string         `json:"field,omitempty" doc:"The first field that needs attention."`
}

// Failure is every answer that is no success. It implements huma.StatusError.
type Failure struct {
	Success    bool         `json:"success" doc:"Always false."`
	Err        FailureError `json:"error"`
	StatusCode int          `json:"statusCode"`
	Timestamp  time.Time    `json:"timestamp"`

	retryAfter time.Duration
	cause      error
}

// Error implements error.
func (f *Failure) Error() string { return f.Err.Code }

// Unwrap gives what went wrong, for the log; it is never sent.
func (f *Failure) Unwrap() error { return f.cause }

// GetStatus implements huma.StatusError.
func (f *Failure) GetStatus() int { return f.StatusCode }

// GetHeaders implements huma.HeadersError.
func (f *Failure) GetHeaders() http.Header {
	headers := http.Header{"Cache-Control": {"no-store"}}
	if f.retryAfter > 0 {
		headers.Set("Retry-After", strconv.Itoa(int(f.retryAfter.Round(time.Second)/time.Second)))
	}
	return headers
}

var statuses = map[fault.Kind]int{
	fault.Invalid:         http.StatusUnprocessableEntity,
	fault.Malformed:       http.StatusBadRequest,
	fault.Unauthenticated: http.StatusUnauthorized,
	fault.Forbidden:       http.StatusForbidden,
	fault.NotFound:        http.StatusNotFound,
	fault.Conflict:        http.StatusConflict,
	fault.Exhausted:       http.StatusPaymentRequired,
	fault.RateLimited:     http.StatusTooManyRequests,
	fault.Unavailable:     http.StatusServiceUnavailable,
	fault.Internal:        http.StatusInternalServerError,
}

var errInternal = fault.New(fault.Internal, "internal",
	"Something went wrong on our side. It has been noted; please try again.")

// ErrMethod says that there is something at the address, and not for this method.
var ErrMethod error = &Failure{StatusCode: http.StatusMethodNotAllowed, Err: FailureError{
	Code: codeOf(http.StatusMethodNotAllowed), Message: "There is nothing here for this kind of request.",
}}

// tooLarge is what has no fault of its own: the reader of the body broke off.
func tooLarge(cause error) *Failure {
	return &Failure{StatusCode: http.StatusRequestEntityTooLarge, Timestamp: time.Now().UTC(), cause: cause, Err: FailureError{
		Code: codeOf(http.StatusRequestEntityTooLarge), Message: "This is more than can be taken in at once. Shorten it, then try again.",
	}}
}

// Status gives the HTTP status of an error: that of its fault, else 500.
func Status(err error) int { return FromError(err).StatusCode }

// FromError is the one mapper from errors to answers, for operations, pages,
// panics and unmatched routes alike. What is no fault becomes "internal": its
// text stays in the log.
func FromError(err error) *Failure {
	var failed *Failure
	if errors.As(err, &failed) {
		if failed.Timestamp.IsZero() {
			stamped := *failed
			stamped.Timestamp = time.Now().UTC()
			return &stamped
		}
		return failed
	}
	var cut *http.MaxBytesError
	if errors.As(err, &cut) {
		return tooLarge(err)
	}
	f := fault.As(err)
	if f == nil {
		f = errInternal
	}
	failure := &Failure{
		Err:        FailureError{Code: f.Code, Message: f.Message},
		StatusCode: statuses[f.Kind],
		Timestamp:  time.Now().UTC(),
		retryAfter: f.RetryAfter,
		cause:      err,
	}
	for _, v := range f.Violations {
		failure.Err.Details.Violations = append(failure.Err.Details.Violations, Violation(v))
	}
	if len(f.Violations) > 0 {
		failure.Err.Field = f.Violations[0].Field
	}
	return failure
}

// fromHuma maps what Huma itself finds wrong (shape of the request) and what
// handlers answer. Rejected values are dropped.
func fromHuma(status int, message string, errs ...error) huma.StatusError {
	if status == 0 { // Huma asks for the type, to publish its schema
		return &Failure{}
	}
	for _, err := range errs {
		if fault.As(err) != nil || status >= http.StatusInternalServerError {
			return FromError(err)
		}
	}
	if status >= http.StatusInternalServerError {
		return FromError(errors.New(message))
	}
	failure := &Failure{
		Err:        FailureError{Code: codeOf(status), Message: message},
		StatusCode: status,
		Timestamp:  time.Now().UTC(),
	}
	for _, err := range errs {
		var detailer huma.ErrorDetailer
		if !errors.As(err, &detailer) {
			continue
		}
		detail := detailer.ErrorDetail()
		failure.Err.Details.Violations = append(failure.Err.Details.Violations,
			Violation{Field: fieldOf(detail.Location, detail.Message), Code: "shape", Message: detail.Message})
	}
	if violations := failure.Err.Details.Violations; len(violations) > 0 {
		failure.Err.Field = violations[0].Field
		failure.Err.Message = "The request does not have the expected shape: " + violations[0].Message + "."
	}
	return failure
}

// fieldOf turns Huma's "body.experience[0].title" into the name that clients use.
// A property that is missing is named only in its message, and location is where it
// should have been.
func fieldOf(location, message string) string {
	var missing string
	if n, _ := fmt.Sscanf(message, validation.MsgExpectedRequiredProperty, &missing); n == 1 {
		location += "." + missing
	}
	for _, prefix := range []string{"body.", "query.", "path.", "header."} {
		if rest, found := strings.CutPrefix(location, prefix); found {
			return rest
		}
	}
	if location == "body" {
		return ""
	}
	return location
}

func codeOf(status int) string {
	switch status {
	case http.StatusUnprocessableEntity:
		return "validation_failed"
	case http.StatusBadRequest:
		return fault.ErrMalformed.Code
	case http.StatusRequestEntityTooLarge:
		return "too_large"
	}
	return strings.ReplaceAll(strings.ToLower(http.StatusText(status)), " ", "_")
}
