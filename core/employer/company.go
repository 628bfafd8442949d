package employer

import (
	"time"

	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
)

// MaxNameLen is how long a company's name may be, in characters.
const MaxNameLen = 120

// Company is an employer that uses the portal: one tenant.
type Company struct {
	ID        id.Employer
	Name      string
	CreatedAt time.Time
}

// NewCompany makes a company.
func NewCompany(name string, now time.Time) Company {
	return Company{ID: id.Make[id.Employer](now), Name: name, CreatedAt: now}
}

// CheckName notes what is wrong with a company's name.
func CheckName(c *fault.Check, field, name string) {
	c.Required(field, name, "Write the company's name.")
	c.MaxLen(field, name, MaxNameLen)
	c.PlainText(field, name)
}

// ErrNotFound says that there is no such company, or that one does not belong to it.
var ErrNotFound = fault.New(fault.NotFound, "employer.not_found", "There is no such company, or you do not belong to it.")
