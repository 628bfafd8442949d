package jobs

import (
	"slices"
	"strings"
	"testing"
)

func foundNames(text string) []string {
	names := []string{}
	for _, m := range FindSkills(text) {
		names = append(names, m.Name)
	}
	return names
}

func TestFindSkills(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"signs", "We write C++, C# and F# on .NET, some ASP.NET.", []string{"C++", "C#", "F#", ".NET", "ASP.NET"}},
		{"spellings of one name", "NodeJS / node.js / Node JS", []string{"Node.js", "Node.js", "Node.js"}},
		{"hyphen, plural, case", "rest-apis, RELATIONAL DATABASES and full-stack work", []string{"REST APIs", "Relational databases", "Full-stack development"}},
		{"longest name wins", "Spring Boot on Amazon Web Services", []string{"Spring Boot", "AWS"}},
		{"slash inside a name", "CI/CD and TCP/IP", []string{"CI/CD", "TCP/IP"}},
		{"ambiguous name in a list", "Python, Go, R and SQL", []string{"Python", "Go", "R", "SQL"}},
		{"ambiguous name behind a preposition", "services written in Go", []string{"Go"}},
		{"ambiguous name before its noun", "Go developer", []string{"Go"}},
		{"an ordinary verb", "Go the extra mile. We go fast, swift and spark joy.", []string{}},
		{"a letter is no language", "Plan B, Vitamin C, R&D budget office", []string{}},
		{"a verb at the start", "Excel in a busy kitchen", []string{}},
		{"a tool at the start", "Excel, Word and PowerPoint", []string{"Microsoft Excel", "Microsoft Word", "Microsoft PowerPoint"}},
		{"an item of its own", "- Go\n- Terraform", []string{"Go", "Terraform"}},
		{"no name across sentences", "We sell power. BI comes later", []string{}},
		{"a word inside a word", "gopher javanese scalable", []string{}},
		{"certificate signs", "CompTIA A+ or Security+ for security work", []string{"CompTIA A+", "CompTIA Security+"}},
		{"German", "Erfahrung in Buchhaltung und Gabelstapler", []string{"Accounting", "Forklift operation"}},
		{"French accents", "Comptabilité et PRÉPARATION DE COMMANDES", []string{"Accounting", "Order picking"}},
		{"trades", "MIG welding, phlebotomy, HVAC, order picking", []string{"MIG welding", "Phlebotomy", "HVAC", "Order picking"}},
		{"a currency is no tool", "$90,000 CAD a year", []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := foundNames(c.text); !slices.Equal(got, c.want) {
				t.Errorf("FindSkills(%q)\n got %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

func TestFindSkillsSpansPointIntoTheText(t *testing.T) {
	t.Parallel()
	text := "Größe zählt: Kubernetes – und Node.js, façade, Kubernetes"
	for _, m := range FindSkills(text) {
		if got := text[m.Start:m.End]; got != "Kubernetes" && got != "Node.js" {
			t.Errorf("%s spans %q", m.Name, got)
		}
	}
}

func TestLookupSkillNeedsNoContext(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{"go": "Go", "GOLANG": "Go", "excel": "Microsoft Excel", "k8s": "Kubernetes", "word": "Microsoft Word", "r": "R", "postgres": "PostgreSQL"} {
		if s, ok := LookupSkill(given); !ok || s.Name != want {
			t.Errorf("LookupSkill(%q) = %q, %v; want %q", given, s.Name, ok, want)
		}
	}
	for _, given := range []string{"", "underwater basket", "go away"} {
		if s, ok := LookupSkill(given); ok {
			t.Errorf("LookupSkill(%q) = %q, want none", given, s.Name)
		}
	}
	s, _ := LookupSkill("PostgreSQL")
	if !slices.Contains(s.Broader, "SQL") || !slices.Contains(s.Related, "MySQL") {
		t.Errorf("PostgreSQL: broader %q, related %q", s.Broader, s.Related)
	}
}

// The dictionary promises breadth; every entry must be findable by its own name.
func TestSkillsFile(t *testing.T) {
	t.Parallel()
	d, err := parseSkills(skillsFile)
	if err != nil {
		t.Fatal(err)
	}
	count := make(map[SkillCategory]int)
	for i := range d.entries {
		count[d.entries[i].category]++
		if got, ok := d.lookup(d.entries[i].name); ok && int(got) != i {
			t.Errorf("%q looks up %q", d.entries[i].name, d.entries[got].name)
		}
	}
	if skills := count[SkillSoftware] + count[SkillField] + count[SkillTrade]; skills < 1500 {
		t.Errorf("%d hard skills, want 1500 or more", skills)
	}
	for category, least := range map[SkillCategory]int{SkillTrade: 200, SkillSoft: 40, SkillLanguage: 50, SkillCertification: 60, SkillLicense: 25} {
		if count[category] < least {
			t.Errorf("category %d has %d entries, want %d or more", category, count[category], least)
		}
	}
	t.Logf("%v: %d entries, %d spellings, %d words, %d trie edges", count, len(d.entries), len(d.spellings), len(d.words), len(d.edges))
}

func TestParseSkillsReportsEveryError(t *testing.T) {
	t.Parallel()
	_, err := parseSkills("[software]\nA1, B1\nA1\nB2, B1\nC3 > Nothing\n[related]\nA1, Z9\n")
	if err == nil {
		t.Fatal("want errors")
	}
	for _, want := range []string{`"A1" is listed twice`, `"B1" means both`, `unknown broader skill "Nothing"`, `unknown skill "Z9"`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
}

func FuzzFindSkills(f *testing.F) {
	for _, seed := range []string{"C++/C#", ".net", "ΑΒΓ é\xff", "A+", "Node.js\nGo", "İstanbul Go, R"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range FindSkills(text) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("span %d to %d after %d in %q", m.Start, m.End, end, text)
			}
			end = m.End
		}
	})
}

func BenchmarkFindSkills6kB(b *testing.B) {
	text := strings.Repeat(fictionalPosting, 6000/len(fictionalPosting)+1)[:6000]
	FindSkills(text)
	b.ReportAllocs()
	for b.Loop() {
		FindSkills(text)
	}
}
