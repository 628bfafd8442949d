package ats

// Greenhouse is the look of job-boards.greenhouse.io: one page, fields addressed by id,
// comboboxes that open a list, hidden file inputs behind "Attach" buttons.
func Greenhouse() Platform {
	return Platform{
		Name:         "greenhouse",
		Hosts:        []string{"job-boards.greenhouse.io", "job-boards.eu.greenhouse.io", "boards.greenhouse.io", "boards.eu.greenhouse.io"},
		Marker:       "form#application-form input#first_name, form#application_form input#first_name",
		Form:         "form#application-form, form#application_form",
		Submit:       "button[type=submit], input[type=submit], #submit_app",
		SubmitWords:  []string{"submit application", "submit"},
		ThanksPath:   "/confirmation",
		ThanksWords:  []string{"thank you for applying", "your application has been received", "application submitted"},
		TitleCompany: " at ",
		Keys:         map[string]string{"candidate-location": "location"},
	}
}
