package resumes

import (
	"regexp"
	"strings"
)

// sectionKind is what a part of a resume is about.
type sectionKind string

const (
	secNone           sectionKind = "" // before the first heading, or beside the columns that have some
	secContact        sectionKind = "contact"
	secSummary        sectionKind = "summary"
	secExperience     sectionKind = "experience"
	secEducation      sectionKind = "education"
	secSkills         sectionKind = "skills"
	secLanguages      sectionKind = "languages"
	secCertifications sectionKind = "certifications"
	secLinks          sectionKind = "links"
	secOther          sectionKind = "other"
)

// headings maps folded section titles to what they announce: English, German, French,
// Spanish, Dutch, Italian, Portuguese, Greek, Chinese.
var headings = func() map[string]sectionKind {
	lists := map[sectionKind]string{
		secContact: `contact;contact information;contact details;contact info;contact me;personal information;personal details;personal data;personal info;details;get in touch;
			kontakt;kontaktdaten;persönliche daten;persönliche angaben;angaben zur person;coordonnées;informations personnelles;état civil;données personnelles;contacts;
			contacto;datos personales;información personal;datos de contacto;contactgegevens;persoonlijke gegevens;personalia;persoonlijke informatie;
			contatti;dati personali;informazioni personali;contato;contacto pessoal;dados pessoais;informação pessoal;informações pessoais;
			στοιχεία επικοινωνίας;προσωπικά στοιχεία;επικοινωνία;προσωπικές πληροφορίες;联系方式;个人信息;基本信息;個人資料;聯絡方式;基本資料`,
		secSummary: `summary;profile;professional summary;professional profile;executive summary;career summary;career profile;personal profile;personal statement;about;about me;objective;
			career objective;objectives;personal summary;resume summary;summary of qualifications;qualifications summary;who am i;who i am;introduction;overview;bio;career overview;
			profil;über mich;zusammenfassung;kurzprofil;berufsziel;persönliches profil;à propos;à propos de moi;profil professionnel;résumé;objectif;objectifs;résumé professionnel;présentation;qui suis-je;
			perfil;resumen;sobre mí;objetivo;perfil profesional;resumen profesional;objetivo profesional;profiel;samenvatting;over mij;persoonlijk profiel;
			profilo;profilo professionale;sommario;chi sono;obiettivo;riepilogo;perfil profissional;resumo;sobre mim;sobre;resumo profissional;
			προφίλ;περίληψη;σύνοψη;σχετικά με εμένα;个人简介;自我评价;简介;個人簡介;自我介紹;自我介绍;求职意向`,
		secExperience: `experience;work experience;professional experience;employment;employment history;work history;career history;career;relevant experience;relevant work experience;working experience;
			professional background;job experience;job history;positions;internships;internship;internship experience;professional history;experiences;industry experience;other experience;additional experience;
			teaching experience;research experience;volunteer experience;military experience;vocational experience;work;professional experiences;career experience;industrial experience;
			berufserfahrung;berufliche erfahrung;beruflicher werdegang;berufspraxis;arbeitserfahrung;berufliche stationen;praktische erfahrung;praktika;werdegang;tätigkeiten;berufstätigkeit;erfahrung;
			expérience;expériences;expérience professionnelle;expériences professionnelles;parcours professionnel;stages;emplois;stage;parcours;
			experiencia;experiencia laboral;experiencia profesional;experiencias;trayectoria profesional;historial laboral;prácticas;
			werkervaring;ervaring;professionele ervaring;arbeidsverleden;loopbaan;relevante werkervaring;stages en werkervaring;
			esperienza;esperienze;esperienza lavorativa;esperienze lavorative;esperienza professionale;esperienze professionali;
			experiência;experiência profissional;experiências profissionais;experiências;histórico profissional;percurso profissional;
			επαγγελματική εμπειρία;εργασιακή εμπειρία;εμπειρία;προϋπηρεσία;工作经历;工作经验;实习经历;工作經歷;經歷;经历;工作經驗;职业经历`,
		secEducation: `education;academic background;academic history;educational background;education and training;academic qualifications;qualifications;studies;academic;education history;training;degrees;
			academic education;scholastic record;educational qualifications;educational history;formal education;academics;courses and training;university education;
			ausbildung;bildung;schulbildung;studium;akademische ausbildung;bildungsweg;aus- und weiterbildung;schulische ausbildung;bildungsgang;hochschulbildung;
			formation;formations;études;diplômes;diplôme;parcours scolaire;cursus;scolarité;parcours académique;éducation;formation académique;formation universitaire;diplômes et formations;
			educación;formación;formación académica;estudios;educación y formación;formación reglada;
			opleiding;opleidingen;onderwijs;opleiding en training;scholing;studie;
			istruzione;formazione;istruzione e formazione;studi;titoli di studio;educação;formação;formação académica;formação acadêmica;habilitações;habilitações académicas;escolaridade;
			εκπαίδευση;σπουδές;εκπαίδευση και κατάρτιση;教育;教育背景;教育经历;學歷;学历;教育經歷;教育程度`,
		secSkills: `skills;technical skills;key skills;core skills;core competencies;competencies;competences;expertise;areas of expertise;technologies;technical expertise;technical proficiencies;tools;
			professional skills;skills and tools;skill set;skillset;hard skills;soft skills;computer skills;it skills;programming;programming skills;relevant skills;skill highlights;highlights;skills summary;summary of skills;
			technical competencies;technical knowledge;proficiencies;strengths;other skills;personal skills;skill;tools and technologies;tech stack;software;software skills;computer competences;digital skills;digital competence;technical strengths;
			key competencies;areas of strength;specialties;specialities;expertise areas;abilities;transferable skills;job-related skills;technology;it;additional skills;programming languages;
			kenntnisse;fähigkeiten;kompetenzen;edv-kenntnisse;it-kenntnisse;fachkenntnisse;computerkenntnisse;technische kenntnisse;besondere kenntnisse;qualifikationen;kenntnisse und fähigkeiten;edv;stärken;
			compétences;compétences techniques;savoir-faire;compétences informatiques;informatique;connaissances;logiciels;compétences clés;atouts;outils;domaines de compétences;compétences professionnelles;aptitudes;
			habilidades;competencias;aptitudes;conocimientos;conocimientos informáticos;capacidades;informática;destrezas;habilidades técnicas;
			vaardigheden;competenties;computervaardigheden;kennis;kennis en vaardigheden;it-vaardigheden;
			competenze;capacità;abilità;competenze tecniche;competenze informatiche;capacità e competenze;conoscenze;
			competências;habilidades e competências;conhecimentos;competências técnicas;
			δεξιότητες;τεχνικές δεξιότητες;ικανότητες;γνώσεις;γνώσεις υπολογιστών;προσόντα;技能;专业技能;技能特长;專長;技術;专长;職業技能;專業技能`,
		secLanguages: `languages;language;language skills;spoken languages;languages spoken;linguistic skills;foreign languages;sprachen;sprachkenntnisse;fremdsprachen;langues;langue;langues étrangères;langues vivantes;compétences linguistiques;
			idiomas;lenguas;talen;talenkennis;taalvaardigheden;lingue;lingue straniere;competenze linguistiche;conhecimentos linguísticos;línguas;γλώσσες;ξένες γλώσσες;γλωσσικές δεξιότητες;语言;语言能力;語言;語言能力;外语`,
		secCertifications: `certifications;certificates;certification;certificate;licenses;licences;licenses and certifications;licences and certifications;certifications and licenses;certifications and training;professional certifications;
			training and certifications;certificates and training;certificates and courses;courses and certifications;professional development;zertifikate;zertifizierungen;weiterbildung;weiterbildungen;fortbildung;fortbildungen;certificats;certificaciones;certificados;
			certificaten;certificeringen;certificazioni;certificati;certificações;certificats et formations;πιστοποιήσεις;πιστοποιητικά;证书;資格證書;资格证书;證照`,
		secLinks: `links;profiles;social;social media;social networks;online;online profiles;web;websites;social links;on the web;find me online;netzwerke;réseaux sociaux;liens;redes sociales;perfiles;profielen;redes sociais;profili`,
		secOther: `projects;personal projects;key projects;selected projects;academic projects;side projects;project experience;projects and publications;publications;selected publications;patents;awards;honors;honours;honors and awards;awards and honors;achievements;
			accomplishments;key achievements;awards and achievements;selected honors;scholarships;grants;interests;hobbies;hobbies and interests;personal interests;activities;extracurricular activities;extra-curricular activities;volunteering;volunteer;volunteer work;voluntary work;
			community service;community involvement;leadership;references;referees;talks;invited talks;presentations;conferences;affiliations;memberships;professional memberships;professional affiliations;additional information;other;others;miscellaneous;
			courses;coursework;relevant coursework;workshops;research;research interests;thesis;theses;dissertation;master thesis;masters thesis;driving licence;driving license;further information;media;press;life philosophy;most proud of;my time;my life philosophy;a day of my life;strengths and weaknesses;
			organisational skills;organizational skills;communication skills;annexes;attachments;job applied for;position;preferred job;declaration;availability;remarks;notes;
			projekte;veröffentlichungen;publikationen;auszeichnungen;interessen;hobbys;ehrenamt;referenzen;preise;engagement;sonstiges;mitgliedschaften;weitere informationen;stipendien;vorträge;patente;ehrenamtliches engagement;
			projets;projets personnels;publications et communications;centres d'intérêt;centre d'intérêt;centres d’intérêt;loisirs;divers;distinctions;bénévolat;références;prix;activités;activités extra-professionnelles;autres;travaux;intérêts;réalisations;passions;hobbies et loisirs;recherche;enseignement;
			proyectos;publicaciones;premios;intereses;aficiones;voluntariado;referencias;otros;otros datos;logros;actividades;otros datos de interés;
			projecten;publicaties;prijzen;hobby's;interesses;vrijwilligerswerk;referenties;overige;overig;nevenactiviteiten;hobby's en interesses;
			progetti;pubblicazioni;premi;interessi;volontariato;referenze;altro;altre informazioni;riconoscimenti;
			projetos;publicações;prêmios;prémios;interesses pessoais;voluntariado e interesses;referências;outros;outras informações;
			έργα;δημοσιεύσεις;βραβεία;ενδιαφέροντα;χόμπι;συστάσεις;διακρίσεις;λοιπά;εθελοντισμός;άλλες πληροφορίες;项目经历;项目经验;项目;發表;获奖情况;荣誉奖项;获奖经历;兴趣爱好;论文;专利;推荐人;作品;著作;獲獎;興趣;專案;出版物;其他`,
	}
	table := map[string]sectionKind{}
	for kind, list := range lists {
		for phrase := range strings.SplitSeq(list, ";") {
			if key := strings.Join(wordsOf(phrase), " "); key != "" {
				table[key] = kind
			}
		}
	}
	return table
}()

// reContinued matches the note on a title that is repeated on the next page.
var reContinued = regexp.MustCompile(`(?i)\s*\((?:continued|cont\.?|cont'd|fortsetzung|suite|continuación|vervolg|segue|continuação|συνέχεια|续)\)\s*$`)

var joinWords = set("and", "und", "et", "y", "e", "en", "και", "or", "with", "ed")

// headingOf tells what a text announces if it is a section's title. Joined titles
// ("Skills & Tools") count when all their parts are titles; the first one decides.
func headingOf(text string) (sectionKind, bool) {
	if len(text) > 80 {
		return "", false
	}
	text = reContinued.ReplaceAllString(text, "")
	words := wordsOf(despace(text))
	if len(words) == 0 || len(words) > 7 {
		return "", false
	}
	if kind, ok := headings[strings.Join(words, " ")]; ok {
		return kind, true
	}
	var parts []string
	var part []string
	for _, w := range append(wordsOf(despace(strings.NewReplacer("&", " and ", "/", " and ", ",", " and ", "+", " and ", "、", " and ").Replace(text))), "and") {
		if !joinWords[w] {
			part = append(part, w)
			continue
		}
		if len(part) > 0 {
			parts = append(parts, strings.Join(part, " "))
			part = nil
		}
	}
	if len(parts) == 0 {
		return "", false
	}
	if kind, ok := headings[strings.Join(parts, " and ")]; ok {
		return kind, true
	}
	if len(parts) < 2 {
		return "", false
	}
	for _, p := range parts {
		if _, ok := headings[p]; !ok {
			return "", false
		}
	}
	return headings[parts[0]], true
}

// despace closes up letters that are set apart: "E D U C A T I O N".
func despace(text string) string {
	letters := strings.Fields(text)
	if len(letters) < 4 {
		return text
	}
	for _, l := range letters {
		if len([]rune(l)) != 1 {
			return text
		}
	}
	return strings.Join(letters, "")
}
