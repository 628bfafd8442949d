package mail

// MessageID is for tests.
var MessageID = messageID
