package resumesweb

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/applyforus/applyforus/apps/internal/api"
	"github.com/applyforus/applyforus/apps/internal/ui"
	"github.com/applyforus/applyforus/apps/internal/web"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/resumes"
	"github.com/applyforus/applyforus/core/resumes/resumesvc"
)

// maxFormEntries bounds what a form makes us build; the core's own limit is below it.
const maxFormEntries = 200

// save takes the checked facts over. The same form also adds and removes entries:
// its buttons work without script, so the page is then only shown again.
func (h pages) save(w http.ResponseWriter, r *http.Request) error {
	actor, resume, form, err := posted(w, r)
	if err != nil {
		return err
	}
	facts := readFacts(form)
	if step := form.Get("do"); step != "" {
		reading, err := h.svc.Review(r.Context(), actor, resume)
		if err != nil {
			return err
		}
		focus := edit(&facts, step)
		reading.Resume.Version = version(form)
		return h.render(w, r, http.StatusOK, reading, facts, ui.Form{}, focus)
	}
	_, wrong := h.svc.Confirm(r.Context(), resumesvc.ConfirmInput{Actor: actor, Resume: resume, Version: version(form), Facts: facts})
	switch {
	case wrong == nil:
		return done(w, r, "Saved. These facts are now in your profile and count when jobs are matched.", "/profile")
	case !web.Mistake(wrong):
		return wrong
	}
	reading, err := h.svc.Review(r.Context(), actor, resume)
	if err != nil {
		return err
	}
	if !errors.Is(wrong, fault.ErrStale) { // else sending again is the person's decision
		reading.Resume.Version = version(form)
	}
	return h.render(w, r, api.Status(wrong), reading, facts, ui.FormFrom(wrong, nil), "")
}

func version(form url.Values) int {
	n, err := strconv.Atoi(form.Get("version"))
	if err != nil {
		return 0
	}
	return n
}

// entries answers how many entries of a kind the form holds: experience[0]., …[1]., …
func entries(form url.Values, kind string) int {
	n := 0
	for ; n < maxFormEntries; n++ {
		prefix := fmt.Sprintf("%s[%d].", kind, n)
		found := false
		for name := range form {
			if strings.HasPrefix(name, prefix) {
				found = true
				break
			}
		}
		if !found {
			break
		}
	}
	return n
}

// entry reads the fields of one entry.
type entry struct {
	form   url.Values
	prefix string
}

func (e entry) get(name string) string { return e.form.Get(e.prefix + name) }

func (e entry) number() int {
	n, err := strconv.Atoi(e.get("entry"))
	if err != nil {
		return 0
	}
	return n
}

// all reads every entry of a kind.
func all[T any](form url.Values, kind string, read func(entry) T) []T {
	out := make([]T, entries(form, kind))
	for i := range out {
		out[i] = read(entry{form, fmt.Sprintf("%s[%d].", kind, i)})
	}
	return out
}

func readFacts(form url.Values) resumes.Facts {
	return resumes.Facts{
		Name: form.Get("name"), Headline: form.Get("headline"), Email: form.Get("email"), Phone: form.Get("phone"),
		Location: form.Get("location"), Summary: form.Get("summary"),
		LinkedIn: form.Get("linkedin"), GitHub: form.Get("github"), Website: form.Get("website"),
		Experience: all(form, "experience", func(e entry) resumes.ExperienceFacts {
			return resumes.ExperienceFacts{
				Entry: e.number(), Title: e.get("title"), Company: e.get("company"), Location: e.get("location"),
				Start: e.get("start"), End: e.get("end"), Current: e.get("current") != "", Description: e.get("description"),
			}
		}),
		Education: all(form, "education", func(e entry) resumes.EducationFacts {
			return resumes.EducationFacts{
				Entry: e.number(), Institution: e.get("institution"), Degree: e.get("degree"), Field: e.get("field"), Grade: e.get("grade"),
				Start: e.get("start"), End: e.get("end"), Current: e.get("current") != "",
			}
		}),
		Skills: all(form, "skills", func(e entry) resumes.SkillFacts {
			return resumes.SkillFacts{Group: e.get("group"), Names: lines(e.get("names"))}
		}),
		Languages: all(form, "languages", func(e entry) resumes.LanguageFacts {
			return resumes.LanguageFacts{Name: e.get("name"), Level: e.get("level")}
		}),
		Certifications: all(form, "certifications", func(e entry) resumes.CertificationFacts {
			return resumes.CertificationFacts{Entry: e.number(), Name: e.get("name"), Issuer: e.get("issuer"), Date: e.get("date")}
		}),
	}
}

func lines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// edit carries out "add:experience" or "remove:experience:2" and answers the field to
// go to; "" when the step means nothing.
func edit(f *resumes.Facts, step string) string {
	verb, rest, _ := strings.Cut(step, ":")
	kind, number, _ := strings.Cut(rest, ":")
	at := -1
	if verb == "remove" {
		n, err := strconv.Atoi(number)
		if err != nil {
			return ""
		}
		at = n
	} else if verb != "add" {
		return ""
	}
	switch kind {
	case "experience":
		return changed(&f.Experience, at, kind, "title")
	case "education":
		return changed(&f.Education, at, kind, "institution")
	case "skills":
		return changed(&f.Skills, at, kind, "names")
	case "languages":
		return changed(&f.Languages, at, kind, "name")
	case "certifications":
		return changed(&f.Certifications, at, kind, "name")
	}
	return ""
}

// changed adds an empty entry for a negative at, else removes that one. It answers the
// field of the new entry, or of the one before the gap.
func changed[T any](list *[]T, at int, kind, field string) string {
	switch {
	case at < 0 && len(*list) < maxFormEntries:
		var blank T
		*list = append(*list, blank)
		at = len(*list) - 1
	case at >= 0 && at < len(*list):
		*list = slices.Delete(*list, at, at+1)
		at = max(at-1, 0)
	}
	if len(*list) == 0 {
		return kind
	}
	return fmt.Sprintf("%s[%d].%s", kind, at, field)
}
