package main

import (
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

var (
	messageLink = regexp.MustCompile(`href="(/dev/mail/[^"]+)"`)
	verifyLink  = regexp.MustCompile(`href="([^"]*/verify-email\?[^"]+)"`)
)

// mailedToken waits for the mail that confirms an address and gives the token of its link.
// Mail can be read like this only where it is captured for trying things out.
func mailedToken(ctx context.Context, base, email string) (string, error) {
	var token string
	err := wait(ctx, func() (bool, error) {
		list, err := read(ctx, base+"/dev/mail")
		if err != nil {
			return false, err
		}
		for _, found := range messageLink.FindAllStringSubmatch(list, -1) {
			message, err := read(ctx, base+html.UnescapeString(found[1]))
			if err != nil {
				return false, err
			}
			link := verifyLink.FindStringSubmatch(message)
			if link == nil || !strings.Contains(html.UnescapeString(message), email) {
				continue
			}
			parsed, err := url.Parse(html.UnescapeString(link[1]))
			if err != nil {
				return false, err
			}
			token = parsed.Query().Get("token")
			return token != "", nil
		}
		return false, nil
	})
	return token, err
}

func read(ctx context.Context, address string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close() //nolint:errcheck // only read from
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s answers %s; is it a development installation?", address, response.Status)
	}
	body, err := io.ReadAll(response.Body)
	return string(body), err
}
