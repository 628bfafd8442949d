package jobsweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTheListShowsWhatMatchedAndHowToNarrow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v := see(t, w.ask(http.MethodGet, "/jobs?q=engineer&remote=hybrid", "", nil))
	if marked := v.all("mark", "Engineer"); len(marked) == 0 {
		t.Error("nothing is marked")
	}
	v.says("open jobs match")
	v.says("Demo")
	v.says("minutes to apply")
	v.one("fieldset", "Remote")
	v.one("fieldset", "Pay a year")
	for _, box := range v.all("input", "") {
		if attr(box, "name") == "remote" && attr(box, "value") == "hybrid" {
			found := false
			for _, a := range box.Attr {
				found = found || a.Key == "checked"
			}
			if !found {
				t.Error("the chosen filter is not ticked")
			}
		}
	}
	if href := attr(v.one("a", "Remove filter Hybrid"), "href"); href != "/jobs?q=engineer" {
		t.Errorf("the chip leads to %s", href)
	}
	if href := attr(v.one("a", "Newest"), "href"); href != "/jobs?q=engineer&remote=hybrid&sort=newest" {
		t.Errorf("sorting leads to %s", href)
	}
	if len(v.all("button", "Save: ")) != 0 {
		t.Error("a visitor is offered to save")
	}
}

func TestTheListIsPersonalWhenSignedIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ada := w.person(engineer)
	v := see(t, w.ask(http.MethodGet, "/jobs?q=engineer", ada, nil))
	v.one("span", "Match, ")
	save := v.one("button", "Save: ")
	form := save.Parent
	answer := w.ask(http.MethodPost, attr(form, "action"), ada, url.Values{"back": {"/jobs?q=engineer"}, "title": {"X"}}, "HX-Request", "true")
	if !strings.Contains(answer.Body.String(), "/unsave") || strings.Contains(answer.Body.String(), "<html") {
		t.Errorf("the toggle answers %d %s", answer.Code, answer.Body)
	}
	see(t, w.ask(http.MethodGet, "/jobs/saved", ada, nil)).one("button", "Saved: ")
	plain := w.ask(http.MethodPost, strings.Replace(attr(form, "action"), "/save", "/unsave", 1), ada, url.Values{"back": {"https://elsewhere.example/"}})
	if plain.Code != http.StatusSeeOther || strings.Contains(plain.Header().Get("Location"), "elsewhere") {
		t.Errorf("without script: %d to %s", plain.Code, plain.Header().Get("Location"))
	}
	see(t, w.ask(http.MethodGet, "/jobs/saved", ada, nil)).says("Nothing saved so far")
	if visitor := w.ask(http.MethodGet, "/jobs/saved", "", nil); visitor.Code != http.StatusSeeOther {
		t.Errorf("a visitor gets %d", visitor.Code)
	}
}

func TestNothingFoundSaysWhyAndOffersTheNearest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v := see(t, w.ask(http.MethodGet, "/jobs?q=engineer&place=Reykjavik", "", nil))
	v.says("No jobs match")
	if href := attr(v.one("a", "Any place ("), "href"); href != "/jobs?q=engineer" {
		t.Errorf("the nearest search is %s", href)
	}
	see(t, w.ask(http.MethodGet, "/jobs?q=xylophonist", "", nil)).says("No open job has “xylophonist”")
	see(t, w.ask(http.MethodGet, "/jobs?q=enginrer", "", nil)).says("spelled nearly alike")
	see(t, w.ask(http.MethodGet, "/jobs?remote=moon&q=engineer", "", nil)).says("could not be read and was left out")
	see(t, w.ask(http.MethodGet, "/jobs?page=400", "", nil)).says("This page is empty")
}

func TestLiveSearchTellsTheShortAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	answer := w.ask(http.MethodGet, "/jobs?q=engineer&place=&pay=&posted=&remote=hybrid", "", nil, "HX-Request", "true")
	if got := answer.Header().Get("HX-Push-Url"); got != "/jobs?q=engineer&remote=hybrid" {
		t.Errorf("pushed %q", got)
	}
}

func TestAJobSaysWhatItIsToThePerson(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	job := w.aJob("go engineer")
	visitor := see(t, w.ask(http.MethodGet, "/jobs/"+job.ID, "", nil))
	visitor.one("h1", job.Title)
	visitor.says("Sign in and add your facts")
	visitor.says("A demo job of a fictional company")
	visitor.says("Effort to apply")
	visitor.one("section", "Similar jobs")
	if apply := visitor.exactly("a", "Apply"); apply == nil || attr(apply, "href") != "/jobs/"+job.ID+"/apply" {
		t.Errorf("Apply is %+v", apply)
	}
	ada := w.person(engineer)
	signed := see(t, w.ask(http.MethodGet, "/jobs/"+job.ID, ada, nil, "Referer", "http://127.0.0.1/jobs?q=go&page=2"))
	signed.one("span", "Match, ")
	signed.says("Asked for")
	signed.says("From your facts")
	signed.says("Nothing in your profile shows it")
	signed.says("How the score is made")
	signed.says(job.Company)
	back := false
	for _, a := range signed.all("a", "Jobs") {
		back = back || attr(a, "href") == "/jobs?q=go&page=2"
	}
	if !back {
		t.Error("back forgets the search")
	}
	see(t, w.ask(http.MethodGet, "/jobs/"+job.ID, w.person(nil), nil)).says("Upload a resume")
}

func TestAClosedJobIsKeptAndCannotBeAppliedTo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	job := w.aJob("engineer")
	w.close(job.ID)
	v := see(t, w.ask(http.MethodGet, "/jobs/"+job.ID, "", nil))
	v.says("This job is closed since 23 Nov 2026")
	if v.exactly("a", "Apply") != nil {
		t.Error("a closed job can be applied to")
	}
	for _, target := range []string{"/jobs/nonsense", "/jobs/01890a5d-ac96-774b-bcce-b302099a8057"} {
		if answer := w.ask(http.MethodGet, target, "", nil); answer.Code != http.StatusNotFound {
			t.Errorf("%s: %d", target, answer.Code)
		}
	}
}
