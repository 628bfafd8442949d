// Package river runs tasks: it hands each kind to its handler, with the queue,
// timeout and number of tries that the kind's policy says. It must not know what
// a task is about.
package river

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"github.com/applyforus/applyforus/ports"
)

// Queue names one of River's queues. The names are those of the architecture document.
type Queue string

// The queues.
const (
	QueueApplications     Queue = "applications"
	QueueNotificationMail Queue = "notifications_email"
	QueueResumes          Queue = "resume_processing"
	QueueJobs             Queue = "jobs_aggregation"
	QueueDefault          Queue = river.QueueDefault
)

// Policy says how tasks of one kind are run.
type Policy struct {
	Queue       Queue
	MaxAttempts int           // tries before the task is given up and shown as discarded
	Timeout     time.Duration // of one try
	// Unique lets at most one task with the same content wait or run at a time.
	Unique bool
}

// Registry holds the handler and policy of every kind of task.
type Registry struct {
	workers  *river.Workers
	policies map[string]Policy
}

// NewRegistry makes an empty registry.
func NewRegistry() *Registry {
	return &Registry{workers: river.NewWorkers(), policies: map[string]Policy{}}
}

// Handle registers the handler and policy of a kind. It panics on a kind that is
// registered twice, which is a mistake of the wiring.
func Handle[T ports.Task](r *Registry, policy Policy, handle func(ctx context.Context, task T) error) {
	var zero T
	if _, twice := r.policies[zero.Kind()]; twice {
		panic(fmt.Sprintf("river: kind %s is registered twice", zero.Kind()))
	}
	r.policies[zero.Kind()] = policy
	river.AddWorker(r.workers, &worker[T]{policy: policy, handle: handle})
}

// Kinds lists the registered kinds.
func (r *Registry) Kinds() []string {
	kinds := make([]string, 0, len(r.policies))
	for kind := range r.policies {
		kinds = append(kinds, kind)
	}
	return kinds
}

type worker[T ports.Task] struct {
	river.WorkerDefaults[T]

	policy Policy
	handle func(ctx context.Context, task T) error
}

func (w *worker[T]) Work(ctx context.Context, job *river.Job[T]) error {
	err := w.handle(ctx, job.Args)
	if errors.Is(err, ports.ErrMailRefused) {
		return river.JobCancel(err) // kept with its cause, and not tried again
	}
	return err
}

func (w *worker[T]) Timeout(*river.Job[T]) time.Duration { return w.policy.Timeout }
