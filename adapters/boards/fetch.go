package boards

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"github.com/applyforus/applyforus/core/jobs"
)

const (
	maxBody = 48 << 20  // bytes of one answer; the largest known boards are below 20 MB
	maxFile = 512 << 20 // bytes of a recorded file
)

// tokenPattern is what a board's name may look like, so that a name never becomes another path.
var tokenPattern = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} ._&+-]{0,99}$`)

// get reads the whole answer of an address and tells apart what can go wrong.
func get(ctx context.Context, client *http.Client, address string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, jobs.ErrBoardNotFound.Wrap(err)
	}
	req.Header.Set("Accept", "application/json")
	res, err := client.Do(req)
	if err != nil {
		return nil, jobs.ErrBoardUnavailable.Wrap(err)
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode == http.StatusNotFound, res.StatusCode == http.StatusGone:
		return nil, jobs.ErrBoardNotFound
	case res.StatusCode == http.StatusTooManyRequests:
		seconds, _ := strconv.Atoi(res.Header.Get("Retry-After")) // a date is left to the board's own schedule
		return nil, jobs.ErrBoardRateLimited.After(time.Duration(min(max(seconds, 0), 86400)) * time.Second)
	case res.StatusCode != http.StatusOK:
		return nil, jobs.ErrBoardUnavailable.Wrap(fmt.Errorf("boards: status %d", res.StatusCode))
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, maxBody+1))
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, jobs.ErrBoardPartial.Wrap(err)
	case err != nil:
		return nil, jobs.ErrBoardUnavailable.Wrap(err)
	case len(body) > maxBody:
		return nil, jobs.ErrBoardTooLarge
	}
	return body, nil
}

// getJSON reads one JSON value from an address.
func getJSON(ctx context.Context, client *http.Client, address string, into any) error {
	body, err := get(ctx, client, address)
	if err != nil {
		return err
	}
	return decode(body, into)
}

// decode tells half a document from one that is something else.
func decode(body []byte, into any) error {
	if err := json.Unmarshal(body, into); err != nil {
		return badJSON(body, err)
	}
	return nil
}

// badJSON blames the break-off only when the text began as JSON.
func badJSON(body []byte, err error) error {
	var syntax *json.SyntaxError
	start := bytes.TrimSpace(body)
	cut := errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &syntax) && syntax.Offset >= int64(len(bytes.TrimRight(body, " \r\n\t")))
	if cut && len(start) > 0 && (start[0] == '{' || start[0] == '[') {
		return jobs.ErrBoardPartial.Wrap(err)
	}
	return jobs.ErrBoardUnreadable.Wrap(err)
}

// reader turns one raw posting of a feed into a posting. listed is false for one that the
// feed does not show to the public.
type reader func(raw json.RawMessage, token string) (p jobs.Posting, listed bool, err error)

// collect reads raw postings, each external id of a board once. What cannot be read is
// left out and makes the result partial.
func collect(raws []json.RawMessage, token string, read reader) ([]jobs.Posting, error) {
	postings := make([]jobs.Posting, 0, len(raws))
	seen := map[[2]string]bool{}
	var bad error
	for _, raw := range raws {
		p, listed, err := read(raw, token)
		if err == nil && !listed {
			continue
		}
		p, ok := tidy(p)
		key := [2]string{p.BoardToken, p.ExternalID}
		switch {
		case err != nil:
			bad = err
		case !ok:
			bad = errors.New("boards: a posting without id or title")
		case !seen[key]:
			seen[key] = true
			postings = append(postings, p)
		}
	}
	if bad != nil {
		return postings, jobs.ErrBoardPartial.Wrap(bad)
	}
	return postings, nil
}

// decodeFile reads a recorded answer: objects that hold a list under "jobs", lists of
// postings, or bare postings, any number of them one after another.
func decodeFile(r io.Reader, token string, read reader) ([]jobs.Posting, error) {
	limited := &io.LimitedReader{R: r, N: maxFile + 1}
	decoder := json.NewDecoder(limited)
	var raws []json.RawMessage
	var broken error
	for broken == nil {
		var value json.RawMessage
		err := decoder.Decode(&value)
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			var more []json.RawMessage
			if more, err = unfold(value); err == nil {
				raws = append(raws, more...)
			}
		}
		broken = err
	}
	if limited.N <= 0 {
		return nil, jobs.ErrBoardTooLarge
	}
	postings, err := collect(raws, token, read)
	switch {
	case broken != nil && len(postings) == 0 && !errors.Is(broken, io.ErrUnexpectedEOF), len(raws) > 0 && len(postings) == 0 && err != nil:
		return nil, jobs.ErrBoardUnreadable.Wrap(errors.Join(broken, err))
	case broken != nil:
		return postings, jobs.ErrBoardPartial.Wrap(broken)
	}
	return postings, err
}

func unfold(value json.RawMessage) ([]json.RawMessage, error) {
	if value[0] == '[' {
		var list []json.RawMessage
		err := json.Unmarshal(value, &list)
		return list, err
	}
	var envelope struct {
		Jobs *[]json.RawMessage `json:"jobs"`
	}
	if err := json.Unmarshal(value, &envelope); err != nil {
		return nil, err
	}
	if envelope.Jobs != nil {
		return *envelope.Jobs, nil
	}
	return []json.RawMessage{value}, nil
}

// envelope is a feed's answer that must hold a list under "jobs".
type envelope struct {
	Jobs *[]json.RawMessage `json:"jobs"`
}

func (e envelope) list() ([]json.RawMessage, error) {
	if e.Jobs == nil {
		return nil, jobs.ErrBoardUnreadable.Wrap(errors.New("boards: the answer holds no list of jobs"))
	}
	return *e.Jobs, nil
}
