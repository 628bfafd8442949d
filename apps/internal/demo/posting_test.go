package demo

import (
	"strings"
	"testing"
)

func TestPostingsAgreeWithBoards(t *testing.T) {
	t.Parallel()
	postings := Postings(lab, now)
	i := 0
	for _, b := range answers(t) {
		for _, j := range b.Jobs {
			p := postings[i]
			i++
			if p.ID != j.ID || p.Board != b.Token || p.Company != b.Name || p.Title != j.Title || p.Language != j.Language ||
				p.Location != j.Location.Name || p.URL != j.AbsoluteURL || !p.FirstPublished.Equal(j.FirstPublished) {
				t.Errorf("posting %d does not agree with its board: %+v", j.ID, p)
			}
			if !strings.HasPrefix(p.ContentHTML, "<p>") {
				t.Errorf("%d: content is still escaped", p.ID)
			}
		}
	}
	if i != len(postings) {
		t.Errorf("%d postings, %d jobs", len(postings), i)
	}
}

func TestEveryFieldCanBeDrawnAndAnswered(t *testing.T) {
	t.Parallel()
	custom := map[string]int64{}
	for _, p := range Postings(lab, now) {
		names := map[string]bool{}
		questions := append(append([]Question{}, p.LocationQuestions...), p.Questions...)
		for _, block := range p.Compliance {
			questions = append(questions, block.Questions...)
		}
		for _, q := range questions {
			if strings.TrimSpace(q.Label) == "" || len(q.Fields) == 0 {
				t.Errorf("%d: question %q without label or field", p.ID, q.Label)
			}
			for _, f := range q.Fields {
				checkField(t, p.ID, f)
				if names[f.Name] {
					t.Errorf("%d: field %s twice", p.ID, f.Name)
				}
				names[f.Name] = true
				if strings.HasPrefix(f.Name, "question_") {
					if other, taken := custom[f.Name]; taken {
						t.Errorf("field %s belongs to %d and %d", f.Name, other, p.ID)
					}
					custom[f.Name] = p.ID
				}
			}
		}
		for _, name := range []string{"first_name", "last_name", "email", "phone", "resume"} {
			if !names[name] {
				t.Errorf("%d: standard field %s is missing", p.ID, name)
			}
		}
	}
}

func checkField(t *testing.T, posting int64, f Field) {
	t.Helper()
	switch f.Type {
	case InputText, InputFile, InputHidden, Textarea:
		if len(f.Values) != 0 {
			t.Errorf("%d: %s of type %s has options", posting, f.Name, f.Type)
		}
	case SingleSelect, MultiSelect:
		if len(f.Values) == 0 {
			t.Errorf("%d: select %s has no options", posting, f.Name)
		}
		if (f.Type == MultiSelect) != strings.HasSuffix(f.Name, "[]") {
			t.Errorf("%d: name %s does not fit %s", posting, f.Name, f.Type)
		}
		labels, values := map[string]bool{}, map[int64]bool{}
		for _, v := range f.Values {
			if v.Label == "" || labels[v.Label] || values[v.Value] {
				t.Errorf("%d: select %s has an empty or double option %+v", posting, f.Name, v)
			}
			labels[v.Label], values[v.Value] = true, true
		}
	default:
		t.Errorf("%d: %s has unknown type %q", posting, f.Name, f.Type)
	}
}

func TestMeasuredPosting(t *testing.T) {
	t.Parallel()
	for _, p := range Postings(lab, now) {
		if p.ID != MeasuredPosting {
			continue
		}
		if n := p.VisibleFields(); n != MeasuredFields {
			t.Errorf("%q shows %d fields, want %d", p.Title, n, MeasuredFields)
		}
		// One control per question: however the form is drawn, there is nothing else to count.
		for _, q := range p.Questions {
			if len(q.Fields) != 1 {
				t.Errorf("question %q has %d fields, want 1", q.Label, len(q.Fields))
			}
		}
		return
	}
	t.Fatalf("no posting %d", MeasuredPosting)
}

// The boards are there to try everything a form can ask; losing a kind would go unnoticed elsewhere.
func TestEveryKindOfQuestionOccurs(t *testing.T) {
	t.Parallel()
	have := map[string]bool{}
	for _, p := range Postings(lab, now) {
		have["language "+p.Language] = true
		have["eeoc"] = have["eeoc"] || len(p.Compliance) > 0
		for _, d := range p.DataCompliance {
			have["one consent"] = have["one consent"] || d.Consents() == 1
			have["two consents"] = have["two consents"] || d.Consents() == 2
		}
		if p.DemographicQuestions != nil {
			for _, q := range p.DemographicQuestions.Questions {
				have["demographic "+string(q.Type)] = true
				for _, o := range q.AnswerOptions {
					have["free form"] = have["free form"] || o.FreeForm
				}
			}
		}
		for _, q := range append(p.LocationQuestions, p.Questions...) {
			have["help"] = have["help"] || q.Description != ""
			have["alternatives"] = have["alternatives"] || len(q.Fields) > 1
			for _, f := range q.Fields {
				have[string(f.Type)] = true
			}
		}
	}
	for _, kind := range []string{
		"language en", "language de", "language fr", "eeoc", "one consent", "two consents", "free form", "help", "alternatives",
		"demographic multi_value_single_select", "demographic multi_value_multi_select",
		"input_text", "input_file", "input_hidden", "textarea", "multi_value_single_select", "multi_value_multi_select",
	} {
		if !have[kind] {
			t.Errorf("no posting has %s", kind)
		}
	}
}

// What the law of the place makes an employer ask: voluntary equal-opportunity questions in the United States, consent to
// keeping data in Europe.
func TestFormsFollowThePlace(t *testing.T) {
	t.Parallel()
	inside := func(place string, names ...string) bool {
		for _, name := range names {
			if strings.Contains(place, name) {
				return true
			}
		}
		return false
	}
	for _, p := range Postings(lab, now) {
		american := inside(p.Location, "United States", "Remote - US")
		european := inside(p.Location, "Europe", "United Kingdom", "Germany", "Deutschland", "France", "Netherlands", "Spain")
		if american != (len(p.Compliance) > 0) {
			t.Errorf("%d in %s: equal-opportunity questions %t", p.ID, p.Location, !american)
		}
		if european != (len(p.DataCompliance) > 0) {
			t.Errorf("%d in %s: consent asked %t", p.ID, p.Location, !european)
		}
	}
}
