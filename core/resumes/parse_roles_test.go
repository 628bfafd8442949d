package resumes

import (
	"fmt"
	"slices"
	"testing"
)

// told gives each position as "title | company | place | dates | bullets".
func told(d Draft) []string {
	var out []string
	for _, x := range d.Experience {
		end := x.Dates.End.String()
		if x.Dates.Current {
			end = "now"
		}
		out = append(out, fmt.Sprintf("%s | %s | %s | %s to %s | %d", x.Title.Text, x.Company.Text, x.Location.Text, x.Dates.Start, end, len(x.Bullets)))
	}
	return out
}

func TestRolesUnderOneEmployer(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, text string
		want       []string
	}{
		{"the whole time beside the employer", `
* Blue Quay Systems Ltd, Cork, Ireland	2014 – Present
Senior Data Engineer	Mar 2018 – Present
• Cut the nightly run to forty minutes.
Data Engineer	2014 – Mar 2018
• Built the berth planner.
• Trained five colleagues.
* Lantern Freight	2010 – 2014
Analyst	2010 – 2014
• Counted containers.`, []string{
			"Senior Data Engineer | Blue Quay Systems Ltd | Cork, Ireland | 2018-03 to now | 1",
			"Data Engineer | Blue Quay Systems Ltd | Cork, Ireland | 2014 to 2018-03 | 2",
			"Analyst | Lantern Freight |  | 2010 to 2014 | 1",
		}},
		{"the employer's name alone above", `
* Blue Quay Systems Ltd
Senior Data Engineer	2018 – Present
• Cut the nightly run to forty minutes.
Data Engineer	2016 – 2018
• Built the berth planner.
Intern	2015 – 2016
* Lantern Freight Ltd
Analyst	2010 – 2014
• Counted containers.`, []string{
			"Senior Data Engineer | Blue Quay Systems Ltd |  | 2018 to now | 1",
			"Data Engineer | Blue Quay Systems Ltd |  | 2016 to 2018 | 1",
			"Intern | Blue Quay Systems Ltd |  | 2015 to 2016 | 0",
			"Analyst | Lantern Freight Ltd |  | 2010 to 2014 | 1",
		}},
		{"name, dates and place beneath each other, with a computed length", `
Blue Quay Systems
4 years 2 months
Senior Data Engineer
January 2020 – Present (2 years 2 months)
Cork, Ireland
• Cut the nightly run to forty minutes.
Data Engineer
January 2018 – January 2020 (2 years)
Cork, Ireland
• Built the berth planner.`, []string{
			"Senior Data Engineer | Blue Quay Systems | Cork, Ireland | 2020-01 to now | 1",
			"Data Engineer | Blue Quay Systems | Cork, Ireland | 2018-01 to 2020-01 | 1",
		}},
		{"dates on rows of their own beneath the roles", `
* Blue Quay Systems Ltd	2014 – Present
Senior Data Engineer
Mar 2018 – Present
• Cut the nightly run to forty minutes.
Data Engineer
2014 – Mar 2018
• Built the berth planner.`, []string{
			"Senior Data Engineer | Blue Quay Systems Ltd |  | 2018-03 to now | 1",
			"Data Engineer | Blue Quay Systems Ltd |  | 2014 to 2018-03 | 1",
		}},
		{"roles stacked above what was done in both", `
* Blue Quay Systems Ltd
Senior Data Engineer	2018 – Present
Data Engineer	2014 – 2018
• Built the berth planner.`, []string{
			"Senior Data Engineer | Blue Quay Systems Ltd |  | 2018 to now | 0",
			"Data Engineer | Blue Quay Systems Ltd |  | 2014 to 2018 | 1",
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := Parse(page("Tamsin O'Rourke\n# Experience" + c.text))
			if got := told(d); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			for _, x := range d.Experience {
				if x.Company.Confidence > 0.85 || x.Company.Span.IsZero() {
					t.Errorf("employer of %s: %+v", x.Title.Text, x.Company)
				}
			}
		})
	}
}

func TestNoEmployerIsLent(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"own work":                   "Blue Quay Systems Ltd\nData Engineer	2018 – 2022\n• Built things.\nFreelance Developer	2016 – 2018\n• Built sites.",
		"years between":              "Blue Quay Systems Ltd\nData Engineer	2018 – 2022\n• Built things.\nTrainee Developer	2010 – 2012\n• Built sites.",
		"the employer beside a role": "Data Engineer, Blue Quay Systems Ltd	2018 – 2022\n• Built things.\nDeveloper	2016 – 2018\n• Built sites.",
		"no words of a title":        "Blue Quay Systems Ltd\nData Engineer	2018 – 2022\n• Built things.\nThe Lighthouse	2016 – 2018\n• Lit lamps.",
	} {
		d := Parse(page("Tamsin O'Rourke\n# Experience\n" + text))
		if len(d.Experience) != 2 || d.Experience[0].Company.Text != "Blue Quay Systems Ltd" || !d.Experience[1].Company.IsZero() {
			t.Errorf("%s: %q", name, told(d))
		}
	}
	// A time that does not hold the next role's is a position's own.
	d := Parse(page("Tamsin O'Rourke\n# Experience\nLantern Freight	2018 – 2022\nAnalyst	2010 – 2012"))
	if len(d.Experience) != 2 {
		t.Errorf("%q", told(d))
	}
}
