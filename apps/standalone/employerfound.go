package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/applyforus/applyforus/apps/internal/platform"
	"github.com/applyforus/applyforus/core/employer/employersvc"
)

const foundUsage = `use: applyforus employer found NAME EMAIL

EMAIL is the account of the company's first owner, who registers first`

// employerFound sets up a company in the employer portal.
func employerFound(ctx context.Context, s *platform.Services, args []string, out io.Writer) error {
	if len(args) != 2 {
		return errors.New(foundUsage)
	}
	company, err := s.Employer.Found(ctx, employersvc.FoundInput{Name: args[0], Owner: args[1]})
	if err != nil {
		return inWords(err)
	}
	fmt.Fprintf(out, "%s is set up. Its owner finds it at %s/companies/%s.\n", company.Name, s.Config.EmployerURL, company.ID)
	return nil
}
