package applications

import "github.com/applyforus/applyforus/core/fault"

// Faults of applications.
var (
	ErrNotFound = fault.New(fault.NotFound, "applications.not_found",
		"There is no such application, or it is not yours.")
	ErrDuplicate = fault.New(fault.Conflict, "applications.duplicate",
		"You have applied to this opening already, or are about to. Each opening gets one application, so nothing was started.")
	ErrNotSent = fault.New(fault.Conflict, "applications.not_sent",
		"This application was not sent yet, so it cannot move on. Send it first, or withdraw it.")
	ErrAlreadySent = fault.New(fault.Conflict, "applications.already_sent",
		"This application was sent, so it cannot go back to preparing.")
	ErrWithdrawInstead = fault.New(fault.Conflict, "applications.withdraw_instead",
		"This application was not sent yet. Withdraw it instead of moving it, so that nothing is sent any more.")
	ErrNoEvidence = fault.New(fault.NotFound, "applications.no_evidence",
		"There is no such evidence for this application.")
)
