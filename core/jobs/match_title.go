package jobs

import (
	"slices"
	"strings"
)

// normalTitle is a job title in comparable form.
type normalTitle struct {
	words  []titleWord
	weight float64
	rank   seniority
}

type titleWord struct {
	word   string
	family string // words of one family are half alike: "backend" and "platform"
	weight float64
}

// seniority is a rung of the ladder; 0 is not stated.
type seniority int

const (
	rankIntern seniority = iota + 1
	rankEntry
	rankMid
	rankSenior
	rankLead
	rankDirector
	rankExecutive
)

var rankNames = [...]string{"", "an intern", "entry", "mid", "senior", "lead", "director", "executive"}

var rankWords = map[string]seniority{
	"intern": rankIntern, "internship": rankIntern, "praktikant": rankIntern, "praktikantin": rankIntern, "praktikum": rankIntern, "stagiaire": rankIntern, "stage": rankIntern,
	"werkstudent": rankIntern, "werkstudentin": rankIntern, "trainee": rankIntern, "apprentice": rankIntern, "auszubildender": rankIntern, "azubi": rankIntern, "alternance": rankIntern,
	"junior": rankEntry, "jr": rankEntry, "entry": rankEntry, "graduate": rankEntry, "associate": rankEntry, "debutant": rankEntry,
	"mid": rankMid, "intermediate": rankMid, "ii": rankMid, "confirme": rankMid,
	"senior": rankSenior, "sr": rankSenior, "iii": rankSenior, "experienced": rankSenior, "erfahrener": rankSenior,
	"lead": rankLead, "staff": rankLead, "principal": rankLead, "leitender": rankLead, "teamleiter": rankLead, "teamleiterin": rankLead, "supervisor": rankLead, "head": rankLead, "expert": rankLead,
	"director": rankDirector, "direktor": rankDirector, "directeur": rankDirector, "directrice": rankDirector, "vp": rankDirector,
	"chief": rankExecutive, "cto": rankExecutive, "ceo": rankExecutive, "cfo": rankExecutive, "coo": rankExecutive, "executive": 0,
}

// titleSynonyms maps words onto one spelling, across English, German and French.
var titleSynonyms = map[string]string{
	"developer": "engineer", "programmer": "engineer", "entwickler": "engineer", "entwicklerin": "engineer", "softwareentwickler": "software engineer", "softwareentwicklerin": "software engineer",
	"ingenieur": "engineer", "ingenieurin": "engineer", "developpeur": "engineer", "developpeuse": "engineer", "logiciel": "software", "swe": "software engineer", "sde": "software engineer",
	"coder": "engineer", "informatiker": "software engineer", "fullstack": "fullstack", "dev": "engineer", "sre": "reliability engineer",
	"krankenpfleger": "nurse", "krankenschwester": "nurse", "pflegefachkraft": "nurse", "pflegefachmann": "nurse", "pflegefachfrau": "nurse", "infirmier": "nurse", "infirmiere": "nurse", "rn": "nurse", "pflegekraft": "nurse",
	"buchhalter": "accountant", "buchhalterin": "accountant", "comptable": "accountant", "bookkeeper": "accountant",
	"verkaufer": "sales", "verkauferin": "sales", "vendeur": "sales", "vendeuse": "sales", "vertrieb": "sales", "commercial": "sales", "salesperson": "sales", "salesman": "sales",
	"leiter": "manager", "leiterin": "manager", "responsable": "manager", "mgr": "manager", "filialleiter": "store manager",
	"lehrer": "teacher", "lehrerin": "teacher", "enseignant": "teacher", "professeur": "teacher", "educator": "teacher",
	"fahrer": "driver", "fahrerin": "driver", "chauffeur": "driver", "lkw": "truck", "koch": "cook", "kochin": "cook", "cuisinier": "cook", "cuisiniere": "cook", "chef": "cook",
	"elektriker": "electrician", "elektrikerin": "electrician", "electricien": "electrician", "mechaniker": "mechanic", "mecanicien": "mechanic", "schweisser": "welder", "soudeur": "welder",
	"projektleiter": "project manager", "projektmanager": "project manager", "produktmanager": "product manager", "berater": "consultant", "beraterin": "consultant", "assistenz": "assistant", "assistentin": "assistant",
	"sachbearbeiter": "clerk", "sachbearbeiterin": "clerk", "lagerist": "warehouse", "magasinier": "warehouse", "analyste": "analyst", "analystin": "analyst", "qa": "quality", "representative": "rep", "ux": "designer ux",
	"personalreferent": "recruiter", "rechtsanwalt": "lawyer", "attorney": "lawyer", "avocat": "lawyer", "counsel": "lawyer", "kellner": "waiter", "serveur": "waiter", "server": "waiter", "waitress": "waiter",
}

// titleNoise carries no meaning for the kind of work.
var titleNoise = map[string]bool{
	"the": true, "of": true, "and": true, "for": true, "in": true, "at": true, "to": true, "a": true, "und": true, "et": true, "de": true, "des": true, "du": true, "m": true, "w": true, "d": true, "f": true, "x": true,
	"h": true, "mwd": true, "remote": true, "hybrid": true, "onsite": true, "full": false, "time": true, "part": true, "vollzeit": true, "teilzeit": true, "contract": true, "freelance": true, "i": true, "iv": true,
	"level": true, "new": true, "grad": true, "team": true, "member": true, "r": true, "n": true, "all": true, "genders": true, "temporary": true, "permanent": true, "us": true, "uk": true, "emea": true, "eu": true,
}

// titleHeads say what a person is called rather than what they do, so they weigh half.
var titleHeads = map[string]bool{
	"engineer": true, "manager": true, "specialist": true, "assistant": true, "consultant": true, "analyst": true, "coordinator": true, "technician": true, "rep": true, "officer": true, "agent": true,
	"expert": true, "operator": true, "worker": true, "clerk": true, "advisor": true, "administrator": true, "architect": true, "partner": true, "executive": true, "general": true,
}

var titleFamilies = map[string]string{
	"software": "software", "backend": "software", "frontend": "software", "fullstack": "software", "web": "software", "mobile": "software", "platform": "software", "devops": "software", "cloud": "software",
	"application": "software", "system": "software", "infrastructure": "software", "reliability": "software", "ios": "software", "android": "software",
	"data": "data", "machine": "data", "learning": "data", "ml": "data", "ai": "data", "scientist": "data", "analytic": "data", "bi": "data",
	"nurse": "care", "caregiver": "care", "care": "care", "carer": "care", "patient": "care", "accountant": "finance", "finance": "finance", "financial": "finance", "controller": "finance", "accounting": "finance", "auditor": "finance", "payroll": "finance",
	"sales": "sales", "account": "sales", "sale": "sales", "business": "sales", "marketing": "marketing", "growth": "marketing", "content": "marketing", "brand": "marketing", "seo": "marketing",
	"recruiter": "people", "talent": "people", "hr": "people", "human": "people", "people": "people", "recruiting": "people", "teacher": "teach", "tutor": "teach", "instructor": "teach", "lecturer": "teach",
	"warehouse": "logistics", "logistic": "logistics", "forklift": "logistics", "picker": "logistics", "truck": "logistics", "driver": "logistics", "delivery": "logistics", "supply": "logistics",
	"cook": "kitchen", "baker": "kitchen", "kitchen": "kitchen", "waiter": "kitchen", "barista": "kitchen", "bartender": "kitchen",
	"designer": "design", "ux": "design", "ui": "design", "graphic": "design", "lawyer": "law", "paralegal": "law", "legal": "law",
}

// normalizeTitle folds a title: brackets and grades go, synonyms and languages
// become one. A role's rank is read on the way.
func normalizeTitle(title string) normalTitle {
	var t normalTitle
	if cut := strings.IndexByte(title, '('); cut > 0 {
		if end := strings.IndexByte(title[cut:], ')'); end > 0 {
			title = title[:cut] + " " + title[cut+end+1:]
		}
	}
	previous := ""
	for w := range skillWords(title) {
		word := string(w.folded)
		if r, ok := rankWords[word]; ok && r > 0 {
			t.rank = max(t.rank, r)
			continue
		}
		switch {
		case previous == "full" && word == "stack", previous == "back" && word == "end", previous == "front" && word == "end":
			t.drop()
			word = previous + word
		}
		previous = word
		if titleNoise[word] {
			continue
		}
		if s, ok := titleSynonyms[word]; ok {
			for part := range strings.SplitSeq(s, " ") {
				t.put(part)
			}
			continue
		}
		t.put(word)
	}
	return t
}

func (t *normalTitle) drop() {
	if n := len(t.words); n > 0 {
		t.weight -= t.words[n-1].weight
		t.words = t.words[:n-1]
	}
}

func (t *normalTitle) put(word string) {
	if slices.ContainsFunc(t.words, func(w titleWord) bool { return w.word == word }) {
		return
	}
	weight := 1.0
	if titleHeads[word] {
		weight = 0.5
	}
	t.words = append(t.words, titleWord{word, titleFamilies[word], weight})
	t.weight += weight
}

// likeness compares two titles, 0 to 1: the weight of shared words over the mean
// weight of both (Dice), where two different words of a family count half.
func (t normalTitle) likeness(other normalTitle) float64 {
	if t.weight == 0 || other.weight == 0 {
		return 0
	}
	shared := 0.0
	var used [24]bool
	for pass := range 2 {
		for i, a := range t.words {
			if i >= 12 || used[i] {
				continue
			}
			for j, b := range other.words {
				if j >= 12 || used[12+j] { //nolint:gosec // j is below 12 here
					continue
				}
				switch {
				case pass == 0 && a.word == b.word:
					shared += a.weight
				case pass == 1 && a.family != "" && a.family == b.family:
					shared += 0.5 * min(a.weight, b.weight)
				default:
					continue
				}
				used[i], used[12+j] = true, true //nolint:gosec // both are below 12
				break
			}
		}
	}
	return min(1, 2*shared/(t.weight+other.weight))
}
