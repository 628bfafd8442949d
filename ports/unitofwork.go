package ports

import (
	"context"
	"time"
)

// UnitOfWork runs one transaction. T is a struct of the ports that the service may
// touch within it.
type UnitOfWork[T any] interface {
	// Do runs fn in a transaction: all that fn did through tx is kept when it
	// answers nil, and nothing when it answers an error, which Do answers as it is.
	// fn may run again after a serialisation failure, so it must assign to captured
	// variables, never append. A Do within a Do answers ErrNestedWork.
	Do(ctx context.Context, fn func(ctx context.Context, tx T) error) error
}

// Task is a piece of work for later. It carries identifiers only, as JSON, never
// personal data. Its kind is stable for ever.
type Task interface{ Kind() string }

// Outbox hands tasks over to the queue in the same transaction as the rows they follow from.
type Outbox interface {
	// Enqueue makes tasks due now. They exist when the transaction commits, else never.
	Enqueue(ctx context.Context, tasks ...Task) error
	// EnqueueAt makes a task due at a time.
	EnqueueAt(ctx context.Context, at time.Time, task Task) error
}

// DueTask is a task and when it may run; a zero time means now.
type DueTask struct {
	Task Task
	At   time.Time
}

// Clock tells the time; use-cases take it as a function so that tests can fix it.
type Clock func() time.Time
