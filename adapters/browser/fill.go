package browser

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/playwright-community/playwright-go"

	"github.com/applyforus/applyforus/core/autoapply"
)

// Fill implements ports.FormSession.
func (s *session) Fill(ctx context.Context, fillings []autoapply.Filling) error {
	if s.frame == nil || len(s.fields) == 0 {
		return autoapply.ErrNoForm
	}
	for _, f := range fillings {
		if _, ok := s.fields[f.Key]; !ok {
			return autoapply.ErrFieldUnknown.Wrap(fmt.Errorf("no field %q", f.Key))
		}
	}
	for _, f := range fillings {
		err := s.fillOne(ctx, s.fields[f.Key], f)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil && (died(err) || !s.engine.browser.IsConnected()) {
			return autoapply.ErrBrowserUnavailable.Wrap(err)
		}
		// A field that resists is seen by reading back; the others are filled all the same.
	}
	// Fields that follow from an answer may take a moment to appear.
	if err := s.rest(ctx); err != nil {
		return s.fault(ctx, err)
	}
	return nil
}

func (s *session) fillOne(ctx context.Context, c control, f autoapply.Filling) error {
	at := s.at(c.Tag)
	first := ""
	if len(f.Values) > 0 {
		first = f.Values[0]
	}
	switch c.Widget {
	case "file":
		if f.File == nil {
			return nil
		}
		return awaitDone(ctx, func() error {
			return at.SetInputFiles([]playwright.InputFile{{Name: f.File.Name, MimeType: f.File.MediaType, Buffer: f.File.Bytes}})
		})
	case "checkbox":
		return awaitDone(ctx, func() error { return at.SetChecked(first == "true", forced) })
	case "radio", "boxes":
		return s.tick(ctx, c, f.Values)
	case "select", "select-many":
		return s.choose(ctx, c, f.Values)
	case "combo", "combo-many":
		if c.Widget == "combo-many" {
			if err := s.unpick(ctx, c); err != nil {
				return err
			}
		}
		for _, v := range f.Values {
			if err := s.pick(ctx, c, v, f.Place); err != nil {
				return err
			}
		}
		return nil
	}
	return awaitDone(ctx, func() error { return at.Fill(first) })
}

// forced lets a box be ticked whose own square is drawn by its label.
var forced = playwright.LocatorSetCheckedOptions{Force: playwright.Bool(true)}

// tick sets each box of a group, or the one radio button.
func (s *session) tick(ctx context.Context, c control, values []string) error {
	for i, o := range c.Options {
		wanted := slices.ContainsFunc(values, func(v string) bool { return autoapply.Equal(v, o.Label) || v == o.Value })
		if c.Widget == "radio" && !wanted {
			continue
		}
		box := s.frame.Locator(fmt.Sprintf("[data-afu='%d.%d']", c.Tag, i))
		if err := awaitDone(ctx, func() error { return box.SetChecked(wanted, forced) }); err != nil {
			return err
		}
	}
	return nil
}

// choose sets a native list to the options of those labels.
func (s *session) choose(ctx context.Context, c control, labels []string) error {
	values := []string{}
	for _, label := range labels {
		for _, o := range c.Options {
			if autoapply.Equal(label, o.Label) || label == o.Value {
				values = append(values, o.Value)
				break
			}
		}
	}
	if len(values) == 0 {
		return nil
	}
	return awaitDone(ctx, func() error {
		_, err := s.at(c.Tag).SelectOption(playwright.SelectOptionValues{Values: &values})
		return err
	})
}

// pick types into a combobox and chooses the option of that label. A place is looked
// up by its city when its full name finds nothing. Text that was typed but matches no
// option is taken out again, since it would look like an answer.
func (s *session) pick(ctx context.Context, c control, label string, place bool) error {
	texts := []string{label}
	if city := autoapply.City(label); place && city != label {
		texts = append(texts, city)
	}
	for _, text := range texts {
		picked, err := s.pickTyping(ctx, c, text, label, place)
		if picked || err != nil {
			return err
		}
	}
	return awaitDone(ctx, func() error {
		input := s.at(c.Tag)
		if err := input.Fill(""); err != nil {
			return err
		}
		return input.Press("Escape")
	})
}

// pickTyping types text and chooses the option of that label, if it is offered in time.
func (s *session) pickTyping(ctx context.Context, c control, text, label string, place bool) (bool, error) {
	if err := awaitDone(ctx, func() error { return s.at(c.Tag).Fill(text) }); err != nil {
		return false, err
	}
	deadline := time.Now().Add(s.pool.o.StepTimeout / 2)
	for time.Now().Before(deadline) {
		offered, err := s.offered(ctx, c)
		if err != nil {
			return false, err
		}
		if i := match(offered, label, place || !c.Listed); i >= 0 {
			return true, awaitDone(ctx, func() error { return s.menu(c).Nth(i).Click() })
		}
		if err := sleep(ctx, poll/2); err != nil {
			return false, err
		}
	}
	return false, nil
}

// unpick takes out what a combobox of several answers holds.
func (s *session) unpick(ctx context.Context, c control) error {
	read, err := s.ReadBack(ctx)
	if err != nil {
		return err
	}
	for _, r := range read {
		for range r.Values {
			if s.fields[r.Key].Tag != c.Tag {
				break
			}
			if err := awaitDone(ctx, func() error { return s.at(c.Tag).Press("Backspace") }); err != nil {
				return err
			}
		}
	}
	return nil
}

// match finds the option for a label. A place that is looked up while typing may come
// back more fully ("Berlin" as "Berlin, Germany"); that counts only when it is the one
// option that does.
func match(offered []string, label string, extend bool) int {
	for i, o := range offered {
		if autoapply.Equal(o, label) {
			return i
		}
	}
	only := -1
	for i, o := range offered {
		if extend && autoapply.FullerPlace(label, o) {
			if only >= 0 {
				return -1
			}
			only = i
		}
	}
	return only
}

// listOffers opens each combobox that can be listed, notes its options and shuts it.
// They are remembered, so that inspecting again does not flicker through all of them.
func (s *session) listOffers(ctx context.Context, form *autoapply.Form) error {
	if s.offers == nil {
		s.offers = map[string][]autoapply.Option{}
	}
	for i := range form.Fields {
		field := &form.Fields[i]
		c := s.fields[field.Key]
		if !c.Listed || len(field.Options) > 0 {
			continue
		}
		name := field.Key + "\n" + field.Label
		known, ok := s.offers[name]
		if !ok {
			labels, err := s.list(ctx, c)
			if err != nil {
				if ctx.Err() != nil || died(err) {
					return s.fault(ctx, err)
				}
				continue // it does not open: the person answers in words, reading back decides
			}
			for _, label := range labels {
				known = append(known, autoapply.Option{Value: label, Label: label})
			}
			s.offers[name] = known
		}
		field.Options = known
		field.Topic = autoapply.Classify(field.Label, field.Key, field.Kind, known)
	}
	return nil
}

func (s *session) list(ctx context.Context, c control) ([]string, error) {
	input := s.at(c.Tag)
	if err := awaitDone(ctx, func() error { return input.Press("ArrowDown") }); err != nil {
		return nil, err
	}
	var labels []string
	for range 8 {
		offered, err := s.offered(ctx, c)
		if err != nil {
			return nil, err
		}
		if labels = offered; len(labels) > 0 {
			break
		}
		if err := sleep(ctx, poll/4); err != nil {
			return nil, err
		}
	}
	return labels, awaitDone(ctx, func() error { return input.Press("Escape") })
}

// menu gives the options that the combobox showed when offered last looked.
func (s *session) menu(c control) playwright.Locator {
	return s.frame.Locator(fmt.Sprintf("[data-afu-menu='%d'] [role=option]", c.Tag))
}

// offered reads the options that a combobox shows. The list is the one that the input
// itself names (aria-controls, aria-owns), so another open list is never read.
func (s *session) offered(ctx context.Context, c control) ([]string, error) {
	raw, err := await(ctx, func() (any, error) {
		return s.at(c.Tag).Evaluate(`(input, tag) => {
			const id = input.getAttribute("aria-controls") || input.getAttribute("aria-owns");
			const list = id && document.getElementById(id);
			if (!list) return [];
			list.setAttribute("data-afu-menu", tag);
			return [...list.querySelectorAll("[role=option]")].map((o) => o.innerText.replace(/\s+/g, " ").trim());
		}`, strconv.Itoa(c.Tag))
	})
	if err != nil {
		return nil, err
	}
	items, _ := raw.([]any)
	labels := make([]string, 0, len(items))
	for _, item := range items {
		label, _ := item.(string)
		labels = append(labels, label)
	}
	return labels, nil
}

func (s *session) at(tag int) playwright.Locator {
	return s.frame.Locator("[data-afu='" + strconv.Itoa(tag) + "']")
}
