package jobsweb

import (
	"context"
	"net/http"
	"net/url"

	"github.com/danielgtaylor/huma/v2"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/core/jobs"
	"github.com/applyforus/applyforus/core/jobs/jobsvc"
	"github.com/applyforus/applyforus/core/page"
)

// RegisterAPI adds the operations of finding, reading and saving jobs. Everybody may
// search and read; what is personal in an answer needs a signed-in person.
func RegisterAPI(a huma.API, svc Services) {
	o := operations{svc}
	api.HandleList(a, operation(http.MethodGet, "/api/v1/jobs", "searchJobs", "Search open jobs",
		"Words must all occur, \"a phrase\" in this order, and -word must not. Values of one filter are alternatives; different filters all hold. Signed in, each job says how it matches the person's facts."), o.search)
	api.Handle(a, operation(http.MethodGet, "/api/v1/jobs/facets", "listJobFacets", "Filters of a search, with counts",
		"Takes the same parameters as the search. The counts of a filter hold without its own selection."), o.facets)
	api.HandleList(a, personal(operation(http.MethodGet, "/api/v1/jobs/saved", "listSavedJobs", "Saved jobs", "Latest saved first, closed ones included.")), o.saved)
	api.Handle(a, operation(http.MethodGet, "/api/v1/jobs/{id}", "getJob", "Read a job", "Open or closed, with the requirements read from the posting and the places where it was seen."), o.job)
	api.Handle(a, operation(http.MethodGet, "/api/v1/jobs/{id}/similar", "listSimilarJobs", "Similar open jobs", "Most similar first; postings of the same opening are left out."), o.similar)
	api.Handle(a, personal(operation(http.MethodGet, "/api/v1/jobs/{id}/match-score", "getJobMatch", "How a job matches the person's facts",
		"Computed by rules from the posting's requirements and the person's own facts; every part says why, and what could not be verified is named.")), o.match)
	api.Handle(a, personal(operation(http.MethodPost, "/api/v1/jobs/{id}/save", "saveJob", "Save a job", "Saving it again changes nothing.")), o.save)
	api.Handle(a, personal(operation(http.MethodDelete, "/api/v1/jobs/{id}/save", "unsaveJob", "Forget a saved job", "One that is not saved is no error.")), o.unsave)
}

func operation(method, path, name, summary, description string) huma.Operation {
	return huma.Operation{
		Method: method, Path: path, OperationID: name, Summary: summary, Description: description, Tags: []string{"Jobs"},
		Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity},
	}
}

func personal(op huma.Operation) huma.Operation {
	op.Security = api.Security
	op.Errors = append(op.Errors, http.StatusUnauthorized)
	return op
}

type operations struct{ svc Services }

// SearchParams are the parameters of a search, exported so that Huma sees them where they are
// embedded. They are read by jobs.ParseQuery, as those
// of the page are; the fields are what the contract says of them.
type SearchParams struct {
	Q        string   `query:"q" maxLength:"300" doc:"Words to look for in title, company and description." example:"go engineer -senior"`
	Place    string   `query:"place" maxLength:"300" doc:"City, region or country." example:"Berlin"`
	Country  []string `query:"country,explode" maxItems:"20" doc:"Countries of the job or of remote work, as two-letter codes or names."`
	Remote   []string `query:"remote,explode" maxItems:"20" enum:"remote,hybrid,none"`
	Type     []string `query:"type,explode" maxItems:"20" enum:"full_time,part_time,contract,temporary,internship"`
	Level    []string `query:"level,explode" maxItems:"20" enum:"intern,entry,mid,senior,lead,director,executive"`
	Pay      int      `query:"pay" minimum:"0" maximum:"1000000000" doc:"At least so much a year, in whole units; leaves out jobs that state no pay."`
	Currency string   `query:"currency" pattern:"^[A-Za-z]{3}$" doc:"Of the pay filter. Without it, amounts count in whatever currency the job states."`
	Company  []string `query:"company,explode" maxItems:"20" doc:"Names, as the facet gives them."`
	Posted   int      `query:"posted" minimum:"0" maximum:"365" doc:"Posted within so many days."`

	query jobs.SearchQuery
}

// Resolve implements huma.Resolver.
func (p *SearchParams) Resolve(ctx huma.Context) []error {
	address := ctx.URL()
	return p.read(address.Query())
}

func (p *SearchParams) read(values url.Values) []error {
	var err error
	if p.query, err = jobs.ParseQuery(values); err != nil {
		return []error{err}
	}
	return nil
}

type searchInput struct {
	SearchParams
	api.PageQuery

	Sort string `query:"sort" enum:"relevance,newest,pay" doc:"Without words, relevance is newest. Pay is ordered within one currency, that of most results first."`
}

func (o operations) search(ctx context.Context, in *searchInput) (page.Page[Job], error) {
	in.query.Page = in.Request()
	found, err := o.svc.Find.Search(ctx, jobsvc.SearchInput{Actor: auth.Actor(ctx), Query: in.query})
	if err != nil {
		return page.Page[Job]{}, err
	}
	return page.Map(found.Page, presentListed), nil
}

func (o operations) facets(ctx context.Context, in *SearchParams) ([]JobFacet, error) {
	facets, err := o.svc.Find.Facets(ctx, in.query)
	if err != nil {
		return nil, err
	}
	return presentFacets(facets), nil
}

func (o operations) saved(ctx context.Context, in *api.PageQuery) (page.Page[Job], error) {
	kept, err := o.svc.Find.Saved(ctx, auth.Actor(ctx), in.Request())
	if err != nil {
		return page.Page[Job]{}, err
	}
	return page.Map(kept, presentListed), nil
}

// JobPath names a job in the address of an operation.
type JobPath struct {
	ID string `path:"id" format:"uuid"`
}

func (o operations) job(ctx context.Context, in *JobPath) (JobDetail, error) {
	job, err := readID(in.ID)
	if err != nil {
		return JobDetail{}, err
	}
	viewed, err := o.svc.Find.View(ctx, auth.Actor(ctx), job)
	if err != nil {
		return JobDetail{}, err
	}
	return presentViewed(viewed), nil
}

type similarInput struct {
	JobPath

	Limit int `query:"limit" minimum:"1" maximum:"20" default:"5"`
}

func (o operations) similar(ctx context.Context, in *similarInput) ([]Job, error) {
	job, err := readID(in.ID)
	if err != nil {
		return nil, err
	}
	found, err := o.svc.Find.Similar(ctx, auth.Actor(ctx), job, in.Limit)
	if err != nil {
		return nil, err
	}
	return mapAll(found, presentListed), nil
}

func (o operations) match(ctx context.Context, in *JobPath) (JobMatch, error) {
	job, err := readID(in.ID)
	if err != nil {
		return JobMatch{}, err
	}
	match, err := o.svc.Find.Match(ctx, auth.Actor(ctx), job)
	if err != nil {
		return JobMatch{}, err
	}
	return presentMatch(match), nil
}

// JobSaved tells whether the job is saved now.
type JobSaved struct {
	Saved bool `json:"saved"`
}

func (o operations) save(ctx context.Context, in *JobPath) (JobSaved, error) {
	job, err := readID(in.ID)
	if err != nil {
		return JobSaved{}, err
	}
	return JobSaved{Saved: true}, o.svc.Keep.Save(ctx, auth.Actor(ctx), job)
}

func (o operations) unsave(ctx context.Context, in *JobPath) (JobSaved, error) {
	job, err := readID(in.ID)
	if err != nil {
		return JobSaved{}, err
	}
	return JobSaved{Saved: false}, o.svc.Keep.Unsave(ctx, auth.Actor(ctx), job)
}
