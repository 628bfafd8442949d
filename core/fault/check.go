package fault

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Check collects every violation of an input, so that a person fixes all of them
// at once. Use: var c fault.Check; c.Required("name", in.Name); return c.Err().
type Check struct{ violations []Violation }

// Add notes a violation.
func (c *Check) Add(field, code, message string) {
	c.violations = append(c.violations, Violation{Field: field, Code: code, Message: message})
}

// That notes a violation unless ok.
func (c *Check) That(ok bool, field, code, message string) {
	if !ok {
		c.Add(field, code, message)
	}
}

// Required notes an empty or blank text.
func (c *Check) Required(field, value, message string) {
	c.That(strings.TrimSpace(value) != "", field, "required", message)
}

// MaxLen notes a text of more than limit characters (runes).
func (c *Check) MaxLen(field, value string, limit int) {
	if n := utf8.RuneCountInString(value); n > limit {
		c.Add(field, "too_long", fmt.Sprintf("Shorten this to %d characters; it has %d.", limit, n))
	}
}

// PlainText notes characters that no form needs and databases refuse: NUL and other controls.
func (c *Check) PlainText(field, value string) {
	if !utf8.ValidString(value) || strings.ContainsFunc(value, func(r rune) bool {
		return r < 0x20 && r != '\n' && r != '\r' && r != '\t' || r == 0x7f
	}) {
		c.Add(field, "unreadable", "Remove the characters that cannot be shown, then try again.")
	}
}

// Err gives nil, or the one fault that carries all violations.
func (c *Check) Err() error {
	if len(c.violations) == 0 {
		return nil
	}
	message := c.violations[0].Message
	if n := len(c.violations); n > 1 {
		message = fmt.Sprintf("%d fields need attention.", n)
	}
	return &Error{Kind: Invalid, Code: "validation_failed", Message: message, Violations: c.violations}
}
