package reqlog_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/applyforus/applyforus/apps/internal/reqlog"
	"github.com/applyforus/applyforus/core/fault"
	"github.com/applyforus/applyforus/core/id"
	"github.com/applyforus/applyforus/core/identity"
	"github.com/applyforus/applyforus/core/profile"
)

func TestMaskHidesPeople(t *testing.T) {
	t.Parallel()
	const canary = "canary"
	token, hash := identity.NewToken()
	client := identity.Client{IP: netip.MustParseAddr("192.0.2.77"), UserAgent: canary}
	for name, value := range map[string]any{
		"account": identity.User{Email: canary, Name: canary}, "pointer": &identity.User{Email: canary}, "list": []identity.User{{Name: canary}},
		"actor": identity.Actor{Name: canary, Email: canary}, "client": client, "address": client.IP, "pair": identity.TokenPair{Access: canary, Refresh: canary},
		"facts": profile.Profile{Skills: []profile.Skill{{Name: canary}}}, "map": map[string]string{"name": canary}, "bytes": []byte(canary),
		"e-mail": "mail to canary@example.org failed", "e-mail in an error": fmt.Errorf("send: %w", errors.New("550 <canary@example.org> unknown")),
		"fault": fault.ErrNotFound.Wrap(errors.New("canary@jobs.example.org")), "token": "token " + token, "hash": hash,
		"access token": "Bearer eyJhbGciOi.eyJzdWIi.canary", "key": identity.APIKeyPrefix + "live_canary", "number": "call +49 170 canary 1234567",
		"network": "dial 192.0.2.77:25: refused",
	} {
		var out bytes.Buffer
		log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: reqlog.Mask}))
		log.With("with", value).WithGroup("group").Info("said", "value", value, slog.Group("inner", "value", value))
		if name == "number" {
			out.Reset()
			log.Info("said", "value", "call +49 170 1234567 today")
		}
		for _, leak := range []string{canary, token, "192.0.2.77", "1234567"} {
			if strings.Contains(out.String(), leak) {
				t.Errorf("%s shows %q: %s", name, leak, out.String())
			}
		}
		if !strings.Contains(out.String(), "masked") {
			t.Errorf("%s: %s", name, out.String())
		}
	}
}

func TestMaskKeepsWhatExplains(t *testing.T) {
	t.Parallel()
	user := id.Make[id.User](time.Now())
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: reqlog.Mask}))
	log.Info("request", "user", user, "status", 200, "ms", int64(12), "path", "/jobs/"+user.String(), "role", identity.RoleSupport,
		"cause", errors.New("postgres: relation jobs.jobs does not exist (SQLSTATE 42P01)"), "took", time.Second, "ok", true)
	for _, want := range []string{
		"user=" + user.String(), "status=200", "ms=12", "path=/jobs/" + user.String(), "role=support", "relation jobs.jobs does not exist (SQLSTATE 42P01)", "took=1s", "ok=true", "level=INFO", "time=2",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %s", want, out.String())
		}
	}
}
