package autoapply_test

import (
	"testing"

	"github.com/applyforus/applyforus/core/autoapply"
)

func TestDiagnose(t *testing.T) {
	t.Parallel()
	form := &autoapply.Form{Fields: []autoapply.Field{{Key: "email", Topic: autoapply.TopicEmail}, {Key: "resume", Kind: autoapply.KindFile}}}
	newsletter := &autoapply.Form{Fields: []autoapply.Field{{Key: "email", Topic: autoapply.TopicEmail}}}
	identity := &autoapply.Form{Fields: append([]autoapply.Field{{Key: "ssn", Topic: autoapply.TopicIdentityNumber}}, form.Fields...)}
	posting := "https://jobs.example/acme/jobs/1"
	for name, row := range map[string]struct {
		signals autoapply.Signals
		form    *autoapply.Form
		want    autoapply.IssueCode
	}{
		"a form":                     {autoapply.Signals{Status: 200}, form, ""},
		"a form that mentions login": {autoapply.Signals{Text: "please sign in to see your applications"}, form, ""},
		"a form that was not closed": {autoapply.Signals{Text: "our other position has been filled"}, form, ""},
		"password asked by server":   {autoapply.Signals{Status: 401}, nil, autoapply.IssueAuthRequired},
		"forbidden":                  {autoapply.Signals{Status: 403}, nil, autoapply.IssueBotChallenge},
		"challenge instead of page":  {autoapply.Signals{Status: 200, Challenged: true}, nil, autoapply.IssueBotChallenge},
		"challenge by words":         {autoapply.Signals{Text: "verify you are human"}, nil, autoapply.IssueBotChallenge},
		"gone":                       {autoapply.Signals{Status: 410}, nil, autoapply.IssueNotFound},
		"too fast":                   {autoapply.Signals{Status: 429}, nil, autoapply.IssueRateLimited},
		"country":                    {autoapply.Signals{Status: 451}, nil, autoapply.IssueGeoBlock},
		"broken":                     {autoapply.Signals{Status: 503}, form, autoapply.IssueServerError},
		"captcha in the form":        {autoapply.Signals{CaptchaVisible: true}, form, autoapply.IssueCaptcha},
		"captcha instead of a form":  {autoapply.Signals{CaptchaVisible: true}, nil, autoapply.IssueBotChallenge},
		"password field":             {autoapply.Signals{HasPassword: true}, newsletter, autoapply.IssueLoginWall},
		"sign in first":              {autoapply.Signals{Text: "sign in to apply"}, nil, autoapply.IssueLoginWall},
		"card":                       {autoapply.Signals{HasCardNumber: true}, form, autoapply.IssuePayment},
		"closed":                     {autoapply.Signals{Text: "this position has been filled"}, nil, autoapply.IssueExpired},
		"sent to the list":           {autoapply.Signals{AskedURL: posting, URL: "https://jobs.example/acme?error=true"}, newsletter, autoapply.IssueListingPage},
		"a newsletter":               {autoapply.Signals{AskedURL: posting, URL: posting}, newsletter, autoapply.IssueNoForm},
		"an identity number":         {autoapply.Signals{}, identity, autoapply.IssueIdentityNumber},
	} {
		block, _ := autoapply.Diagnose(row.signals, row.form)
		if block.Code != row.want || (row.want != "" && block.Message == "") {
			t.Errorf("%s: %+v", name, block)
		}
	}
	if block, warnings := autoapply.Diagnose(autoapply.Signals{NextButton: true}, form); block.Code != "" || len(warnings) != 1 || warnings[0].Code != autoapply.IssueMultiStep {
		t.Errorf("several steps: %+v %+v", block, warnings)
	}
}
