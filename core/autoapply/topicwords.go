package autoapply

// keyTopics are the names that platforms give their standard fields (Greenhouse,
// Lever, Ashby, Workable, Recruitee, BambooHR), in lower case.
var keyTopics = map[string]Topic{
	"first_name": TopicFirstName, "firstname": TopicFirstName, "fname": TopicFirstName, "job_application[first_name]": TopicFirstName,
	"last_name": TopicLastName, "lastname": TopicLastName, "lname": TopicLastName, "job_application[last_name]": TopicLastName,
	"preferred_name": TopicPreferredName,
	"name":           TopicFullName, "_systemfield_name": TopicFullName, "candidate[name]": TopicFullName,
	"email": TopicEmail, "_systemfield_email": TopicEmail, "candidate[email]": TopicEmail, "job_application[email]": TopicEmail,
	"phone": TopicPhone, "_systemfield_phone": TopicPhone, "candidate[phone]": TopicPhone, "job_application[phone]": TopicPhone,
	"country": TopicPhoneCountry, "phone_country": TopicPhoneCountry,
	"candidate-location": TopicLocation, "_systemfield_location": TopicLocation, "location": TopicLocation, "job_application[location]": TopicLocation,
	"urls[linkedin]": TopicLinkedIn, "urls[github]": TopicGitHub, "urls[portfolio]": TopicWebsite, "urls[other]": TopicWebsite,
	"resume": TopicResume, "_systemfield_resume": TopicResume, "candidate[cv]": TopicResume, "job_application[resume]": TopicResume, "resumefileid": TopicResume,
	"cover_letter": TopicCoverLetter, "candidate[cover_letter]": TopicCoverLetter,
	"org": TopicCurrentCompany, "headline": TopicCurrentTitle,
	"eeo[gender]": TopicGender, "eeo[race]": TopicRace, "eeo[veteran]": TopicVeteran, "eeo[disability]": TopicDisability,
	"_systemfield_eeoc_gender": TopicGender, "_systemfield_eeoc_race": TopicRace,
	"_systemfield_eeoc_veteran_status": TopicVeteran, "_systemfield_eeoc_disability_status": TopicDisability,
	"gender": TopicGender, "race": TopicRace, "hispanic_ethnicity": TopicRace, "veteran_status": TopicVeteran, "disability_status": TopicDisability,
	"gdpr_consent_given": TopicConsent, "gdpr_processing_consent_given": TopicConsent, "gdpr_retention_consent_given": TopicConsent,
}

// labelRule maps phrases (in the form that normalise gives) to a topic. maxWords keeps
// short labels apart from sentences that merely mention the thing: "E-mail" asks for an
// address, "Did anybody e-mail you about this role" does not. 0 = any length.
type labelRule struct {
	topic    Topic
	maxWords int
	kinds    []Kind // nil = any
	phrases  []string
}

func (r labelRule) fits(kind Kind) bool {
	if r.kinds == nil {
		return true
	}
	for _, k := range r.kinds {
		if k == kind {
			return true
		}
	}
	return false
}

var typed = []Kind{KindText, KindTextarea, KindEmail, KindPhone, KindNumber, KindDate, KindHidden}

// labelRules are tried in order: what must never be guessed comes first, and of two
// topics that share words the narrower one does.
var labelRules = []labelRule{
	{TopicIdentityNumber, 0, typed, []string{
		"social security number", "ssn", "national id number", "national identification number", "identity card number", "passport number",
		"passport no", "drivers license number", "driving licence number", "tax identification number", "mothers maiden name", "aadhaar", "national insurance number",
		"personalausweisnummer", "reisepassnummer", "steuer id", "steueridentifikationsnummer", "sozialversicherungsnummer",
		"numero de securite sociale", "numero de passeport", "numero de seguridad social", "numero de pasaporte", "dni nie", "codice fiscale", "numero di passaporto", "bsn", "burgerservicenummer", "cpf", "pesel",
	}},
	{TopicBankAccount, 0, typed, []string{
		"bank account", "bank details", "account number", "routing number", "iban", "bankverbindung", "kontonummer", "coordonnees bancaires", "cuenta bancaria", "conto bancario", "rekeningnummer", "conta bancaria",
	}},
	{TopicCriminalRecord, 0, nil, []string{
		"criminal record", "criminal history", "criminal conviction", "criminal convictions", "convicted", "felony", "misdemeanor", "background check", "police certificate", "police certificates", "police clearance", "working with children check", "vulnerable sector check",
		"vorstrafe", "vorstrafen", "vorbestraft", "fuhrungszeugnis", "casier judiciaire", "antecedentes penales", "precedenti penali", "strafblad", "antecedentes criminais",
	}},
	{TopicDisability, 0, nil, []string{"disability", "disabilities", "disability status", "disabled", "schwerbehinderung", "schwerbehindert", "behinderung", "handicap", "discapacidad", "disabilita", "deficiencia"}},
	{TopicHealth, 0, nil, []string{"medical condition", "health condition", "vaccinated", "vaccination", "pregnant", "pregnancy", "gesundheitszustand", "etat de sante", "estado de salud"}},
	{TopicVeteran, 0, nil, []string{"veteran", "veteran status", "protected veteran"}},
	{TopicRace, 0, nil, []string{"race", "ethnicity", "racial", "ethnic", "hispanic", "latino", "ethnische herkunft", "origine ethnique", "origen etnico"}},
	{TopicOrientation, 0, nil, []string{"sexual orientation", "sexuelle orientierung", "orientation sexuelle", "orientacion sexual", "lgbtq"}},
	{TopicReligion, 0, nil, []string{"religion", "religious", "konfession"}},
	{TopicPronouns, 8, nil, []string{"pronouns", "pronomen", "pronoms", "pronombres", "pronomi"}},
	{TopicGender, 10, nil, []string{"gender", "gender identity", "sex", "geschlecht", "genre", "sexe", "genero", "genere", "geslacht", "anrede"}},
	{TopicAge, 12, nil, []string{"date of birth", "birth date", "birthday", "your age", "age", "years of age", "18 years or older", "at least 18", "over 18", "geburtsdatum", "alter", "date de naissance", "fecha de nacimiento", "data di nascita", "geboortedatum", "data de nascimento"}},
	{TopicSponsorship, 0, nil, []string{
		"sponsorship", "visa sponsorship", "sponsor", "require a visa", "need a visa", "visa status", "work visa", "h 1b", "visumsponsoring", "visum benotigst", "benotigst du ein visum", "benotigen sie ein visum",
		"parrainage", "besoin dun visa", "patrocinio", "necesitas visado", "visado", "sponsorizzazione", "visumsponsoring nodig",
	}},
	{TopicWorkAuthorization, 0, nil, []string{
		"authorized to work", "authorised to work", "legally authorized", "legally authorised", "work authorization", "work authorisation", "right to work", "eligible to work", "work permit", "legally work", "legally eligible", "permitted to work",
		"arbeitserlaubnis", "arbeitsgenehmigung", "berechtigt zu arbeiten", "autorise a travailler", "autorise e a travailler", "autorisee a travailler", "residence status", "residency status", "immigration status", "autorisation de travail", "permis de travail", "permiso de trabajo", "autorizado para trabajar", "permesso di lavoro", "werkvergunning", "autorizacao de trabalho",
	}},
	{TopicSalary, 0, nil, []string{
		"salary", "salary expectation", "salary expectations", "compensation", "desired pay", "pay expectation", "pay expectations", "expected pay", "current pay", "annual pay", "current salary", "hourly rate", "day rate", "remuneration",
		"gehalt", "gehaltsvorstellung", "gehaltsvorstellungen", "gehaltswunsch", "wunschgehalt", "pretentions salariales", "salaire", "salario", "expectativa salarial", "expectativas salariales", "stipendio", "ral", "salaris", "pretensao salarial", "vergutung",
	}},
	{TopicConsent, 0, []Kind{KindCheckbox, KindSingleSelect, KindMultiSelect}, []string{
		"i agree", "i consent", "i accept", "i have read", "i acknowledge", "i confirm", "i certify", "i understand", "privacy policy", "privacy notice", "data protection", "gdpr", "terms and conditions", "consent", "do you agree", "do you consent", "do you acknowledge",
		"ich stimme zu", "ich willige ein", "einwilligung", "datenschutz", "datenschutzerklarung", "ich habe gelesen", "jaccepte", "je consens", "politique de confidentialite", "acepto", "politica de privacidad", "accetto", "acconsento", "ik ga akkoord", "privacyverklaring", "aceito", "concordo",
	}},
	{TopicNoticePeriod, 0, nil, []string{"notice period", "kundigungsfrist", "preavis", "periodo de preaviso", "preavviso", "opzegtermijn", "aviso previo"}},
	{TopicStartDate, 14, nil, []string{"start date", "earliest start", "available to start", "when can you start", "when could you start", "how soon can you start", "availability", "eintrittstermin", "fruhestmoglicher eintritt", "startdatum", "date de debut", "disponibilite", "etes vous disponible", "fecha de inicio", "disponibilidad", "data di inizio", "disponibilita", "data de inicio"}},
	{TopicHowHeard, 0, nil, []string{"how did you hear", "how did you find", "where did you hear", "how did you learn about", "how you heard", "wie hast du von uns", "wie sind sie auf uns", "wie bist du auf uns", "wie hast du uns", "aufmerksam geworden", "comment avez vous", "como nos conociste", "como te enteraste", "como supiste", "come ci hai", "hoe heb je", "como ficou sabendo"}},
	{TopicRelocation, 0, nil, []string{"relocate", "relocation", "umziehen", "umzug", "demenager", "reubicarte", "trasferirti", "verhuizen"}},
	{TopicYearsExperience, 0, nil, []string{"years of experience", "years experience", "years of professional experience", "years of relevant experience", "jahre berufserfahrung", "annees dexperience", "anos de experiencia", "anni di esperienza", "jaar ervaring"}},
	{TopicLinkedIn, 8, typed, []string{"linkedin"}},
	{TopicGitHub, 8, typed, []string{"github"}},
	{TopicWebsite, 6, typed, []string{"website", "portfolio", "personal site", "webseite", "homepage", "site web", "sitio web", "sito web", "portafolio"}},
	{TopicCoverLetter, 6, nil, []string{"cover letter", "letter of motivation", "motivation letter", "anschreiben", "motivationsschreiben", "lettre de motivation", "carta de presentacion", "lettera di presentazione", "motivatiebrief", "carta de apresentacao"}},
	{TopicResume, 6, []Kind{KindFile, KindTextarea, KindText}, []string{"resume", "cv", "curriculum vitae", "resume cv", "lebenslauf", "curriculum", "hoja de vida", "curriculo"}},
	{TopicPreferredName, 6, typed, []string{"preferred name", "preferred first name", "nickname", "rufname", "prenom dusage", "nombre preferido", "nome preferito"}},
	{TopicFirstName, 4, typed, []string{"first name", "given name", "forename", "vorname", "prenom", "nombre", "voornaam", "primeiro nome", "imie"}},
	{TopicLastName, 4, typed, []string{"last name", "family name", "surname", "nachname", "familienname", "nom de famille", "nom", "apellido", "apellidos", "cognome", "achternaam", "sobrenome", "nazwisko"}},
	{TopicCurrentCompany, 5, typed, []string{"current company", "current employer", "aktueller arbeitgeber", "employeur actuel", "empresa actual", "azienda attuale", "huidige werkgever"}},
	{TopicCurrentTitle, 5, typed, []string{"current title", "current job title", "current role", "current position", "aktuelle position", "poste actuel", "puesto actual"}},
	{TopicFullName, 4, typed, []string{"full name", "your name", "name", "vollstandiger name", "nom complet", "nombre completo", "nome completo", "volledige naam"}},
	{TopicEmail, 4, typed, []string{"email", "e mail", "email address", "mail", "correo electronico", "courriel", "adresse e mail", "e mail adresse", "posta elettronica"}},
	{TopicPhoneCountry, 5, []Kind{KindSingleSelect}, []string{"phone country", "country code", "phone country code", "landervorwahl", "indicatif", "codigo de pais"}},
	{TopicPhone, 4, typed, []string{"phone", "phone number", "telephone", "mobile", "mobile number", "cell phone", "telefon", "telefonnummer", "handynummer", "mobilnummer", "numero de telephone", "telefono", "numero di telefono", "telefoonnummer", "telefone", "celular"}},
	{TopicCountry, 7, nil, []string{"which country do you live", "country do you live in", "country do you reside"}},
	{TopicCountry, 4, nil, []string{"country", "country of residence", "land", "pays", "pais", "paese"}},
	{TopicLocation, 5, nil, []string{"location", "location city", "city", "current location", "where are you based", "where do you live", "town", "place of residence", "wohnort", "stadt", "standort", "ville", "ciudad", "citta", "woonplaats", "cidade"}},
}
