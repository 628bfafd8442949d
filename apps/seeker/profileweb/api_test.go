package profileweb_test

import (
	"bytes"
	"image"
	"net/http"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/apps/seeker/profileweb"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

const me = "/api/v1/users/me"

func TestTextsArePatched(t *testing.T) {
	t.Parallel()
	w := setup(t)
	var got struct{ Data profileweb.Profile }
	w.call("ada", http.MethodPatch, me, `{"headline":"Engineer","phone":"+49 (30) 12-34.567","summary":"Two\nlines"}`).status(http.StatusOK).into(&got)
	if p := got.Data; p.Name.Text != "Ada Berg" || p.Name.Origin.ResumeID != resume || p.Headline.Text != "Engineer" || p.Phone.Text != "+49 (30) 12-34.567" {
		t.Errorf("%+v", p)
	}
	w.call("ada", http.MethodPatch, me, `{"headline":null,"summary":""}`).status(http.StatusOK).into(&got)
	if p := w.known(); p.Headline != nil || p.Summary != nil || p.Phone == nil {
		t.Errorf("after clearing: %+v", p)
	}
	wrong := w.call("ada", http.MethodPatch, me, `{"name":"x\u0000","email":"nobody","phone":"call me","website":"javascript:alert(1)"}`).status(http.StatusUnprocessableEntity).violations()
	if len(wrong) != 4 || wrong["email"] != "email" || wrong["website"] != "address" {
		t.Errorf("violations %v", wrong)
	}
	w.call("ada", http.MethodPatch, me, map[string]any{"headline": "x", "version": w.known().Version - 1}).status(http.StatusConflict)
	w.call("ada", http.MethodPatch, me, map[string]any{"headline": "x", "version": w.known().Version}).status(http.StatusOK)
	for who, status := range map[string]int{"": http.StatusUnauthorized, "eve": http.StatusNotFound} {
		w.call(who, http.MethodPatch, "/api/v1/users/"+ada.String(), `{"headline":"stolen"}`).status(status)
		w.get(who, "/api/v1/users/"+ada.String()).status(status)
	}
	w.get("ada", "/api/v1/users/nonsense").status(http.StatusNotFound)
	if p := w.known(); p.Headline.Text != "x" {
		t.Errorf("headline %+v", p.Headline)
	}
}

// TestListsOverTheAPI walks every list: add, read, change in part, remove.
func TestListsOverTheAPI(t *testing.T) {
	t.Parallel()
	for path, c := range map[string]struct{ add, wrong, field, change, want, kept string }{
		"experience":          {`{"title":"Head","company":"Süd","start":"2010","end":"2015-06"}`, `{"title":"x","start":"2015","end":"2010"}`, "end", `{"location":"Kiel"}`, `"location":"Kiel"`, `"title":"Head"`},
		"education":           {`{"institution":"Kiel","degree":"BSc"}`, `{"start":"soon"}`, "start", `{"grade":"1.0"}`, `"grade":"1.0"`, `"degree":"BSc"`},
		"languages":           {`{"name":"German","level":"native"}`, `{"level":"x"}`, "name", `{"level":null}`, `"level":""`, `"name":"German"`},
		"certifications":      {`{"name":"CKA","date":"2023-05"}`, `{"name":"CKA2","expires":"2020","date":"2021"}`, "expires", `{"issuer":"CNCF"}`, `"issuer":"CNCF"`, `"date":"2023-05"`},
		"links":               {`{"url":"blog.example"}`, `{"url":"data:text/html,x"}`, "url", `{"label":"Blog"}`, `"label":"Blog"`, `"url":"https://blog.example"`},
		"work-authorisations": {`{"country":"de","status":"citizen"}`, `{"country":"XX","status":"none"}`, "country", `{"needsSponsorship":"not_needed"}`, `"needsSponsorship":"not_needed"`, `"country":"DE"`},
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			list := me + "/" + path
			var added struct {
				Data struct {
					ID       string
					Revision string
					Origin   profileweb.ProfileOrigin
				}
			}
			w.call("ada", http.MethodPost, list, c.add).status(http.StatusCreated).into(&added)
			if added.Data.Origin.Source != profile.SourceTyped || added.Data.Revision == "" {
				t.Errorf("%+v", added.Data)
			}
			if wrong := w.call("ada", http.MethodPost, list, c.wrong).status(http.StatusUnprocessableEntity).violations(); wrong[c.field] == "" {
				t.Errorf("violations %v, want one of %s", wrong, c.field)
			}
			if wrong := w.call("ada", http.MethodPost, list, c.add).status(http.StatusUnprocessableEntity).violations(); len(wrong) != 1 {
				t.Errorf("the same again: %v", wrong)
			}
			one := list + "/" + added.Data.ID
			body := w.call("ada", http.MethodPatch, one, c.change, "If-Match", `"`+added.Data.Revision+`"`).status(http.StatusOK).Body.String()
			if !strings.Contains(body, c.want) || !strings.Contains(body, c.kept) {
				t.Errorf("changed: %s", body)
			}
			w.call("ada", http.MethodPatch, one, c.change, "If-Match", added.Data.Revision).status(http.StatusConflict)
			w.call("eve", http.MethodPatch, one, c.change).status(http.StatusNotFound)
			w.call("eve", http.MethodDelete, one, "").status(http.StatusNotFound)
			w.call("ada", http.MethodPatch, list+"/"+id.New[struct{}]().String(), c.change).status(http.StatusNotFound)
			if body := w.get("ada", list).status(http.StatusOK).Body.String(); !strings.Contains(body, added.Data.ID) || !strings.Contains(body, `"pagination"`) {
				t.Errorf("list: %s", body)
			}
			w.call("ada", http.MethodDelete, one, "").status(http.StatusNoContent)
			w.call("ada", http.MethodDelete, one, "").status(http.StatusNotFound)
			w.get("", list).status(http.StatusUnauthorized)
		})
	}
}

func TestSkillsOverTheAPI(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.call("ada", http.MethodPost, me+"/skills", `{"skills":[{"name":"SQL","level":"advanced","years":7.5},{"name":"Perl"}]}`).status(http.StatusCreated)
	wrong := w.call("ada", http.MethodPost, me+"/skills", `{"skills":[{"name":"Zig"},{"name":"sql"},{"name":"","level":"god"}]}`).status(http.StatusUnprocessableEntity).violations()
	if wrong["skills[1].name"] != "duplicate" || wrong["skills[2].name"] != "required" || wrong["skills[2].level"] != "choice" || len(wrong) != 3 {
		t.Errorf("%v", wrong)
	}
	many := `{"skills":[` + strings.Repeat(`{"name":"a"},`, 9_999) + `{"name":"a"}]}`
	w.call("ada", http.MethodPost, me+"/skills", many).status(http.StatusUnprocessableEntity)
	if n := len(w.known().Skills); n != 4 {
		t.Errorf("%d skills", n)
	}
	w.call("ada", http.MethodPatch, me+"/skills/"+w.known().Skills[2].ID.String(), `{"years":null}`).status(http.StatusOK)
	if s := w.known().Skills[2]; s.Years != 0 || s.Level != profile.LevelAdvanced {
		t.Errorf("%+v", s)
	}
}

func TestPreferencesAndCompletenessOverTheAPI(t *testing.T) {
	t.Parallel()
	w := setup(t)
	body := `{"jobTypes":["full_time"],"places":["Kiel"],"payFloor":"65.000","payCurrency":"EUR","payInterval":"year","emailNotifications":false,"version":0}`
	var got struct{ Data profileweb.ProfilePreferences }
	w.call("ada", http.MethodPatch, me+"/preferences", body).status(http.StatusOK).into(&got)
	if p := got.Data; p.PayFloor != 6_500_000 || p.EmailNotifications || !p.PushNotifications || p.Version != 1 {
		t.Errorf("%+v", p)
	}
	w.call("ada", http.MethodPatch, me+"/preferences", body).status(http.StatusConflict)
	w.call("ada", http.MethodPatch, me+"/preferences", `{"places":null}`).status(http.StatusOK).into(&got)
	if p := got.Data; len(p.Places) != 0 || len(p.JobTypes) != 1 || p.PayFloor != 6_500_000 {
		t.Errorf("%+v", p)
	}
	w.get("eve", me+"/preferences").status(http.StatusOK).into(&got)
	if got.Data.Version != 0 {
		t.Errorf("somebody else's: %+v", got.Data)
	}
	var c struct {
		Data profileweb.ProfileCompleteness
	}
	w.get("ada", me+"/completeness").status(http.StatusOK).into(&c)
	if c.Data.Next == nil || c.Data.Next.Key != profile.StepEmail || c.Data.Done != 3 {
		t.Errorf("%+v", c.Data)
	}
}

func TestPhotoOverTheAPI(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.get("ada", me+"/photo").status(http.StatusNotFound)
	w.upload("eve", "/api/v1/users/"+ada.String()+"/photo", "me.png", nil).status(http.StatusNotFound)
	w.upload("ada", me+"/photo", "me.svg", []byte("<svg/>")).status(http.StatusUnprocessableEntity)
	w.upload("ada", me+"/photo", "me.png", picture(t)).status(http.StatusCreated)
	got := w.get("ada", me+"/photo?width=90").status(http.StatusOK)
	img, format, err := image.Decode(bytes.NewReader(got.Body.Bytes()))
	if err != nil || format != "jpeg" || img.Bounds().Dx() != 96 {
		t.Errorf("%s %v, %v", format, img, err)
	}
	for name, want := range map[string]string{
		"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox", "Cache-Control": "private, max-age=300",
	} {
		if got := got.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	w.get("eve", "/api/v1/users/"+ada.String()+"/photo").status(http.StatusNotFound)
	w.get("eve", me+"/photo").status(http.StatusNotFound)
	w.call("ada", http.MethodDelete, me+"/photo", "").status(http.StatusNoContent)
	w.call("ada", http.MethodDelete, me+"/photo", "").status(http.StatusNotFound)
}

func TestImportAndExportOverTheAPI(t *testing.T) {
	t.Parallel()
	w := setup(t)
	var read struct{ Data profileweb.ProfileImport }
	w.upload("ada", me+"/imports", "cv.json", []byte(`{"basics":{"name":"A. B.","label":"Engineer"},"skills":[{"name":"Go"},{"name":"SQL"}]}`)).status(http.StatusCreated).into(&read)
	one := me + "/imports/" + read.Data.ID.String()
	var proposal struct{ Data profileweb.ImportProposal }
	w.get("ada", one).status(http.StatusOK).into(&proposal)
	proposed := map[string]bool{}
	for _, d := range proposal.Data.Differences {
		proposed[d.Key+" "+string(d.Kind)] = d.Proposed
	}
	if len(proposed) != 4 || proposed["name changed"] || !proposed["headline added"] || proposed["skills/0 same"] || !proposed["skills/1 added"] {
		t.Errorf("%v", proposed)
	}
	w.get("eve", one).status(http.StatusNotFound)
	w.call("eve", http.MethodPost, one+"/take", `{"keys":["headline"],"version":1}`).status(http.StatusNotFound)
	w.call("ada", http.MethodPost, one+"/take", `{"keys":["headline"],"version":9}`).status(http.StatusConflict)
	w.call("ada", http.MethodPost, one+"/take", `{"keys":[],"version":1}`).status(http.StatusUnprocessableEntity)
	w.call("ada", http.MethodPost, one+"/take", `{"keys":["headline","skills/1"],"version":1}`).status(http.StatusNoContent)
	if p := w.known(); p.Name.Text != "Ada Berg" || p.Headline.Text != "Engineer" || len(p.Skills) != 3 {
		t.Errorf("%+v", p)
	}
	w.get("ada", one).status(http.StatusConflict)
	w.upload("ada", me+"/imports", "cv.json", []byte(`{"basics":{"name":"Z"}}`)).status(http.StatusCreated).into(&read)
	w.call("ada", http.MethodDelete, me+"/imports/"+read.Data.ID.String(), "").status(http.StatusNoContent)
	out := w.get("ada", me+"/json-resume").status(http.StatusOK)
	if out.Header().Get("Content-Disposition") != `attachment; filename="resume.json"` || !strings.Contains(out.Body.String(), `"label": "Engineer"`) {
		t.Errorf("%v\n%s", out.Header(), out.Body.String())
	}
	w.get("eve", "/api/v1/users/"+ada.String()+"/json-resume").status(http.StatusNotFound)
}
