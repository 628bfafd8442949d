package autoapply

import "testing"

func TestParticular(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		topic Topic
		label string
		want  bool
	}{
		{TopicCustom, "Why do you want to work here?", true},
		{TopicCustom, "What do you like about Fernhill?", true},
		{TopicCustom, "Was reizt Sie an unserer Arbeit?", true},
		{TopicCustom, "Pourquoi ce poste ?", true},
		{TopicCustom, "¿Por qué quieres trabajar aquí?", true},
		{TopicSalary, "Your pay expectation for this role", true},
		{TopicHowHeard, "How did you hear of the job", true},
		{TopicCoverLetter, "Letter", true},
		{TopicSalary, "Desired salary", false},
		{TopicCustom, "Tell us of a project that you are proud of", false},
		{TopicCustom, "How many years of Go have you written?", false},
		{TopicNoticePeriod, "Your notice period, and why", false},
		{TopicWorkAuthorization, "May you work in our country?", false},
	} {
		if got := Particular(tt.topic, tt.label, "Fernhill"); got != tt.want {
			t.Errorf("Particular(%s, %q) = %t", tt.topic, tt.label, got)
		}
	}
}
