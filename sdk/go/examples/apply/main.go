// Command apply goes the whole way through the seeker app's API with the generated
// client: from a new account to a confirmed application and its evidence. It needs an
// installation on which mail can be read at /dev/mail, as `make run` starts one.
//
//	AFU_URL=http://localhost:3000 AFU_RESUME=resume.pdf go run ./examples/apply
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/applyforus/applyforus/sdk/go/seeker"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	if err := run(ctx, os.Getenv("AFU_URL"), os.Getenv("AFU_RESUME")); err != nil {
		fmt.Fprintln(os.Stderr, "apply:", err)
		os.Exit(1) //nolint:gocritic // nothing is left to undo
	}
}

func run(ctx context.Context, base, resumePath string) error {
	if base == "" || resumePath == "" {
		return errors.New("set AFU_URL to the address of the seeker app and AFU_RESUME to a PDF or DOCX file")
	}
	content, err := os.ReadFile(resumePath) //nolint:gosec // the caller names the file
	if err != nil {
		return err
	}
	api, err := seeker.New(base)
	if err != nil {
		return err
	}
	if err := join(ctx, api, base); err != nil {
		return err
	}
	job, err := find(ctx, api)
	if err != nil {
		return err
	}
	resume, err := upload(ctx, api, filepath.Base(resumePath), content)
	if err != nil {
		return err
	}
	if err := fits(ctx, api, job); err != nil {
		return err
	}
	sent, err := apply(ctx, api, job, resume)
	if err != nil {
		return err
	}
	if err := evidence(ctx, api, sent, content); err != nil {
		return err
	}
	if err := told(ctx, api, sent); err != nil {
		return err
	}
	return api.SignOut(ctx)
}

// join registers, confirms the address with the mailed link and signs in.
func join(ctx context.Context, api *seeker.API, base string) error {
	email, password := fmt.Sprintf("mirela.%d@example.org", time.Now().UnixNano()), "harbour kettle lantern moss"
	registered, err := seeker.Data[seeker.Registered](api.RegisterWithResponse(ctx,
		seeker.RegisterInputBody{Email: email, Password: password, Name: "Mirela Quandt"}, seeker.Idempotent(seeker.NewKey())))
	if err != nil {
		return err
	}
	say("registered %s; next: %s", email, registered.Next)
	token, err := mailedToken(ctx, base, email)
	if err != nil {
		return err
	}
	if _, err := seeker.Data[seeker.Confirmation](api.VerifyEmailWithResponse(ctx, seeker.VerifyEmailInputBody{Token: token})); err != nil {
		return err
	}
	account, err := api.SignIn(ctx, email, password)
	if err != nil {
		return err
	}
	if !account.EmailVerified {
		return errors.New("the address is not confirmed after the link was used")
	}
	say("confirmed the address and signed in as %s", account.Name)
	return nil
}

// find searches, looks at the filters and reads the first job.
func find(ctx context.Context, api *seeker.API) (seeker.JobDetail, error) {
	words := "senior go engineer"
	jobs, page, err := seeker.List[seeker.Job](api.SearchJobsWithResponse(ctx, &seeker.SearchJobsParams{Q: &words}))
	if err != nil {
		return seeker.JobDetail{}, err
	}
	if len(jobs) == 0 || page.Total < int64(len(jobs)) {
		return seeker.JobDetail{}, fmt.Errorf("%d jobs on a page, %d in all", len(jobs), page.Total)
	}
	facets, err := seeker.Data[[]seeker.JobFacet](api.ListJobFacetsWithResponse(ctx, &seeker.ListJobFacetsParams{Q: &words}))
	if err != nil {
		return seeker.JobDetail{}, err
	}
	if len(facets) == 0 {
		return seeker.JobDetail{}, errors.New("a search with results has no filters")
	}
	job, err := seeker.Data[seeker.JobDetail](api.GetJobWithResponse(ctx, jobs[0].Id))
	if err != nil {
		return job, err
	}
	if job.Title != jobs[0].Title || job.DescriptionText == "" {
		return job, fmt.Errorf("the job %q reads otherwise than in the list", jobs[0].Title)
	}
	say("found %d jobs with %d filters; reading %s at %s", page.Total, len(facets), job.Title, job.Company)
	return job, nil
}

// upload uploads the resume, waits until it was read, and confirms what was found.
func upload(ctx context.Context, api *seeker.API, name string, content []byte) (seeker.Resume, error) {
	resume, err := api.UploadFile(ctx, name, content, seeker.Idempotent(seeker.NewKey()))
	if err != nil {
		return resume, err
	}
	if err := same("uploaded resume", content, resume.Sha256); err != nil {
		return resume, err
	}
	err = wait(ctx, func() (bool, error) {
		resume, err = seeker.Data[seeker.Resume](api.GetResumeWithResponse(ctx, resume.Id))
		return err == nil && resume.Status != seeker.ResumeStatusUploaded, err
	})
	if err != nil {
		return resume, err
	}
	if resume.Status != seeker.ResumeStatusRead {
		return resume, fmt.Errorf("the resume is %s: %+v", resume.Status, resume.Problem)
	}
	draft, err := seeker.Data[seeker.ResumeDraft](api.GetResumeDraftWithResponse(ctx, resume.Id))
	if err != nil {
		return resume, err
	}
	if draft.Name == nil || len(draft.Experience) == 0 || len(draft.Skills) == 0 {
		return resume, errors.New("the draft lacks a name, positions or skills")
	}
	say("read %d pages: %s, %d positions", resume.Pages, draft.Name.Text, len(draft.Experience))
	resume, err = seeker.Data[seeker.Resume](api.ConfirmResumeWithResponse(ctx, resume.Id, seeker.AsFound(draft)))
	if err != nil {
		return resume, err
	}
	profile, err := seeker.Data[seeker.Profile](api.GetProfileWithResponse(ctx))
	if err != nil {
		return resume, err
	}
	if profile.Name == nil || profile.Name.Text != draft.Name.Text || len(profile.Experience) != len(draft.Experience) {
		return resume, errors.New("the profile differs from what was confirmed")
	}
	say("confirmed; the profile has %d positions and %d skills", len(profile.Experience), len(profile.Skills))
	return resume, nil
}

// fits reads how the job matches.
func fits(ctx context.Context, api *seeker.API, job seeker.JobDetail) error {
	match, err := seeker.Data[seeker.JobMatch](api.GetJobMatchWithResponse(ctx, job.Id))
	if err != nil {
		return err
	}
	if !match.Verifiable || match.Why == "" {
		return fmt.Errorf("no score for a job with requirements: %q", match.Why)
	}
	say("match %d of 100; missing: %v", match.Total, match.Missing)
	return nil
}

// told checks that the notice of the confirmation is there, and marks it as read.
func told(ctx context.Context, api *seeker.API, sent seeker.ApplicationDetail) error {
	notices, _, err := seeker.List[seeker.Notification](api.ListNotificationsWithResponse(ctx, nil))
	if err != nil {
		return err
	}
	for _, notice := range notices {
		if notice.Link != "/applications/"+sent.Id.String() {
			continue
		}
		read, err := seeker.Data[seeker.Notification](api.ReadNotificationWithResponse(ctx, notice.Id))
		if err != nil {
			return err
		}
		if read.ReadAt == nil {
			return errors.New("the notice stays unread")
		}
		say("told: %s", notice.Title)
		return nil
	}
	return fmt.Errorf("no notice about the application among %d", len(notices))
}

func say(format string, args ...any) { fmt.Printf(format+"\n", args...) }

// wait asks until the answer is yes, an error, or the context ends.
func wait(ctx context.Context, ask func() (bool, error)) error {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		if done, err := ask(); done || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

func same(what string, content []byte, hexSum string) error {
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != hexSum {
		return fmt.Errorf("%s: the bytes do not have the sum %s", what, hexSum)
	}
	return nil
}
