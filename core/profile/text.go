package profile

// TextName names a single text of a profile, for clients, forms and storage alike.
type TextName string

// The single texts.
const (
	TextOfName     TextName = "name"
	TextOfHeadline TextName = "headline"
	TextOfSummary  TextName = "summary"
	TextOfEmail    TextName = "email"
	TextOfPhone    TextName = "phone"
	TextOfLocation TextName = "location"
	TextOfLinkedIn TextName = "linkedin"
	TextOfGitHub   TextName = "github"
	TextOfWebsite  TextName = "website"
)

// TextNames lists the single texts in the order in which they are shown.
var TextNames = []TextName{
	TextOfName, TextOfHeadline, TextOfSummary, TextOfEmail, TextOfPhone, TextOfLocation, TextOfLinkedIn, TextOfGitHub, TextOfWebsite,
}

// Label is what the text is called on a page.
func (n TextName) Label() string {
	switch n {
	case TextOfName:
		return "Name"
	case TextOfHeadline:
		return "Headline"
	case TextOfSummary:
		return "Bio"
	case TextOfEmail:
		return "E-mail address"
	case TextOfPhone:
		return "Phone"
	case TextOfLocation:
		return "Place"
	case TextOfLinkedIn:
		return "LinkedIn"
	case TextOfGitHub:
		return "GitHub"
	case TextOfWebsite:
		return "Website"
	}
	return string(n)
}

// Texts reaches the single texts of the profile by name.
func (p *Profile) Texts() map[TextName]*Text {
	return map[TextName]*Text{
		TextOfName: &p.Name, TextOfHeadline: &p.Headline, TextOfSummary: &p.Summary, TextOfEmail: &p.Email, TextOfPhone: &p.Phone,
		TextOfLocation: &p.Location, TextOfLinkedIn: &p.LinkedIn, TextOfGitHub: &p.GitHub, TextOfWebsite: &p.Website,
	}
}
