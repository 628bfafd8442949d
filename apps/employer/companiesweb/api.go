package companiesweb

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/employer"
	"github.com/applyforus/applyforus/core/employer/employersvc"
	"github.com/applyforus/applyforus/core/id"
)

var group = api.Group{Path: "/api/v1/employer/companies", Tag: "Companies"}

// RegisterAPI mounts the operations below /api/v1/employer/companies.
func RegisterAPI(a huma.API, svc *employersvc.Service) {
	h := operations{svc}
	api.Handle(a, group.Operation("listMyCompanies", http.MethodGet, "", "List my companies", http.StatusOK,
		"The companies that the signed-in person belongs to, by name, with their role in each."), h.list)
	members := group.Operation("listCompanyMembers", http.MethodGet, "/{id}/members", "List a company's members", http.StatusOK,
		"For owners, administrators, recruiters and hiring managers of the company.")
	members.Errors = append(members.Errors, http.StatusForbidden, http.StatusNotFound)
	api.Handle(a, members, h.members)
}

// Company is a company as one of its members sees it.
type Company struct {
	ID    id.Employer `json:"id" format:"uuid"`
	Name  string      `json:"name"`
	Role  string      `json:"role" enum:"owner,admin,recruiter,hiring_manager,interviewer,viewer" doc:"What the signed-in person is there."`
	Since time.Time   `json:"since"`
}

// CompanyMember is somebody who belongs to a company.
type CompanyMember struct {
	UserID id.User   `json:"userId" format:"uuid"`
	Name   string    `json:"name"`
	Email  string    `json:"email" format:"email"`
	Role   string    `json:"role" enum:"owner,admin,recruiter,hiring_manager,interviewer,viewer"`
	Since  time.Time `json:"since"`
}

type companyInput struct {
	ID id.Employer `path:"id" format:"uuid"`
}

type operations struct{ svc *employersvc.Service }

func (h operations) list(ctx context.Context, _ *struct{}) ([]Company, error) {
	mine, err := h.svc.Companies(ctx, auth.Actor(ctx))
	list := make([]Company, len(mine))
	for i, m := range mine {
		list[i] = Company{ID: m.Company.ID, Name: m.Company.Name, Role: string(m.Role), Since: m.Since}
	}
	return list, err
}

func (h operations) members(ctx context.Context, in *companyInput) ([]CompanyMember, error) {
	members, err := h.svc.Members(ctx, auth.Actor(ctx), in.ID)
	list := make([]CompanyMember, len(members))
	for i, m := range members {
		list[i] = present(m)
	}
	return list, err
}

func present(m employer.Member) CompanyMember {
	return CompanyMember{UserID: m.User, Name: m.Name, Email: m.Email, Role: string(m.Role), Since: m.Since}
}
