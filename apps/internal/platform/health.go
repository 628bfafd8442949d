package platform

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/applyforus/applyforus/adapters/browser"
	"github.com/applyforus/applyforus/adapters/outbound"
	"github.com/applyforus/applyforus/adapters/postgres"
	"github.com/applyforus/applyforus/adapters/river"
	"github.com/applyforus/applyforus/core/health"
	"github.com/applyforus/applyforus/ports"
)

// At what point somebody should look.
const (
	siteTimeout  = 2 * time.Second
	waitsTooLong = 5 * time.Minute // the longest waiting task
	lowDisk      = 2 << 30         // bytes free in the data folder
	noDisk       = 200 << 20
)

// probe implements ports.HealthProbe.
type probe struct {
	key, name string
	look      func(ctx context.Context) (health.Status, string)
}

// Part implements ports.HealthProbe.
func (p probe) Part() (key, name string) { return p.key, p.name }

// Look implements ports.HealthProbe.
func (p probe) Look(ctx context.Context) (health.Status, string) { return p.look(ctx) }

// serviceProbes look at our own processes. That the admin site answers is shown by
// its answering.
func serviceProbes(p *Parts) []ports.HealthProbe {
	began := p.Now()
	return []ports.HealthProbe{
		probe{"seeker", "Seeker site", siteProbe(p.Config.SeekerURL)},
		probe{"employer", "Employer portal", siteProbe(p.Config.EmployerURL)},
		probe{"admin", "Admin console", func(context.Context) (health.Status, string) {
			return health.Up, "It answers this page. It runs since " + began.Format("2 Jan 2006, 15:04 MST") + "."
		}},
		probe{"worker", "Worker", func(ctx context.Context) (health.Status, string) {
			backlog, err := river.ReadBacklog(ctx, p.DB.Pool(), postgres.QueueSchema)
			switch {
			case err != nil:
				return health.Down, "Whether one runs cannot be read from the database."
			case !backlog.Worker:
				return health.Down, "No worker runs: mails are not sent, feeds not fetched and forms not filled. Start the worker binary, or the standalone app."
			}
			return health.Up, fmt.Sprintf("A worker leads the queue; %s under way.", tasks(backlog.Running))
		}},
	}
}

// siteProbe asks one of our sites for its sign-in page, at its own address, which may be
// a private one.
func siteProbe(address string) func(context.Context) (health.Status, string) {
	wrong := "Its address is not one of a site: " + address + ". Correct it in the settings."
	client, err := outbound.NewClient(outbound.Options{Exempt: []string{origin(address)}, Timeout: siteTimeout, MaxBody: 1 << 20})
	if err != nil {
		return func(context.Context) (health.Status, string) { return health.Down, wrong }
	}
	return func(ctx context.Context) (health.Status, string) {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/login", nil)
		if err != nil {
			return health.Down, wrong
		}
		answer, err := client.Do(request)
		if err != nil {
			return health.Down, "It does not answer at " + address + ". Start it, or correct its address in the settings."
		}
		answer.Body.Close() // only the status counts
		if answer.StatusCode >= http.StatusInternalServerError {
			return health.Down, fmt.Sprintf("It answers at %s, but with the error %d. Its log says why.", address, answer.StatusCode)
		}
		return health.Up, "It answers at " + address + "."
	}
}

func dependencyProbes(p *Parts) []ports.HealthProbe {
	return []ports.HealthProbe{
		probe{"database", "PostgreSQL", databaseProbe(p)},
		probe{"redis", "Redis", func(ctx context.Context) (health.Status, string) {
			if err := p.Redis.Wake(ctx, "health"); err != nil {
				return health.Down, "It does not answer. Limits, locks and live updates do not work until it does; nothing is lost."
			}
			return health.Up, "It takes messages."
		}},
		probe{"queue", "Task queue", queueProbe(p)},
		probe{"browser", "Browser for forms", func(context.Context) (health.Status, string) {
			path, err := browser.FindChromium(p.Config.ChromiumPath)
			if err != nil {
				return health.Warn, sentence(err.Error()) + " Forms cannot be filled from this machine; a worker elsewhere may have one."
			}
			return health.Up, "Found on this machine at " + path + "."
		}},
		probe{"disk", "Data folder", diskProbe(p.Config.Data)},
	}
}

func databaseProbe(p *Parts) func(context.Context) (health.Status, string) {
	return func(ctx context.Context) (health.Status, string) {
		var version, size string
		err := p.DB.Pool().QueryRow(ctx, `SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))`).Scan(&version, &size)
		if err != nil {
			return health.Down, "It does not answer. Nothing works until it does."
		}
		stat := p.DB.Pool().Stat()
		text := fmt.Sprintf("PostgreSQL %s, %s of data; this process uses %d of %d connections.", version, size, stat.AcquiredConns(), stat.MaxConns())
		if stat.AcquiredConns() >= stat.MaxConns() {
			return health.Warn, text + " None is free: raise DATABASE_MAX_CONNS."
		}
		return health.Up, text
	}
}

func queueProbe(p *Parts) func(context.Context) (health.Status, string) {
	return func(ctx context.Context) (health.Status, string) {
		backlog, err := river.ReadBacklog(ctx, p.DB.Pool(), postgres.QueueSchema)
		if err != nil {
			return health.Down, "The queue cannot be read from the database."
		}
		text := fmt.Sprintf("%s waiting, %d running, %d given up.", tasks(backlog.Waiting), backlog.Running, backlog.Discarded)
		if backlog.Oldest.IsZero() {
			return health.Up, text
		}
		age := p.Now().Sub(backlog.Oldest)
		text += " The oldest waits for " + age.Round(time.Second).String() + "."
		if age > waitsTooLong {
			return health.Warn, text + " Check that a worker runs, or start another."
		}
		return health.Up, text
	}
}

func tasks(n int) string {
	if n == 1 {
		return "1 task"
	}
	return fmt.Sprintf("%d tasks", n)
}

// origin is scheme, host and port of an address.
func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address // refused by LoadConfig already
	}
	return u.Scheme + "://" + u.Host
}

// sentence begins a text with a capital and ends it with a stop.
func sentence(text string) string {
	if text == "" {
		return text
	}
	return string(text[0]&^0x20) + text[1:] + "."
}
