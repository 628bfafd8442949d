package autoapplysvc

import (
	"context"

	"github.com/applyforus/applyforus/core/applications"
	"github.com/applyforus/applyforus/core/autoapply"
)

// lateRounds is how often fields that appear only after others were filled are looked
// for. Forms nest such questions once, at most twice.
const lateRounds = 3

// fill types the answers and those of fields that came late, then reads everything back.
// A field that does not hold its answer, or holds one that nobody gave, stops the run.
func (r *run) fill(ctx context.Context, fillings []autoapply.Filling) error {
	step, cancel := context.WithTimeout(ctx, stepTimeout)
	defer cancel()
	before, err := r.session.ReadBack(step)
	if err != nil {
		return err
	}
	for pending, round := fillings, 0; len(pending) > 0 && round < lateRounds; round++ {
		if err := r.session.Fill(step, pending); err != nil {
			return err
		}
		answers, err := r.look(ctx, step)
		if err != nil {
			return err
		}
		pending = newer(r.fillings(answers), fillings)
		fillings = append(fillings, pending...)
		r.file.Answers = answers
	}
	r.at("filled")
	if err := r.progress(ctx, autoapply.StepVerifying, "Every field is read back and compared with its answer."); err != nil {
		return err
	}
	after, err := r.session.ReadBack(step)
	if err != nil {
		return err
	}
	wrong := append(autoapply.Verify(fillings, after), autoapply.Unasked(fillings, before, after)...)
	if len(wrong) == 0 {
		return nil
	}
	keys := make([]string, len(wrong))
	for i, mismatch := range wrong {
		keys[i] = mismatch.Key
	}
	return r.ask(ctx, reworded(r.file.Answers, wrong), keys,
		"These fields did not take their answer, so nothing was sent. Check them, or apply on the employer's page.")
}

// look reads the form again after it was filled and sets the approved answers against it.
func (r *run) look(ctx, step context.Context) ([]applications.Answer, error) {
	page, err := r.session.Inspect(step)
	if err != nil {
		return nil, err
	}
	switch {
	case page.Blocked():
		return nil, r.park(ctx, page.Block)
	case page.Form == nil:
		return nil, autoapply.ErrNoForm
	}
	answers, asked := merge(r.approved, page.Form.Fields, r.said)
	if len(asked) > 0 {
		return nil, r.ask(ctx, answers, asked, "While it was filled, the form asked something more. Nothing was sent.")
	}
	return answers, nil
}
