package jobs

import "github.com/applyforus/applyforus/core/id"

// Company is an employer as feeds name it.
type Company struct {
	ID   id.Company
	Key  string // CompanyKey of the name; unique
	Name string
	Demo bool
}

// CompanyKey is the same for the same name, whatever its case, accents and punctuation.
func CompanyKey(name string) string { return foldName(name) }
