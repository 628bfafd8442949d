package profileweb_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/apps/seeker/profileweb"
	"github.com/applyforus/applyforus/core/profile"
)

func TestPageShowsFactsWithTheirOrigin(t *testing.T) {
	t.Parallel()
	w := setup(t)
	page := w.get("ada", "/profile").status(http.StatusOK).page()
	text := page.Find("main").Text()
	for _, want := range []string{
		"Lead Engineer, Nordwind", "Mar 2020 to today", ", page 2", "Typed by you while checking", "1 read from your resumes, 1 typed by you.", "One month",
		"Add an e-mail address for employers",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if page.Find(`a[href="/resumes/`+resume.String()+`"]`).Length() == 0 {
		t.Error("no way to the resume")
	}
	if page.Find(`form[action="/profile/answers/`+said.ID.String()+`/forget"] button`).Length() != 1 {
		t.Error("the answer cannot be forgotten")
	}
	empty := w.get("eve", "/profile").status(http.StatusOK).Body.String()
	if !strings.Contains(empty, "Your name is not stated") || strings.Contains(empty, "Nordwind") {
		t.Error("the empty profile is not said, or is somebody else's")
	}
	w.get("", "/profile").status(http.StatusSeeOther)
}

// TestIdsOfThePageAreUnique: the page has many forms with the same fields.
func TestIdsOfThePageAreUnique(t *testing.T) {
	t.Parallel()
	w := setup(t)
	page := w.get("ada", "/profile").status(http.StatusOK).page()
	seen := map[string]bool{}
	for _, node := range page.Find("[id]").Nodes {
		for _, a := range node.Attr {
			if a.Key != "id" {
				continue
			}
			if seen[a.Val] {
				t.Errorf("two elements have the id %q", a.Val)
			}
			seen[a.Val] = true
		}
	}
	for _, node := range page.Find("label[for]").Nodes {
		for _, a := range node.Attr {
			if a.Key == "for" && !seen[a.Val] {
				t.Errorf("a label is for %q, which is not there", a.Val)
			}
		}
	}
}

func TestAnswersOverThePage(t *testing.T) {
	t.Parallel()
	w := setup(t)
	share, forget := "/profile/answers/"+said.ID.String()+"/share", "/profile/answers/"+said.ID.String()+"/forget"
	w.post("eve", share, nil).status(http.StatusNotFound)
	w.post("ada", share, nil).status(http.StatusSeeOther)
	w.post("eve", forget, nil).status(http.StatusNotFound)
	w.post("ada", forget, nil).status(http.StatusSeeOther)
	if strings.Contains(w.get("ada", "/profile").Body.String(), "One month") {
		t.Error("the answer is still there")
	}
	w.post("ada", "/profile/answers/x/forget", nil).status(http.StatusNotFound)
}

func TestProfileAndAnswersOverTheAPI(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for _, address := range []string{"/api/v1/users/me/profile", "/api/v1/users/me", "/api/v1/users/" + ada.String(), "/api/v1/users/" + strings.ToUpper(ada.String())} {
		var got struct{ Data profileweb.Profile }
		w.get("ada", address).status(http.StatusOK).into(&got)
		if p := got.Data; p.Name == nil || p.Name.Origin.Source != profile.SourceTyped || len(p.Experience) != 1 || p.Experience[0].Start != "2020-03" ||
			p.Experience[0].Origin != (profileweb.ProfileOrigin{Source: profile.SourceResume, ResumeID: resume, Quote: "Lead Engineer, Nordwind", Page: 2}) {
			t.Errorf("%s: %+v", address, got.Data)
		}
	}
	var list struct{ Data []profileweb.BankAnswer }
	w.get("ada", "/api/v1/users/me/answers").status(http.StatusOK).into(&list)
	if len(list.Data) != 1 || list.Data[0].Question != said.Question || list.Data[0].LastUsedAt != nil {
		t.Errorf("%+v", list.Data)
	}
	target := "/api/v1/users/me/answers/" + said.ID.String()
	w.call("", http.MethodDelete, target, "").status(http.StatusUnauthorized)
	w.call("eve", http.MethodDelete, target, "").status(http.StatusNotFound)
	w.call("eve", http.MethodPost, target+"/share", "").status(http.StatusNotFound)
	w.call("ada", http.MethodPost, target+"/share", "").status(http.StatusNoContent)
	w.call("ada", http.MethodDelete, target, "").status(http.StatusNoContent)
	w.call("ada", http.MethodDelete, target, "").status(http.StatusNotFound)
	for _, address := range []string{"/api/v1/users/me/profile", "/api/v1/users/me/answers", "/api/v1/users/me"} {
		w.get("", address).status(http.StatusUnauthorized)
	}
}
