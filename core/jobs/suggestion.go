package jobs

// Suggestion is an open job with how it fits one person.
type Suggestion struct {
	Job   Job // without description and questions
	Match Match
}
