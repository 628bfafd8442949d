package ports

import "errors"

// ErrNestedWork says that a unit of work was begun within another one. It is a
// mistake of the program: without the refusal it would wait for its own lock.
var ErrNestedWork = errors.New("ports: a unit of work within a unit of work")
