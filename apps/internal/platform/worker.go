package platform

import (
	"time"

	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/river"
	"github.com/applyforus/applyforus/core/autoapply"
	"github.com/applyforus/applyforus/core/autoapply/autoapplysvc"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/jobs"
)

// worker is the queue with the handler and policy of every kind of task.
type worker struct{ queue *river.Client }

func newWorker(s *Services, role Role) (*worker, error) {
	registry := river.NewRegistry()
	register(registry, s, role)
	options := river.Options{
		Schema: postgres.QueueSchema, Logger: s.Log, PollOnly: s.Config.DatabaseDirectURL != "",
	}
	var periodic []river.Periodic
	if role.Works {
		options.Workers = map[river.Queue]int{
			river.QueueApplications: s.Config.Browsers, river.QueueNotificationMail: 4, river.QueueResumes: 2,
			river.QueueJobs: 2, river.QueueDefault: 2,
		}
		periodic = schedule(s.Config)
	}
	queue, err := river.New(s.DB.Pool(), registry, periodic, options)
	return &worker{queue: queue}, err
}

// schedule lists what happens by the clock.
func schedule(config Config) []river.Periodic {
	list := []river.Periodic{
		{Every: 30 * time.Second, Task: autoapply.RecoverAttempts{}, AtStart: true},
		{Every: time.Hour, Task: identity.Sweep{}},
		{Every: time.Hour, Task: identity.RotateSigningKeys{}, AtStart: true},
	}
	if config.LiveFeeds {
		list = append(list, river.Periodic{Every: 5 * time.Minute, Task: jobs.SweepBoards{}, AtStart: true})
	}
	return list
}

// register is the table of all tasks. A process that does not work registers them too:
// a kind that nobody handles is refused when it is made.
func register(r *river.Registry, s *Services, role Role) {
	engine := wireEngine(s.Parts, wireBrowser(s.Parts, role))
	short := func(queue river.Queue, tries int) river.Policy {
		return river.Policy{Queue: queue, MaxAttempts: tries, Timeout: time.Minute}
	}
	once := func(p river.Policy) river.Policy { p.Unique = true; return p }

	mail := short(river.QueueNotificationMail, 10)
	river.Handle(r, mail, s.Identity.SendVerification)
	river.Handle(r, mail, s.Identity.SendAlreadyRegistered)
	river.Handle(r, mail, s.Identity.SendPasswordReset)
	river.Handle(r, mail, s.Identity.SendNewDevice)
	river.Handle(r, mail, s.Identity.SendNotice)
	river.Handle(r, mail, s.Identity.SendEmailConfirm)
	river.Handle(r, mail, s.Identity.SendEmailChanged)
	river.Handle(r, mail, s.Identity.SendFactorRemoval)
	river.Handle(r, mail, s.Identity.WarnFactorRemoval)
	river.Handle(r, short(river.QueueDefault, 10), s.Factors.RemoveFactors)
	river.Handle(r, once(short(river.QueueDefault, 3)), s.Identity.RotateOldKeys)
	river.Handle(r, short(river.QueueDefault, 3), s.Identity.Sweep)
	river.Handle(r, mail, s.Notifications.Mail)
	river.Handle(r, short(river.QueueResumes, 3), s.Resumes.Parse)
	river.Handle(r, short(river.QueueResumes, 3), s.Resumes.Discard)
	river.Handle(r, short(river.QueueDefault, 3), s.Profile.DiscardPhoto)
	river.Handle(r, once(short(river.QueueJobs, 3)), s.Importer.HandleSweepBoards)
	river.Handle(r, once(river.Policy{Queue: river.QueueJobs, MaxAttempts: 3, Timeout: 5 * time.Minute}), s.Importer.HandleImportBoard)
	river.Handle(r, once(short(river.QueueJobs, 3)), s.Importer.HandleImportDetail)
	run := river.Policy{Queue: river.QueueApplications, MaxAttempts: 5, Timeout: autoapplysvc.RunTimeout}
	river.Handle(r, run, engine.Run)
	river.Handle(r, run, engine.Prepare)
	river.Handle(r, once(short(river.QueueDefault, 1)), engine.Recover)
}
