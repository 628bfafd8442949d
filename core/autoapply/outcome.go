package autoapply

// Result says how a page answered the click on its send button.
type Result string

// The results of a click.
const (
	Confirmed      Result = "confirmed"        // the page says that the application was received
	RejectedByForm Result = "rejected_by_form" // the page shows errors and kept the form: nothing was received
	Unconfirmed    Result = "unconfirmed"      // anything else: received or not, nobody knows
)

// Outcome is what was seen after the click.
type Outcome struct {
	Result   Result
	Errors   []string // what the form complained about, for RejectedByForm
	Evidence string   // the words on the page that led to the result
	URL      string   // where the page ended up
	Issue    Issue    // what stood in the way, e.g. a challenge after the click; zero if nothing did
}
