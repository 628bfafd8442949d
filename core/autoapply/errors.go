package autoapply

import "github.com/applyforus/applyforus/core/fault"

// Faults of attempts.
var (
	// ErrNotFound says that there is no such attempt, or that it is another person's.
	ErrNotFound = fault.New(fault.NotFound, "autoapply.not_found",
		"There is no such application run, or it is not yours.")
	// ErrWrongState says that the attempt is not in a state that allows the step.
	ErrWrongState = fault.New(fault.Conflict, "autoapply.wrong_state",
		"This application has moved on in the meantime. Reload the page to see where it stands.")
	// ErrClaimed says that another worker holds the attempt.
	ErrClaimed = fault.New(fault.Conflict, "autoapply.claimed",
		"This application is being filled right now. Wait a moment, then look again.")
	// ErrLeaseLost says that the worker no longer holds the attempt and must stop.
	ErrLeaseLost = fault.New(fault.Conflict, "autoapply.lease_lost",
		"Another run has taken this application over, so this one stopped.")
	// ErrAlreadySubmitted says that the send button was, or may have been, pressed already.
	ErrAlreadySubmitted = fault.New(fault.Conflict, "autoapply.already_submitted",
		"This application was already sent, or may have been. It is never sent twice.")
	// ErrFieldUnknown says that a value was given for a field the form does not have.
	ErrFieldUnknown = fault.New(fault.Conflict, "autoapply.field_unknown",
		"The form no longer has a field that was answered. Check the questions again.")
	// ErrBrowserUnavailable says that no browser could be started, or that it ended in the middle.
	ErrBrowserUnavailable = fault.New(fault.Unavailable, "autoapply.browser_unavailable",
		"The browser that fills forms is not available at the moment. Nothing was sent; try again in a while.")
	// ErrPageUnreachable says that the form's address did not answer.
	ErrPageUnreachable = fault.New(fault.Unavailable, "autoapply.page_unreachable",
		"The application form did not answer. Nothing was sent; try again later.")
	// ErrNoForm says that there is no form open to fill.
	ErrNoForm = fault.New(fault.Conflict, "autoapply.no_form",
		"There is no application form on this page. Open the posting to see whether it is still there.")
)
