package autoapply

// IssueCode names what a page is when it is not simply a form to fill.
type IssueCode string

// The issues. Those of blocking ones stop a run; the others are told to the person.
const (
	IssueAuthRequired   IssueCode = "auth-required"
	IssueBotChallenge   IssueCode = "bot-challenge"
	IssueCaptcha        IssueCode = "captcha"
	IssueLoginWall      IssueCode = "login-wall"
	IssueExpired        IssueCode = "expired"
	IssueListingPage    IssueCode = "listing-page"
	IssueNotFound       IssueCode = "not-found"
	IssueNoForm         IssueCode = "no-form"
	IssueServerError    IssueCode = "server-error"
	IssueRateLimited    IssueCode = "rate-limited"
	IssueGeoBlock       IssueCode = "geo-block"
	IssuePayment        IssueCode = "payment"
	IssueIdentityNumber IssueCode = "identity-number"
	IssueMultiStep      IssueCode = "multi-step"
	IssueByHand         IssueCode = "by-hand"
	IssueNoBrowser      IssueCode = "browser-unavailable"
	IssueUnreachable    IssueCode = "page-unreachable"
	IssueTooSlow        IssueCode = "too-slow"
	IssueInterrupted    IssueCode = "interrupted"
)

// Issue is one finding about a page, with a sentence that tells the person what to do.
type Issue struct {
	Code    IssueCode
	Message string
}

// NewIssue gives the issue with its sentence.
func NewIssue(code IssueCode) Issue { return Issue{Code: code, Message: issueMessages[code]} }

// Gone tells whether the issue means that the posting is no longer open.
func (i Issue) Gone() bool {
	return i.Code == IssueExpired || i.Code == IssueNotFound || i.Code == IssueListingPage
}

// Transient tells whether trying again later may help without the person.
func (i Issue) Transient() bool { return i.Code == IssueServerError || i.Code == IssueRateLimited }

var issueMessages = map[IssueCode]string{
	IssueAuthRequired:   "The employer's site asks for a password before it shows the form; open it in your own browser and apply there.",
	IssueBotChallenge:   "The employer's site wants to make sure that a person is there; open the form in your own browser and finish it.",
	IssueCaptcha:        "The form shows a CAPTCHA, which only you can solve; open it in your own browser, where your answers are ready to paste.",
	IssueLoginWall:      "The form needs an account with the employer's site; sign in there in your own browser and apply.",
	IssueExpired:        "The posting is closed, so there is nothing to send any more.",
	IssueListingPage:    "The address now leads to the list of openings, so this posting is closed.",
	IssueNotFound:       "The posting is no longer there; it was probably filled or withdrawn.",
	IssueNoForm:         "No application form was found on the page; open it to see how this employer takes applications.",
	IssueServerError:    "The employer's site is broken at the moment. Nothing was sent; try again later.",
	IssueRateLimited:    "The employer's site asks to slow down. Nothing was sent; try again later.",
	IssueGeoBlock:       "The employer's site refuses visitors from this country; open it from where you are.",
	IssuePayment:        "The form asks for a payment, which an honest employer does not; look closely before you go on by yourself.",
	IssueIdentityNumber: "The form asks for an identity, passport or bank number, which is never filled in for you; decide yourself whether to give it.",
	IssueMultiStep:      "The form has several steps; only the first one can be seen now.",
	IssueByHand:         "The form is on a site that does not allow forms to be filled for you; open it in your own browser and apply there.",
	IssueNoBrowser:      "The browser that fills forms is not available at the moment. Nothing was sent; try again in a while.",
	IssueUnreachable:    "The application form did not answer. Nothing was sent; open it to see whether it is still there, or try again later.",
	IssueTooSlow:        "The form took too long to answer. Nothing was sent; try again in a while.",
	IssueInterrupted:    "The form could not be filled to the end. Nothing was sent; look at the form, then try again.",
}

// Page is what a browser found at an address.
type Page struct {
	URL      string // where it ended up after redirects
	Platform string // "greenhouse", …, or "generic"
	Title    string
	Form     *Form    // nil when there is none to fill
	Block    Issue    // what stops the run; zero if nothing does
	Warnings []Issue  // what the person should know
	Errors   []string // complaints that the page shows beside its fields now
}

// Blocked tells whether the run must stop here.
func (p Page) Blocked() bool { return p.Block.Code != "" }

// Signals is the raw material from which a page is diagnosed.
type Signals struct {
	Status         int    // HTTP status of the document; 0 if unknown
	Challenged     bool   // the answer's headers say that a challenge was served instead of the page
	AskedURL       string // the address that was opened
	URL            string // where it ended up
	Text           string // the visible text, lower-cased and shortened
	Fields         int    // visible controls that a person could fill
	HasFile        bool   // a control takes a file
	HasPassword    bool   // a control takes a password
	HasCardNumber  bool   // a control takes a card number
	CaptchaVisible bool   // a challenge that a person must solve is on the screen (not a mere badge)
	NextButton     bool   // a "next" button is there and no send button
}
