package profile_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/profile"
)

// archive packs tables the way that LinkedIn does.
func archive(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for name, text := range files {
		w, err := out.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var linkedIn = map[string]string{
	"Basic_LinkedInDataExport_11-27-2026/Profile.csv": "\ufeffFirst Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\n" +
		`Ada,Berg,,"12 Example Street","Jan 1, 1990",Engineer,"First line` + "\nsecond \"\"line\"\", with comma" + `",IT,24103,"Kiel, Schleswig-Holstein, Germany",,"[PORTFOLIO:https://ada.example,BLOG:blog.example]",` + "\n",
	"Basic_LinkedInDataExport_11-27-2026/Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\nold@example.org,Yes,No,1/1/20\nada@example.org,Yes,Yes,1/1/21\n",
	"Basic_LinkedInDataExport_11-27-2026/PhoneNumbers.csv":    "Extension,Number,Type\n,030 1,Home\n,+49 170 1234567,Mobile\n",
	"Basic_LinkedInDataExport_11-27-2026/Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\n" +
		`Nord,Lead,"Led, with ""quotes""` + "\nand built" + `",Kiel,Mar 2020,` + "\r\n" + "Süd,Junior,,,2015,May 2019\nAlt,Intern,,,someday,2014\n",
	"Basic_LinkedInDataExport_11-27-2026/Education.csv":       "School Name,Start Date,End Date,Notes,Degree Name,Activities\nKiel University,2010,2014,,BSc,\n",
	"Basic_LinkedInDataExport_11-27-2026/Skills.csv":          "Name\nGo\nSQL\ngo\n",
	"Basic_LinkedInDataExport_11-27-2026/Languages.csv":       "Name,Proficiency\nGerman,Native or bilingual proficiency\n",
	"Basic_LinkedInDataExport_11-27-2026/Certifications.csv":  "Name,Url,Authority,Started On,Finished On,License Number\nCKA,https://cncf.example/1,CNCF,May 2023,May 2026,A-1\n",
	"Basic_LinkedInDataExport_11-27-2026/messages.csv":        "CONVERSATION ID,CONTENT\n1,secret\n",
	"Basic_LinkedInDataExport_11-27-2026/Jobs/Positions.csv~": "never read",
}

func TestLinkedInArchive(t *testing.T) {
	t.Parallel()
	source, read, err := profile.ReadFile(archive(t, linkedIn))
	if err != nil || source != profile.SourceArchive {
		t.Fatalf("%s, %v", source, err)
	}
	i, err := profile.NewImport(id.User{1}, source, "Basic.zip", read, now)
	if err != nil {
		t.Fatal(err)
	}
	p := i.Facts
	for _, c := range []struct{ what, got, want string }{
		{"name", p.Name.Value, "Ada Berg"},
		{"headline", p.Headline.Value, "Engineer"},
		{"summary", p.Summary.Value, "First line\nsecond \"line\", with comma"},
		{"place", p.Location.Value, "Kiel, Schleswig-Holstein, Germany"},
		{"e-mail", p.Email.Value, "ada@example.org"},
		{"phone", p.Phone.Value, "+49 170 1234567"},
		{"website", p.Website.Value, "https://ada.example"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
	if len(p.Experience) != 3 || !p.Experience[0].Current || p.Experience[0].Start != (profile.Month{Year: 2020, Month: time.March}) ||
		p.Experience[0].Description != "Led, with \"quotes\"\nand built" || p.Experience[1].End != (profile.Month{Year: 2019, Month: time.May}) || p.Experience[2].Current {
		t.Errorf("%+v", p.Experience)
	}
	if len(p.Education) != 1 || p.Education[0].Degree != "BSc" || len(p.Skills) != 2 || p.Languages[0].Level != "Native or bilingual proficiency" ||
		p.Certifications[0].Number != "A-1" || p.Certifications[0].Expires.Year != 2026 || len(p.Links) != 1 || p.Links[0].URL != "https://blog.example" || p.Links[0].Label != "Blog" {
		t.Errorf("%+v", p)
	}
	if len(i.Notes) != 1 || !strings.Contains(i.Notes[0], "Position 3") {
		t.Errorf("notes %q", i.Notes)
	}
	if everything := strings.ToLower(reflect.ValueOf(p).String()); strings.Contains(everything, "secret") {
		t.Error("messages were read")
	}
}

func TestLinkedInArchiveWithMissingTables(t *testing.T) {
	t.Parallel()
	_, read, err := profile.ReadFile(archive(t, map[string]string{"Skills.csv": "Notes:\n\"a preamble, as some tables have\"\n\nName\nGo\n"}))
	if err != nil || len(read.Facts.Skills) != 1 || read.Facts.Name.Value != "" {
		t.Errorf("%+v, %v", read, err)
	}
}

const jsonFile = `{"basics":{"name":"Ada Berg","label":"Engineer","email":"ada@example.org","phone":493012345,"url":"ada.example","summary":"Two\nlines",
 "location":{"city":"Kiel","region":"SH","countryCode":"DE","postalCode":"24103"},"profiles":[{"network":"LinkedIn","username":"ada"},{"network":"GitHub","url":"https://github.com/ada"},{"network":"X","username":"ada"}]},
 "work":[{"name":"Nord","position":"Lead","startDate":"2020-03-15","highlights":["Led","Built",null]},{"company":"Old GmbH","position":"Junior","startDate":"2015","endDate":"whenever","summary":"Did things"}, "nonsense"],
 "education":{"institution":"Kiel","area":"CS","studyType":"BSc","gpa":1.7},
 "skills":[{"name":"Go","level":"Master"},{"name":"Data","level":"Wizard","keywords":["SQL","Redis"]}],"languages":[{"language":"German","fluency":"Native"}],
 "certificates":[{"name":"CKA","date":"2023-05","issuer":"CNCF"}],"volunteer":[{}],"awards":[{}],"references":null}`

func TestJSONResume(t *testing.T) {
	t.Parallel()
	source, read, err := profile.ReadFile([]byte("\ufeff  " + jsonFile))
	if err != nil || source != profile.SourceJSONResume {
		t.Fatalf("%s, %v", source, err)
	}
	read = profile.Tidy(source, read)
	p := read.Facts
	if p.Name.Value != "Ada Berg" || p.Location.Value != "Kiel, SH, DE" || p.Phone.Value != "493012345" || p.Website.Value != "https://ada.example" ||
		p.LinkedIn.Value != "https://www.linkedin.com/in/ada" || p.GitHub.Value != "https://github.com/ada" {
		t.Errorf("texts %+v", p)
	}
	if len(p.Experience) != 2 || !p.Experience[0].Current || p.Experience[0].Description != "Led\nBuilt" || p.Experience[1].Company != "Old GmbH" ||
		p.Experience[1].Current || p.Experience[1].Description != "Did things" {
		t.Errorf("experience %+v", p.Experience)
	}
	if len(p.Education) != 1 || p.Education[0].Grade != "1.7" || len(p.Skills) != 3 || p.Skills[0].Level != profile.LevelExpert || p.Skills[1].Name != "SQL" || p.Skills[1].Level != "" {
		t.Errorf("%+v %+v", p.Education, p.Skills)
	}
	notes := strings.Join(read.Notes, "\n")
	for _, want := range []string{"Position 2: the date (end)", "without its address", "volunteering, awards"} {
		if !strings.Contains(notes, want) {
			t.Errorf("nothing is said of %q:\n%s", want, notes)
		}
	}
	if strings.Contains(notes, "references") || strings.Contains(notes, "whenever") {
		t.Errorf("notes:\n%s", notes)
	}
}

func TestExportComesBackTheSame(t *testing.T) {
	t.Parallel()
	_, read, err := profile.ReadFile([]byte(jsonFile))
	if err != nil {
		t.Fatal(err)
	}
	first := profile.Tidy(profile.SourceJSONResume, read).Facts
	out, err := first.WriteJSONResume()
	if err != nil {
		t.Fatal(err)
	}
	_, read, err = profile.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Notes) > 0 {
		t.Errorf("our own file is not understood: %q", read.Notes)
	}
	for _, d := range first.Compare(profile.Tidy(profile.SourceJSONResume, read).Facts) {
		// An end that could not be read is no end, which the format writes as "goes on".
		if d.Kind != profile.Same && d.Key != "experience/1" {
			t.Errorf("%s became another one: %+v", d.Key, d.Fields)
		}
	}
	empty, err := profile.Profile{}.WriteJSONResume()
	if err != nil || !strings.Contains(string(empty), "$schema") {
		t.Errorf("%s, %v", empty, err)
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	whole := archive(t, linkedIn)
	for name, c := range map[string]struct {
		content []byte
		want    error
	}{
		"nothing":             {nil, profile.ErrImportEmpty},
		"blank":               {[]byte(" \n\t"), profile.ErrImportEmpty},
		"11 MB":               {append([]byte("{"), bytes.Repeat([]byte(" "), 11<<20)...), profile.ErrImportTooLarge},
		"a PDF":               {[]byte("%PDF-1.7"), profile.ErrImportKind},
		"a list":              {[]byte(`[1,2]`), profile.ErrImportKind},
		"cut-off JSON":        {[]byte(jsonFile[:len(jsonFile)-9]), profile.ErrImportJSON},
		"deep JSON":           {[]byte(`{"basics":` + strings.Repeat("[", 100_000)), profile.ErrImportJSON},
		"cut-off ZIP":         {whole[:len(whole)-30], profile.ErrImportZIP},
		"another ZIP":         {archive(t, map[string]string{"a.txt": "x"}), profile.ErrImportForeign},
		"a Word document":     {archive(t, map[string]string{"word/document.xml": "<w/>"}), profile.ErrImportForeign},
		"a bomb":              {archive(t, map[string]string{"Skills.csv": "Name\n" + strings.Repeat("a\n", 8<<20)}), profile.ErrImportBomb},
		"a bomb below 4 MB":   {archive(t, map[string]string{"Skills.csv": "Name\n" + strings.Repeat("\x00", 3<<20)}), profile.ErrImportBomb},
		"a flood of entries":  {flood(t), profile.ErrImportBomb},
		"a table with a half": {archive(t, map[string]string{"Skills.csv": "Name\n\"open"}), nil},
	} {
		_, _, err := profile.ReadFile(c.content)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, err := profile.NewImport(id.User{1}, profile.SourceJSONResume, "", profile.Reading{}, now); !errors.Is(err, profile.ErrImportNothing) {
		t.Errorf("nothing to show: %v", err)
	}
}

func flood(t *testing.T) []byte {
	t.Helper()
	files := map[string]string{"Skills.csv": "Name\nGo\n"}
	for i := range 5_100 {
		files[strings.Repeat("x", i%50)+"/"+string(rune('a'+i%26))+strings.Repeat("y", i/26)] = ""
	}
	return archive(t, files)
}

func FuzzReadFile(f *testing.F) {
	f.Add([]byte(jsonFile))
	f.Add([]byte(`{"work":[{"startDate":{}}],"skills":{"keywords":[[]]}}`))
	f.Add(archive(f, linkedIn))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		source, read, err := profile.ReadFile(content)
		checkRead(t, source, read, err)
	})
}

// FuzzLinkedInTable feeds one table, which random bytes of a ZIP file hardly ever are.
func FuzzLinkedInTable(f *testing.F) {
	for _, name := range []string{"Profile", "Positions", "Skills", "Email Addresses"} {
		for file, text := range linkedIn {
			if strings.HasSuffix(file, "/"+name+".csv") {
				f.Add(name, text)
			}
		}
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		source, read, err := profile.ReadFile(archive(t, map[string]string{name + ".csv": text}))
		checkRead(t, source, read, err)
	})
}

// checkRead holds whatever was read against what an import promises.
func checkRead(t *testing.T, source profile.Source, read profile.Reading, err error) {
	t.Helper()
	if err != nil {
		if !strings.HasPrefix(err.Error(), "profile.import_") {
			t.Fatalf("an error that is no fault: %v", err)
		}
		return
	}
	i, err := profile.NewImport(id.User{1}, source, "f", read, now)
	if err != nil {
		return
	}
	p := profile.Profile{}.Adopt(i.Facts, keysOf(profile.Profile{}.Compare(i.Facts)), now)
	for name, text := range p.Texts() {
		if strings.ContainsRune(text.Value, 0) || len([]rune(text.Value)) > 10_000 {
			t.Fatalf("%s is not fit to be kept: %q", name, text.Value)
		}
	}
	for _, e := range p.Experience {
		if e.End.Before(e.Start) || e.Title == "" && e.Company == "" || e.From.Source != source {
			t.Fatalf("position %+v", e)
		}
	}
	if len(p.Skills) > profile.Skills.Max || len(p.Links) > profile.Links.Max {
		t.Fatalf("%d skills, %d links", len(p.Skills), len(p.Links))
	}
	if _, err := p.WriteJSONResume(); err != nil {
		t.Fatal(err)
	}
}

func keysOf(all []profile.Difference) []string {
	var keys []string
	for _, d := range all {
		keys = append(keys, d.Key)
	}
	return keys
}
