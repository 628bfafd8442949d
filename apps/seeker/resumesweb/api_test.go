package resumesweb_test

import (
	"net/http"
	"testing"

	"github.com/applyforus/applyforus/adapters/memory"
	"github.com/applyforus/applyforus/apps/seeker/resumesweb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
	"github.com/applyforus/applyforus/core/resumes"
)

type (
	oneAnswer  struct{ Data resumesweb.Resume }
	listAnswer struct {
		Data       []resumesweb.Resume
		Pagination struct{ Total, TotalPages int }
	}
	failure struct {
		Error struct {
			Code, Field string
			Details     struct{ Violations []struct{ Field string } }
		}
	}
)

func TestAPIFromUploadToFacts(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	var up oneAnswer
	w.upload("ada", "/api/v1/resumes/parse", "cv.pdf", pdf("cv")).status(http.StatusCreated).into(&up)
	if up.Data.Status != resumes.Uploaded || up.Data.Name != "cv" || !up.Data.IsDefault {
		t.Fatalf("%+v", up.Data)
	}
	address := "/api/v1/resumes/" + up.Data.ID.String()
	w.work()
	var draft struct{ Data resumesweb.ResumeDraft }
	w.get(address + "/draft").status(http.StatusOK).into(&draft)
	d := draft.Data
	if d.Email == nil || d.Email.Source == nil || d.Email.Source.Quote == "" || len(d.Experience) != 1 || d.Experience[0].Entry != 1 {
		t.Fatalf("%+v", d)
	}
	facts := resumesweb.ResumeFacts{
		Version: d.Resume.Version, Name: "Ada Berg", Email: d.Email.Text, Phone: "+49 1",
		Experience: []resumesweb.ResumeExperience{{Entry: 1, Title: d.Experience[0].Title.Text, Company: "Elsewhere", Start: "2020-03", Current: true}},
		Skills:     []resumesweb.ResumeSkills{{Names: []string{"Go", "Rust"}}},
	}
	bad := facts
	bad.Email = "nobody"
	bad.Experience = []resumesweb.ResumeExperience{{Entry: 1, Title: "Lead", Start: "soon"}}
	var refused failure
	w.json(http.MethodPost, address+"/confirm", bad).status(http.StatusUnprocessableEntity).into(&refused)
	if v := refused.Error.Details.Violations; len(v) != 2 || v[0].Field != "email" || v[1].Field != "experience[0].start" {
		t.Errorf("%+v", refused)
	}
	var confirmed oneAnswer
	w.json(http.MethodPost, address+"/confirm", facts).status(http.StatusOK).into(&confirmed)
	if confirmed.Data.Status != resumes.Confirmed {
		t.Errorf("%+v", confirmed.Data)
	}
	w.json(http.MethodPost, address+"/confirm", facts).status(http.StatusConflict) // its version is gone
	p, err := memory.NewProfileReader(w.db).Get(t.Context(), id.User{1})
	if err != nil || p.Email.From.Source != profile.SourceResume || p.Phone.From.Source != profile.SourceTyped || p.Experience[0].From.Source != profile.SourceTyped || len(p.Skills) != 2 {
		t.Errorf("profile %+v, %v", p, err)
	}
}

func TestAPIManages(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	first, second := w.resume("one.pdf", pdf("one")), w.resume("two.pdf", pdf("two"))
	w.work()
	var list listAnswer
	w.get("/api/v1/resumes?limit=1").status(http.StatusOK).into(&list)
	if len(list.Data) != 1 || list.Data[0].Name != "one" || list.Pagination.Total != 2 || list.Pagination.TotalPages != 2 {
		t.Errorf("%+v", list)
	}
	w.get("/api/v1/resumes?limit=1&page=9").status(http.StatusOK).into(&list)
	if len(list.Data) != 0 {
		t.Errorf("a page beyond the end holds %+v", list.Data)
	}
	var changed oneAnswer
	w.json(http.MethodPatch, "/api/v1"+second, map[string]any{"name": "For banks", "isDefault": true}).status(http.StatusOK).into(&changed)
	if changed.Data.Name != "For banks" || !changed.Data.IsDefault {
		t.Errorf("%+v", changed.Data)
	}
	w.json(http.MethodPatch, "/api/v1"+second, map[string]any{"name": " "}).status(http.StatusUnprocessableEntity)
	w.as("ada", http.MethodPost, "/api/v1"+second+"/read", "", nil).status(http.StatusOK).into(&changed)
	if changed.Data.Status != resumes.Uploaded {
		t.Errorf("%+v", changed.Data)
	}
	w.applied[changed.Data.ID] = true
	var refused failure
	w.as("ada", http.MethodDelete, "/api/v1"+second, "", nil).status(http.StatusConflict).into(&refused)
	if refused.Error.Code != resumes.ErrInUse.Code {
		t.Errorf("%+v", refused)
	}
	w.as("ada", http.MethodDelete, "/api/v1"+first, "", nil).status(http.StatusNoContent)
	w.get("/api/v1" + first).status(http.StatusNotFound)
}

// TestEveryOperationKnowsItsPerson asks for everything as a visitor and as somebody else.
func TestEveryOperationKnowsItsPerson(t *testing.T) {
	t.Parallel()
	w := setup(t, adas())
	mine := "/api/v1" + w.resume("cv.pdf", pdf("cv"))
	w.work()
	for _, op := range []struct{ method, path, body string }{
		{http.MethodGet, "", ""},
		{http.MethodPatch, "", `{"name":"x"}`},
		{http.MethodDelete, "", ""},
		{http.MethodPost, "/read", ""},
		{http.MethodGet, "/draft", ""},
		{http.MethodPost, "/confirm", `{"version":1}`},
		{http.MethodGet, "/file", ""},
		{http.MethodGet, "/pages/1", ""},
	} {
		t.Run(op.method+op.path, func(t *testing.T) {
			w.as("eve", op.method, mine+op.path, "application/json", body(op.body)).status(http.StatusNotFound)
			w.as("", op.method, mine+op.path, "application/json", body(op.body)).status(http.StatusUnauthorized)
		})
	}
	w.as("", http.MethodGet, "/api/v1/resumes", "", nil).status(http.StatusUnauthorized)
	w.get("/api/v1/resumes/nonsense").status(http.StatusUnprocessableEntity)
}
