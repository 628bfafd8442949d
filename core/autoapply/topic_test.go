package autoapply_test

import (
	"testing"

	"github.com/applyforus/applyforus/core/autoapply"
)

func TestClassify(t *testing.T) {
	t.Parallel()
	const text, area, one, box = autoapply.KindText, autoapply.KindTextarea, autoapply.KindSingleSelect, autoapply.KindCheckbox
	rows := []struct {
		label, key string
		kind       autoapply.Kind
		want       autoapply.Topic
	}{
		{"First Name", "first_name", text, autoapply.TopicFirstName},
		{"Given name(s)", "q1", text, autoapply.TopicFirstName},
		{"Vorname", "q1", text, autoapply.TopicFirstName},
		{"Prénom", "q1", text, autoapply.TopicFirstName},
		{"Preferred first name", "q1", text, autoapply.TopicPreferredName},
		{"Apellidos", "q1", text, autoapply.TopicLastName},
		{"Full name", "name", text, autoapply.TopicFullName},
		{"What is the name of your favourite tool?", "q1", text, autoapply.TopicCustom},
		{"E-Mail-Adresse", "q1", text, autoapply.TopicEmail},
		{"Did somebody e-mail you about this role, and who was it?", "q1", text, autoapply.TopicCustom},
		{"Contact", "q1", autoapply.KindEmail, autoapply.TopicEmail},
		{"Telefonnummer", "q1", text, autoapply.TopicPhone},
		{"Country", "country", one, autoapply.TopicPhoneCountry},
		{"Country of residence", "q1", one, autoapply.TopicCountry},
		{"Location (City)", "candidate-location", one, autoapply.TopicLocation},
		{"Are you able to come to our Boston location three days a week?", "q1", one, autoapply.TopicCustom},
		{"LinkedIn Profile", "q1", text, autoapply.TopicLinkedIn},
		{"GitHub URL", "q1", text, autoapply.TopicGitHub},
		{"Resume/CV", "resume", autoapply.KindFile, autoapply.TopicResume},
		{"Lebenslauf", "q1", autoapply.KindFile, autoapply.TopicResume},
		{"Anschreiben", "q1", autoapply.KindFile, autoapply.TopicCoverLetter},
		{"Are you legally authorized to work in the United States?", "q1", one, autoapply.TopicWorkAuthorization},
		{"Hast du eine gültige Arbeitserlaubnis für Deutschland?", "q1", one, autoapply.TopicWorkAuthorization},
		{"Will you now or in the future require visa sponsorship?", "q1", one, autoapply.TopicSponsorship},
		{"Will you need us to sponsor your work permit?", "q1", one, autoapply.TopicSponsorship},
		{"What are your salary expectations (USD per year)?", "q1", text, autoapply.TopicSalary},
		{"Gehaltsvorstellung (brutto pro Jahr)", "q1", text, autoapply.TopicSalary},
		{"Prétentions salariales", "q1", text, autoapply.TopicSalary},
		{"How long is your notice period?", "q1", one, autoapply.TopicNoticePeriod},
		{"Wie lang ist Ihre Kündigungsfrist?", "q1", text, autoapply.TopicNoticePeriod},
		{"When can you start?", "q1", text, autoapply.TopicStartDate},
		{"How did you hear about us?", "q1", one, autoapply.TopicHowHeard},
		{"Wie sind Sie auf uns aufmerksam geworden?", "q1", text, autoapply.TopicHowHeard},
		{"I have read the privacy policy and agree", "q1", box, autoapply.TopicConsent},
		{"Ich stimme der Datenschutzerklärung zu", "q1", box, autoapply.TopicConsent},
		{"Tell us what you think of our privacy policy", "q1", area, autoapply.TopicCustom},
		{"Have you ever been convicted of a felony?", "q1", one, autoapply.TopicCriminalRecord},
		{"Date of birth", "q1", text, autoapply.TopicAge},
		{"Are you at least 18 years old?", "q1", one, autoapply.TopicAge},
		{"Gender", "gender", one, autoapply.TopicGender},
		{"Veteran Status", "q1", one, autoapply.TopicVeteran},
		{"Pronouns", "q1", text, autoapply.TopicPronouns},
		{"Social Security Number", "q1", text, autoapply.TopicIdentityNumber},
		{"Passport number", "q1", text, autoapply.TopicIdentityNumber},
		{"IBAN", "q1", text, autoapply.TopicBankAccount},
		{"Have you worked with passport number validation?", "q1", one, autoapply.TopicCustom},
		{"Tell us about a slow system you made faster.", "q1", area, autoapply.TopicCustom},
		{"Êtes-vous autorisé(e) à travailler au Canada ?", "q1", one, autoapply.TopicWorkAuthorization},
		{"Your residence status in Singapore", "q1", one, autoapply.TopicWorkAuthorization},
		{"Can you provide police certificates for the last ten years?", "q1", one, autoapply.TopicCriminalRecord},
		{"Current annual pay (INR)", "q1", text, autoapply.TopicSalary},
		{"Tell us about a decision on pay that you had to explain.", "q1", area, autoapply.TopicCustom},
		{"Quand êtes-vous disponible ?", "q1", text, autoapply.TopicStartDate},
		{"In which country do you live?", "q1", one, autoapply.TopicCountry},
		{"In which country would you work?", "q1", one, autoapply.TopicCustom},
		{"", "", text, autoapply.TopicCustom},
	}
	for _, row := range rows {
		if got := autoapply.Classify(row.label, row.key, row.kind, nil); got != row.want {
			t.Errorf("%q (%s): got %s, want %s", row.label, row.key, got, row.want)
		}
	}
}

func TestClassifyByOptions(t *testing.T) {
	t.Parallel()
	for want, labels := range map[autoapply.Topic][]string{
		autoapply.TopicVeteran:    {"I am not a protected veteran", "I don't wish to answer"},
		autoapply.TopicDisability: {"No, I do not have a disability", "Yes"},
		autoapply.TopicGender:     {"Male", "Female", "Decline To Self Identify"},
		autoapply.TopicRace:       {"Asian", "Black or African American", "White"},
		autoapply.TopicCustom:     {"Yes", "No"},
	} {
		var options []autoapply.Option
		for _, l := range labels {
			options = append(options, autoapply.Option{Label: l})
		}
		if got := autoapply.Classify("Please choose", "q1", autoapply.KindSingleSelect, options); got != want {
			t.Errorf("%v: got %s, want %s", labels, got, want)
		}
	}
}

func TestSensitiveTopics(t *testing.T) {
	t.Parallel()
	for topic, want := range map[autoapply.Topic]bool{
		autoapply.TopicConsent: true, autoapply.TopicWorkAuthorization: true, autoapply.TopicSponsorship: true, autoapply.TopicSalary: true,
		autoapply.TopicGender: true, autoapply.TopicCriminalRecord: true, autoapply.TopicHealth: true, autoapply.TopicAge: true,
		autoapply.TopicEmail: false, autoapply.TopicCustom: false, autoapply.TopicNoticePeriod: false,
	} {
		if topic.Sensitive() != want {
			t.Errorf("%s: %v", topic, !want)
		}
	}
	if !autoapply.TopicIdentityNumber.Stops() || !autoapply.TopicBankAccount.Stops() || autoapply.TopicSalary.Stops() {
		t.Error("what stops a run is wrong")
	}
}
