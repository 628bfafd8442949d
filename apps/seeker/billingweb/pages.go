// Package billingweb is the person's plan for job seekers: the API operations and the
// page of the settings. It decodes, calls one use-case, presents.
package billingweb

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/auth"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/billing"
	"github.com/applyforus/applyforus/core/billing/billingsvc"
	"github.com/applyforus/applyforus/core/fault"
)

// Address is the page of the plan.
const Address = "/settings/plan"

// Routes mounts the page of the plan.
func Routes(site *web.Site, svc *billingsvc.Service) {
	h := pages{site, svc}
	site.Get(Address, web.SignedIn, h.show)
	site.Post(Address, web.SignedIn, h.choose)
}

type pages struct {
	site *web.Site
	svc  *billingsvc.Service
}

func (h pages) show(w http.ResponseWriter, r *http.Request) error {
	return h.render(w, r, nil)
}

func (h pages) render(w http.ResponseWriter, r *http.Request, wrong error) error {
	s, err := h.svc.Get(r.Context(), auth.Actor(r.Context()))
	if err != nil {
		return err
	}
	status, form := http.StatusOK, ui.Form{}
	if wrong != nil {
		status, form = api.Status(wrong), ui.FormFrom(wrong, r.PostForm)
	}
	return web.Render(w, r, status, planPage(h.site.Page(w, r, "Plan"), form, s))
}

// maxBody is far above what the form sends.
const maxBody = 16 << 10

func (h pages) choose(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		return fault.ErrMalformed.Wrap(err)
	}
	in := billingsvc.ChooseInput{Actor: auth.Actor(r.Context()), Plan: billing.Plan(r.PostForm.Get("plan"))}
	if version, err := strconv.Atoi(r.PostForm.Get("version")); err == nil {
		in.Version = version
	}
	s, err := h.svc.Choose(r.Context(), in)
	if err != nil {
		if !web.Mistake(err) {
			return err
		}
		return h.render(w, r, err)
	}
	web.SetFlash(w, ui.OK, "You are on the plan "+s.Plan.Label()+". Nothing was paid.")
	web.Redirect(w, r, Address)
	return nil
}

// limit writes a limit for people; period is "" for what is not counted by time.
func limit(n int, period string) string {
	switch {
	case n == billing.Unlimited:
		return "No limit"
	case period == "":
		return ui.Int(n)
	}
	return ui.Int(n) + " a " + period
}

func planOptions(chosen billing.Plan) []ui.Option {
	var all []ui.Option
	for _, plan := range billing.Plans {
		all = append(all, ui.Option{Value: string(plan), Label: plan.Label(), Chosen: plan == chosen, Hint: planWords(plan)})
	}
	return all
}

func planWords(plan billing.Plan) string {
	var said []string
	for _, fact := range planFacts(billing.Subscription{Plan: plan, Status: billing.Active}.Entitlements()) {
		said = append(said, fact.Label+": "+strings.ToLower(fact.Text))
	}
	return strings.Join(said, ". ")
}
