package ats

// Generic is any page with a form, for platforms that have no file of their own. Its
// words cover the common languages, since nothing else tells the buttons apart.
func Generic() Platform {
	return Platform{
		Name:   "generic",
		Form:   "form",
		Submit: "button[type=submit], input[type=submit], button:not([type])",
		SubmitWords: []string{
			"submit", "apply", "send", "bewerbung absenden", "absenden", "bewerben", "envoyer", "postuler", "enviar", "postular",
			"invia", "candidati", "verzenden", "solliciteer", "candidatar",
		},
		ThanksWords: []string{
			"thank you for applying", "thanks for applying", "thank you for your application", "application has been received",
			"application received", "application submitted", "successfully submitted", "we have received your application",
			"we've received your application", "vielen dank für deine bewerbung", "vielen dank für ihre bewerbung",
			"merci pour votre candidature", "candidature a bien été", "gracias por tu solicitud", "gracias por postular",
			"hemos recibido tu", "grazie per la tua candidatura", "bedankt voor je sollicitatie", "obrigado pela sua candidatura",
		},
	}
}
