// Package porttest holds one suite per port. An adapter's test calls the suite of
// each port that it serves; a fake that passes the same suite as the real thing may
// stand in for it.
package porttest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/applyforus/applyforus/ports"
)

// WorkProbe is a unit of work whose effects can be counted from outside.
type WorkProbe struct {
	Work  ports.UnitOfWork[ProbeTx]
	Rows  func() int // rows that are kept
	Tasks func() int // tasks that are kept
}

// ProbeTx is what the suite touches within a transaction.
type ProbeTx struct {
	Put    func(ctx context.Context) error // writes one row
	Outbox ports.Outbox
}

// ProbeTask is the task that the suite enqueues.
type ProbeTask struct {
	N int `json:"n"`
}

// Kind implements ports.Task.
func (ProbeTask) Kind() string { return "porttest.probe" }

// UnitOfWork is the suite of ports.UnitOfWork and ports.Outbox.
func UnitOfWork(t *testing.T, open func(t *testing.T) WorkProbe) {
	t.Helper()
	counts := func(t *testing.T, p WorkProbe, rows, tasks int) {
		t.Helper()
		if got := p.Rows(); got != rows {
			t.Errorf("rows = %d, want %d", got, rows)
		}
		if got := p.Tasks(); got != tasks {
			t.Errorf("tasks = %d, want %d", got, tasks)
		}
	}
	t.Run("keeps rows and tasks together", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		err := p.Work.Do(t.Context(), func(ctx context.Context, tx ProbeTx) error {
			if err := tx.Put(ctx); err != nil {
				return err
			}
			if err := tx.Outbox.EnqueueAt(ctx, time.Now().Add(time.Hour), ProbeTask{N: 3}); err != nil {
				return err
			}
			return tx.Outbox.Enqueue(ctx, ProbeTask{N: 1}, ProbeTask{N: 2})
		})
		if err != nil {
			t.Fatal(err)
		}
		counts(t, p, 1, 3)
	})
	t.Run("keeps nothing after an error", func(t *testing.T) {
		t.Parallel()
		p, boom := open(t), errors.New("boom")
		err := p.Work.Do(t.Context(), func(ctx context.Context, tx ProbeTx) error {
			if err := errors.Join(tx.Put(ctx), tx.Outbox.Enqueue(ctx, ProbeTask{})); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatalf("err = %v, want the function's own", err)
		}
		counts(t, p, 0, 0)
	})
	t.Run("refuses a unit of work within another", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		err := p.Work.Do(t.Context(), func(ctx context.Context, _ ProbeTx) error {
			return p.Work.Do(ctx, func(context.Context, ProbeTx) error { return nil })
		})
		if !errors.Is(err, ports.ErrNestedWork) {
			t.Fatalf("err = %v, want ErrNestedWork", err)
		}
	})
	t.Run("can be used again after a failure", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		_ = p.Work.Do(t.Context(), func(context.Context, ProbeTx) error { return errors.New("first") })
		if err := p.Work.Do(t.Context(), func(ctx context.Context, tx ProbeTx) error { return tx.Put(ctx) }); err != nil {
			t.Fatal(err)
		}
		counts(t, p, 1, 0)
	})
}
