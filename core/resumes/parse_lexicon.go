package resumes

import (
	"regexp"
	"strings"
)

// Words that tell what a part of a line is. They only weigh; a part without any is
// judged by its place.
var (
	titleWords = set(strings.Fields(`engineer developer programmer architect manager director head lead leader chief officer president founder cofounder co-founder owner partner
		analyst consultant specialist coordinator administrator assistant associate clerk secretary receptionist technician mechanic operator designer writer editor
		researcher scientist professor lecturer teacher tutor instructor trainer coach nurse doctor physician pharmacist therapist surgeon dentist accountant auditor bookkeeper
		controller cashier salesman saleswoman representative agent broker advisor adviser buyer planner scheduler recruiter intern internship trainee apprentice fellow
		student volunteer worker employee driver chef cook waiter waitress bartender barista cleaner guard supervisor foreman captain pilot attendant librarian journalist reporter photographer
		artist musician actor producer translator interpreter lawyer attorney paralegal judge inspector surveyor electrician plumber carpenter welder builder
		cto ceo cfo coo cio vp sre devops qa sysadmin webmaster freelancer freelance contractor postdoc postdoctoral vigilante executive superintendent strategist evangelist
		ingenieur entwickler leiter leiterin berater beraterin assistent assistentin praktikant praktikantin werkstudent mitarbeiter mitarbeiterin sachbearbeiter geschaftsfuhrer techniker lehrer lehrerin hilfskraft
		ingenieure developpeur developpeuse charge chargee directeur directrice responsable stagiaire assistante consultante professeur enseignant chercheur technicien vendeur vendeuse chef gerant conseiller animateur doctorant alternant moniteur serveur
		ingeniero ingeniera desarrollador desarrolladora gerente jefe consultora analista asistente becario profesor profesora tecnico director directora
		ontwikkelaar medewerker adviseur hoofd stagiair docent projectleider beheerder verkoper
		sviluppatore ingegnere responsabile consulente tirocinante professore insegnante tecnico
		engenheiro engenheira desenvolvedor gestor estagiario professor tecnico μηχανικος διευθυντης υπαλληλος καθηγητης προγραμματιστης βοηθος συμβουλος`)...)

	companyWords = set(strings.Fields(`inc incorporated llc llp ltd limited plc corp corporation co company companies group holding holdings gmbh ag kg ug mbh ev sa sas sarl sl srl spa bv nv oy ab as pty
		labs laboratories laboratory studio studios agency solutions systems technologies technology industries enterprises partners bank hospital clinic university college school institute ministry
		department foundation association society council museum restaurant hotel store stores services consulting ventures networks media software entreprise societe groupe universitat universite empresa azienda bedrijf`)...)

	schoolWords = set(strings.Fields(`university college school institute academy polytechnic conservatory faculty universitat universitaet hochschule fachhochschule gymnasium schule realschule
		akademie berufsschule tu fh universite ecole lycee faculte institut iut esiee insa polytechnique academie universidad escuela instituto facultad colegio universiteit hogeschool lyceum
		universita scuola istituto politecnico liceo universidade escola faculdade πανεπιστημιο σχολη λυκειο πολυτεχνειο ινστιτουτο mit ucla caltech eth epfl seminary`)...)

	degreeWords = set(strings.Fields(`bachelor bachelors bachelor's bsc bs ba beng btech bba bcom bfa master masters master's msc ms ma meng mba mphil mfa mtech mres phd ph.d doctor doctorate dphil md jd llb llm associate associate's aas
		diploma degree ged certificate minor major abitur diplom magister staatsexamen promotion ausbildung licence licences maitrise doctorat dea dess dut bts baccalaureat bac diplome mastere ingenieur cap bep
		licenciatura licenciado grado doctorado bachillerato laurea dottorato diploma maturita mestrado bacharelado doutorado graduation graduacao undergraduate graduate postgraduate hnd gcse gcses a-level a-levels
		πτυχιο μεταπτυχιακο διδακτορικο διπλωμα 学士 硕士 博士 本科`)...)

	levelWords = set("native", "native speaker", "mother tongue", "bilingual", "fluent", "proficient", "advanced", "upper intermediate", "intermediate", "elementary", "beginner", "basic", "basics", "conversational",
		"working knowledge", "professional", "full professional", "professional working proficiency", "limited working proficiency", "full professional proficiency", "native proficiency", "native or bilingual proficiency", "elementary proficiency",
		"expert", "novice", "competent", "good", "very good", "excellent", "limited", "notions", "courant", "bilingue", "langue maternelle", "lu ecrit parle", "scolaire", "debutant", "intermediaire", "avance", "maternelle", "technique",
		"muttersprache", "muttersprachler", "fliessend", "verhandlungssicher", "grundkenntnisse", "gute kenntnisse", "sehr gut", "gut", "fortgeschritten", "nativo", "lengua materna", "fluido", "avanzado", "intermedio", "basico",
		"moedertaal", "vloeiend", "goed", "madrelingua", "fluente", "avanzato", "base", "avancado", "intermediario", "μητρικη", "αριστα", "καλα", "πολυ καλα", "母语", "流利", "精通", "熟练", "a1", "a2", "b1", "b2", "c1", "c2")

	languageNames = set(strings.Fields(`english french german spanish italian portuguese dutch greek chinese mandarin cantonese japanese korean russian polish czech slovak hungarian romanian bulgarian serbian croatian
		slovenian ukrainian turkish arabic hebrew hindi urdu bengali punjabi tamil telugu marathi gujarati persian farsi vietnamese thai indonesian malay tagalog filipino swedish norwegian danish finnish icelandic estonian latvian lithuanian
		catalan basque galician irish welsh latin swahili afrikaans albanian armenian georgian esperanto
		anglais francais allemand espagnol italien portugais neerlandais grec chinois japonais russe arabe polonais turc
		englisch franzosisch deutsch spanisch italienisch portugiesisch niederlandisch griechisch chinesisch japanisch russisch arabisch polnisch turkisch latein schwedisch
		ingles frances aleman espanol italiano portugues neerlandes griego chino japones ruso arabe castellano
		engels frans duits spaans italiaans portugees nederlands grieks chinees japans russisch
		inglese francese tedesco spagnolo portoghese olandese greco cinese giapponese russo arabo
		alemao espanhol holandes grego chines japones russo
		αγγλικα γαλλικα γερμανικα ισπανικα ιταλικα ελληνικα ρωσικα 英语 中文 汉语 普通话 法语 德语 日语 西班牙语 英文 英語 日語`)...)

	states = set(strings.Fields(`AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC
		ON QC BC AB MB SK NS NB NL PE NSW VIC QLD UK USA US UAE EU`)...)

	countries = set("united states", "united states of america", "united kingdom", "great britain", "england", "scotland", "wales", "ireland", "canada", "australia", "new zealand", "germany", "france", "spain", "italy", "portugal", "netherlands", "the netherlands", "belgium",
		"switzerland", "austria", "greece", "poland", "czech republic", "czechia", "hungary", "romania", "bulgaria", "sweden", "norway", "denmark", "finland", "turkey", "turkiye", "israel", "india", "china", "japan", "south korea", "singapore", "malaysia", "philippines", "indonesia",
		"thailand", "vietnam", "pakistan", "bangladesh", "sri lanka", "nepal", "egypt", "nigeria", "kenya", "ghana", "south africa", "morocco", "tunisia", "algeria", "uae", "united arab emirates", "saudi arabia", "qatar", "brazil", "argentina", "chile", "mexico", "colombia", "peru", "russia", "ukraine",
		"luxembourg", "croatia", "serbia", "slovenia", "slovakia", "lithuania", "latvia", "estonia", "iceland", "taiwan", "hong kong", "deutschland", "osterreich", "schweiz", "suisse", "belgique", "espana", "italia", "nederland", "belgie", "brasil", "ελλαδα",
		"california", "new york", "texas", "florida", "illinois", "washington", "massachusetts", "pennsylvania", "ohio", "georgia", "michigan", "north carolina", "new jersey", "virginia", "arizona", "colorado", "oregon", "ontario", "quebec", "maryland", "minnesota", "tennessee", "indiana", "missouri", "wisconsin")

	remoteWords = set("remote", "hybrid", "on-site", "onsite", "home office", "worldwide", "teletravail", "remoto")

	rePlace = regexp.MustCompile(`^[\p{L}][\p{L} .'’\-]{1,40}$`)
	reZip   = regexp.MustCompile(`\s+[A-Z]{0,2}-?\d{4,6}(?:-\d{4})?$`)
	reCode  = regexp.MustCompile(`^(?:[A-Z]{1,2}[- ]?)?\d{4,6}(?:-\d{4})?\s+[\p{L}][\p{L} .'’\-]+$`)
)

// share counts the words of a text that a table holds.
func share(text string, table map[string]bool) int {
	count := 0
	for _, w := range wordsOf(strings.ReplaceAll(text, ".", "")) {
		if table[w] || table[strings.TrimSuffix(w, "'s")] {
			count++
		}
	}
	return count
}

// isPlace tells whether a text is a place: "City, ST 12345", "City, Country", "Remote".
func isPlace(text string) bool {
	text = tidyValue(text)
	if text == "" || wordCount(text) > 8 {
		return false
	}
	if remoteWords[fold(text)] || countries[fold(text)] {
		return true
	}
	pieces := strings.Split(text, ",")
	last := strings.TrimSpace(pieces[len(pieces)-1])
	bare := strings.TrimSpace(reZip.ReplaceAllString(last, ""))
	ends := countries[fold(bare)] || remoteWords[fold(bare)] || bare == strings.ToUpper(bare) && states[fold(bare)]
	if len(pieces) == 1 {
		fields := strings.Fields(bare)
		if n := len(fields); n >= 2 && n <= 4 && fields[n-1] == strings.ToUpper(fields[n-1]) && states[fold(fields[n-1])] {
			return share(text, companyWords) == 0 // "Springfield IL"
		}
		return false
	}
	if !ends {
		return false
	}
	if len(pieces) > 2 { // "City, State, Country"
		state := fold(strings.TrimSpace(pieces[len(pieces)-2]))
		if len(pieces) > 3 || !countries[state] && !states[state] {
			return false
		}
	}
	for _, piece := range pieces[:len(pieces)-1] {
		if piece = strings.TrimSpace(piece); !rePlace.MatchString(piece) || share(piece, titleWords)+share(piece, schoolWords) > 0 || reSuffix.MatchString(piece) {
			return false
		}
	}
	return true
}
