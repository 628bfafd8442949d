package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/core/page"
)

// Envelope is a successful answer about one thing.
type Envelope[T any] struct {
	Success   bool      `json:"success" doc:"Always true."`
	Data      T         `json:"data"`
	Message   string    `json:"message" doc:"What was done, for people."`
	Timestamp time.Time `json:"timestamp"`
}

// ListEnvelope is a successful answer with one page of a list.
type ListEnvelope[T any] struct {
	Success    bool       `json:"success" doc:"Always true."`
	Data       []T        `json:"data"`
	Pagination Pagination `json:"pagination"`
	Timestamp  time.Time  `json:"timestamp"`
}

// Pagination says where a page lies in its list.
type Pagination struct {
	Page       int  `json:"page" doc:"Number of this page, from 1."`
	Limit      int  `json:"limit" doc:"Rows per page."`
	Total      int  `json:"total" doc:"Rows in the whole list."`
	TotalPages int  `json:"totalPages"`
	HasNext    bool `json:"hasNext"`
	HasPrev    bool `json:"hasPrev"`
}

// PageQuery is embedded in the input of operations that answer a list.
type PageQuery struct {
	Page  int `query:"page" minimum:"1" default:"1" doc:"Page number, from 1."`
	Limit int `query:"limit" minimum:"1" maximum:"100" default:"20" doc:"Rows per page."`
}

// Request gives the core's form of the query.
func (q PageQuery) Request() page.Request { return page.Request{Number: q.Page, Limit: q.Limit} }

type output[T any] struct{ Body Envelope[T] }

type listOutput[T any] struct{ Body ListEnvelope[T] }

// Handle registers an operation that answers one thing. The handler decodes nothing:
// it calls one use-case and presents the result.
func Handle[I, T any](a huma.API, op huma.Operation, handler func(context.Context, *I) (T, error)) {
	message := op.Summary
	huma.Register(a, op, func(ctx context.Context, in *I) (*output[T], error) {
		data, err := handler(ctx, in)
		if err != nil {
			return nil, failed(ctx, err)
		}
		return &output[T]{Body: Envelope[T]{Success: true, Data: data, Message: message, Timestamp: time.Now().UTC()}}, nil
	})
}

// HandleList registers an operation that answers one page of a list.
func HandleList[I, T any](a huma.API, op huma.Operation, handler func(context.Context, *I) (page.Page[T], error)) {
	huma.Register(a, op, func(ctx context.Context, in *I) (*listOutput[T], error) {
		p, err := handler(ctx, in)
		if err != nil {
			return nil, failed(ctx, err)
		}
		return &listOutput[T]{Body: ListEnvelope[T]{
			Success: true, Data: p.Items, Timestamp: time.Now().UTC(),
			Pagination: Pagination{
				Page: p.Number, Limit: p.Limit, Total: p.Total,
				TotalPages: p.TotalPages(), HasNext: p.HasNext(), HasPrev: p.HasPrev(),
			},
		}}, nil
	})
}

// HandleNothing registers an operation whose success is 204 without a body.
func HandleNothing[I any](a huma.API, op huma.Operation, handler func(context.Context, *I) error) {
	op.DefaultStatus = http.StatusNoContent
	huma.Register(a, op, func(ctx context.Context, in *I) (*struct{}, error) {
		if err := handler(ctx, in); err != nil {
			return nil, failed(ctx, err)
		}
		return nil, nil
	})
}
