// Package platform reads the configuration once, opens every adapter and wires the
// use-cases to them. It is the only place that knows which technology serves which port.
package platform

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"

	"github.com/applyforus/applyforus/apps/internal/peer"
	"github.com/applyforus/applyforus/apps/internal/web"
)

// Config is everything that can be set from outside. Each field's tags give the
// name of its variable, its default and what it is for; NAME_FILE names a file that
// holds the value instead.
type Config struct {
	Env  string `env:"AFU_ENV" default:"development" oneof:"development production" doc:"production turns off everything that is for trying out: the form lab, /dev/mail, demo postings."`
	Data string `env:"AFU_DATA" doc:"Folder for everything that lasts. Default: /var/lib/applyforus as root, else the XDG data folder."`

	Cache string `env:"AFU_CACHE" doc:"Folder for downloads that can be fetched again. Default: /var/cache/applyforus as root, else the XDG cache folder."`

	DatabaseURL       string `env:"DATABASE_URL" secret:"yes" doc:"PostgreSQL 15 or newer. Empty: the standalone app starts its own."`
	DatabaseDirectURL string `env:"DATABASE_DIRECT_URL" secret:"yes" doc:"Direct address for migrations and the queue when DATABASE_URL goes through PgBouncer."`
	DatabaseConns     int    `env:"DATABASE_MAX_CONNS" default:"12" doc:"Connections per process."`
	RedisURL          string `env:"REDIS_URL" secret:"yes" doc:"Redis 7. Empty: the standalone app has one inside; the other binaries need it."`

	SeekerAddr   string `env:"SEEKER_ADDR" default:"127.0.0.1:3000" doc:"Where the seeker site listens."`
	AdminAddr    string `env:"ADMIN_ADDR" default:"127.0.0.1:3001" doc:"Where the admin console listens."`
	EmployerAddr string `env:"EMPLOYER_ADDR" default:"127.0.0.1:3002" doc:"Where the employer portal listens."`
	LabAddr      string `env:"LAB_ADDR" default:"127.0.0.1:3100" doc:"Where the form lab listens."`
	SeekerURL    string `env:"SEEKER_URL" default:"http://localhost:3000" doc:"Address of the seeker site as people type it; links in mails start with it."`
	AdminURL     string `env:"ADMIN_URL" default:"http://localhost:3001" doc:"Address of the admin console."`
	EmployerURL  string `env:"EMPLOYER_URL" default:"http://localhost:3002" doc:"Address of the employer portal."`
	LabURL       string `env:"LAB_URL" default:"http://localhost:3100" doc:"Origin of the form lab; the guarded proxy lets it through outside production."`

	TrustedProxies string `env:"TRUSTED_PROXIES" doc:"Networks of the proxies in front, such as 10.0.0.0/8, separated by commas. Only their X-Forwarded-For and X-Forwarded-Proto are believed. Empty: nobody's."`
	CORSOrigins    string `env:"CORS_ORIGINS" doc:"Origins whose pages may call the seeker's and the employer's API with a token, such as https://partner.example.org or chrome-extension://…, separated by commas. Cookies never count there."`

	Key       string `env:"AFU_KEY" secret:"yes" doc:"Keys that seal secrets in the database: 32 bytes in base64 each, separated by commas, the one that seals first. Empty: made once and kept in the data folder."`
	KeyVault  string `env:"AFU_KEY_VAULT" doc:"Azure Key Vault that holds the keys instead, such as https://NAME.vault.azure.net. The newest enabled version of the secret seals, the others open."`
	KeySecret string `env:"AFU_KEY_SECRET" default:"applyforus-sealing-key" doc:"Name of the secret in AFU_KEY_VAULT."`

	GoogleID       string `env:"OAUTH_GOOGLE_CLIENT_ID" doc:"Lets people sign in with Google. Redirect address at Google: each site's address with /oauth/callback behind it."`
	GoogleSecret   string `env:"OAUTH_GOOGLE_CLIENT_SECRET" secret:"yes" doc:"Goes with OAUTH_GOOGLE_CLIENT_ID."`
	GoogleIssuer   string `env:"OAUTH_GOOGLE_ISSUER" default:"https://accounts.google.com" doc:"OpenID Connect issuer that stands behind the Google button."`
	LinkedInID     string `env:"OAUTH_LINKEDIN_CLIENT_ID" doc:"Lets people sign in with LinkedIn."`
	LinkedInSecret string `env:"OAUTH_LINKEDIN_CLIENT_SECRET" secret:"yes" doc:"Goes with OAUTH_LINKEDIN_CLIENT_ID."`
	LinkedInIssuer string `env:"OAUTH_LINKEDIN_ISSUER" default:"https://www.linkedin.com/oauth" doc:"OpenID Connect issuer of LinkedIn."`
	GitHubID       string `env:"OAUTH_GITHUB_CLIENT_ID" doc:"Lets people sign in with GitHub."`
	GitHubSecret   string `env:"OAUTH_GITHUB_CLIENT_SECRET" secret:"yes" doc:"Goes with OAUTH_GITHUB_CLIENT_ID."`
	GitHubURL      string `env:"OAUTH_GITHUB_URL" default:"https://github.com" doc:"GitHub, or a GitHub Enterprise server."`
	GitHubAPI      string `env:"OAUTH_GITHUB_API" default:"https://api.github.com" doc:"Address of its API."`

	SMTPURL     string `env:"SMTP_URL" secret:"yes" doc:"Mail server, such as smtp://user:password@mail.example.org:587 (STARTTLS is demanded) or smtps://… (TLS from the start). Empty: mail is kept and shown at /dev/mail."`
	SendGridKey string `env:"SENDGRID_API_KEY" secret:"yes" doc:"Sends mail through SendGrid instead of a mail server."`
	MailFrom    string `env:"MAIL_FROM" doc:"Sender of mails, such as ApplyForUs <no-reply@example.org>. Goes with SMTP_URL or SENDGRID_API_KEY."`

	LiveFeeds bool `env:"AFU_LIVE_FEEDS" default:"true" doc:"Follow the starter list of public job boards over the network."`
	DemoJobs  bool `env:"AFU_DEMO_JOBS" default:"true" doc:"Show the marked postings of fictional demo companies (never in production)."`

	ChromiumPath string `env:"CHROMIUM_PATH" doc:"Chromium or Chrome for filling forms. Empty: looked for on this machine."`
	NodePath     string `env:"NODE_PATH_BIN" doc:"Node.js that drives the browser. Empty: looked for on this machine."`
	Browsers     int    `env:"AFU_BROWSERS" default:"2" doc:"Application forms that are filled at the same time."`

	LogLevel string `env:"LOG_LEVEL" default:"warn" oneof:"debug info warn error" doc:"Least level that is logged."`
}

// Production tells whether this is a real installation.
func (c Config) Production() bool { return c.Env == "production" }

// LoadConfig reads the configuration through lookup (os.LookupEnv in programs) and
// answers all that is wrong with it at once.
func LoadConfig(lookup func(string) (string, bool)) (Config, error) {
	var config Config
	var problems []error
	value := reflect.ValueOf(&config).Elem()
	for i := range value.NumField() {
		field := value.Type().Field(i)
		text, err := read(lookup, field)
		if err == nil {
			err = assign(value.Field(i), field, text)
		}
		if err != nil {
			problems = append(problems, err)
		}
	}
	for name, address := range map[string]string{
		"SEEKER_URL": config.SeekerURL, "ADMIN_URL": config.AdminURL, "EMPLOYER_URL": config.EmployerURL, "LAB_URL": config.LabURL,
	} {
		if parsed, err := url.Parse(address); err != nil || parsed.Host == "" {
			problems = append(problems, fmt.Errorf("%s: give a full address such as https://jobs.example.org", name))
		}
	}
	problems = append(problems, providerProblems(config)...)
	problems = append(problems, mailProblems(config)...)
	if _, err := peer.ParseProxies(config.TrustedProxies); err != nil {
		problems = append(problems, fmt.Errorf("TRUSTED_PROXIES: %w", err))
	}
	if _, err := web.ParseOrigins(config.CORSOrigins); err != nil {
		problems = append(problems, fmt.Errorf("CORS_ORIGINS: %w", err))
	}
	folders(&config, lookup)
	return config, errors.Join(problems...)
}

func read(lookup func(string) (string, bool), field reflect.StructField) (string, error) {
	name := field.Tag.Get("env")
	if path, ok := lookup(name + "_FILE"); ok && path != "" {
		content, err := os.ReadFile(path) //nolint:gosec // the operator names the file
		if err != nil {
			return "", fmt.Errorf("%s_FILE: the file cannot be read", name)
		}
		return strings.TrimSpace(string(content)), nil
	}
	if text, ok := lookup(name); ok && text != "" {
		return text, nil
	}
	return field.Tag.Get("default"), nil
}

func assign(target reflect.Value, field reflect.StructField, text string) error {
	name := field.Tag.Get("env")
	switch target.Kind() { //nolint:exhaustive // the kinds that Config uses
	case reflect.String:
		if allowed := strings.Fields(field.Tag.Get("oneof")); len(allowed) > 0 && !contains(allowed, text) {
			return fmt.Errorf("%s: use one of %s", name, strings.Join(allowed, ", "))
		}
		target.SetString(text)
	case reflect.Int:
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return fmt.Errorf("%s: use a whole number above 0", name)
		}
		target.SetInt(int64(n))
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			return fmt.Errorf("%s: use true or false", name)
		}
		target.SetBool(b)
	}
	return nil
}

func contains(list []string, text string) bool {
	for _, item := range list {
		if item == text {
			return true
		}
	}
	return false
}

// folders fills in the data and cache folders. PostgreSQL must be able to reach
// them under another user, so root's are not below its home.
func folders(config *Config, lookup func(string) (string, bool)) {
	config.Data = firstOf(config.Data, placeFor(lookup, "/var/lib/applyforus", "XDG_DATA_HOME", ".local/share"))
	config.Cache = firstOf(config.Cache, placeFor(lookup, "/var/cache/applyforus", "XDG_CACHE_HOME", ".cache"))
}

func placeFor(lookup func(string) (string, bool), forRoot, xdg, fallback string) string {
	if os.Geteuid() == 0 {
		return forRoot
	}
	if base, ok := lookup(xdg); ok && base != "" {
		return filepath.Join(base, "applyforus")
	}
	home, _ := lookup("HOME")
	return filepath.Join(home, fallback, "applyforus")
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// Example writes the .env.example: every variable with what it is for.
func Example() string {
	var b strings.Builder
	b.WriteString("# Every setting of ApplyForUs. All are optional for `make run`.\n" +
		"# NAME_FILE=/path reads the value of NAME from a file.\n")
	kind := reflect.TypeFor[Config]()
	for i := range kind.NumField() {
		tag := kind.Field(i).Tag
		fmt.Fprintf(&b, "\n# %s\n# %s=%s\n", tag.Get("doc"), tag.Get("env"), tag.Get("default"))
	}
	return b.String()
}

// String shows the configuration with secrets masked.
func (c Config) String() string {
	var b strings.Builder
	value := reflect.ValueOf(c)
	for i := range value.NumField() {
		field := value.Type().Field(i)
		shown := fmt.Sprint(value.Field(i).Interface())
		if field.Tag.Get("secret") != "" && shown != "" {
			shown = "(set)"
		}
		fmt.Fprintf(&b, "%s=%s\n", field.Tag.Get("env"), shown)
	}
	return b.String()
}
