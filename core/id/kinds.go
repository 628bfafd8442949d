package id

// The kinds. They are empty types that only name what an ID identifies.
type (
	userKind          struct{}
	sessionKind       struct{}
	refreshKind       struct{}
	refreshFamilyKind struct{}
	signingKeyKind    struct{}
	apiKeyKind        struct{}
	mailTokenKind     struct{}
	passkeyKind       struct{}
	challengeKind     struct{}
	connectionKind    struct{}
	factKind          struct{}
	answerKind        struct{}
	photoKind         struct{}
	importKind        struct{}
	jobKind           struct{}
	requisitionKind   struct{}
	companyKind       struct{}
	employerKind      struct{}
	boardKind         struct{}
	resumeKind        struct{}
	applicationKind   struct{}
	attemptKind       struct{}
	evidenceKind      struct{}
	noteKind          struct{}
	notificationKind  struct{}
	mailKind          struct{}
)

// The identifiers of the domains.
type (
	User            = ID[userKind]          // identity: a person's account
	Session         = ID[sessionKind]       // identity: one browser signed in to one app
	RefreshToken    = ID[refreshKind]       // identity: one link of a refresh-token family
	RefreshFamily   = ID[refreshFamilyKind] // identity: one client signed in to one app with tokens
	SigningKey      = ID[signingKeyKind]    // identity: a key that signs access tokens
	APIKey          = ID[apiKeyKind]        // identity: a key that a program acts with
	MailToken       = ID[mailTokenKind]     // identity: a link sent by mail, or what it is about
	Passkey         = ID[passkeyKind]       // identity: a key pair on somebody's device
	SignInChallenge = ID[challengeKind]     // identity: a sign-in that waits for a second proof
	Connection      = ID[connectionKind]    // identity: an account elsewhere that signs somebody in
	Fact            = ID[factKind]          // profile: one thing that a person said or confirmed about themselves
	Answer          = ID[answerKind]        // profile: one remembered answer of the answer bank
	Photo           = ID[photoKind]         // profile: one picture of a person, in its sizes
	Import          = ID[importKind]        // profile: facts from elsewhere that wait to be taken over
	Job             = ID[jobKind]           // jobs: one posting as shown
	Requisition     = ID[requisitionKind]   // jobs: the opening behind one or more postings; canonical, never reused
	Company         = ID[companyKind]       // jobs: an employer as feeds name it
	Employer        = ID[employerKind]      // employer: a company that uses the portal
	Board           = ID[boardKind]         // jobs: one followed feed
	Resume          = ID[resumeKind]        // resumes: an uploaded or built resume
	Application     = ID[applicationKind]   // applications: one person's application to one requisition
	Attempt         = ID[attemptKind]       // autoapply: one run of the apply engine
	Evidence        = ID[evidenceKind]      // applications: one kept proof (file or text)
	Note            = ID[noteKind]          // applications: a person's own note
	Notification    = ID[notificationKind]  // notifications: one notice to one person
	Mail            = ID[mailKind]          // notifications: one captured mail
)
