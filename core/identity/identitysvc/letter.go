package identitysvc

import (
	"context"
	"html/template"
	"strings"

	"github.com/applyforus/applyforus/ports"
)

func (s *Service) mail(ctx context.Context, to, dedupe string, l letter) error {
	html, err := l.html()
	if err != nil {
		return err
	}
	return s.mailer.Send(ctx, ports.Mail{To: to, Subject: l.Subject, Text: l.text(), HTML: html, DedupeID: dedupe})
}

// letter is a short mail with one thing to do.
type letter struct {
	Subject      string
	Before       []string
	Action, Link string
	After        []string
}

func (l letter) text() string {
	parts := append(append([]string{}, l.Before...), l.Action+": "+l.Link)
	return strings.Join(append(parts, l.After...), "\n\n") + "\n\nApplyForUs\n"
}

var letterHTML = template.Must(template.New("letter").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{.Subject}}</title></head>
<body style="font-family:system-ui,sans-serif;font-size:16px;line-height:24px;color:#1c2130;max-width:34rem;margin:0 auto;padding:24px">
{{range .Before}}<p>{{.}}</p>
{{end}}<p><a href="{{.Link}}" style="display:inline-block;background:#4547c9;color:#fff;text-decoration:none;padding:10px 18px;border-radius:8px">{{.Action}}</a></p>
<p style="font-size:14px;color:#5a6072;overflow-wrap:anywhere">Or copy this address: {{.Link}}</p>
{{range .After}}<p>{{.}}</p>
{{end}}<p style="font-size:14px;color:#5a6072">ApplyForUs</p>
</body></html>
`))

func (l letter) html() (string, error) {
	var out strings.Builder
	err := letterHTML.Execute(&out, l)
	return out.String(), err
}
