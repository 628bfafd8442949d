package pgembed

import (
	"fmt"
	"runtime"
)

// release is one published build of the server: the jar that the zonky project
// puts on Maven Central, and its SHA-256 as published beside it (.jar.sha256).
type release struct {
	version  string
	platform string
	sha256   string
}

// releases is keyed by GOOS/GOARCH. The ARM builds stay at 18.4.0: their 18.6.0
// carries neither a checksum nor a signature on Maven Central, so there is nothing
// to pin that its publisher vouches for.
var releases = map[string]release{
	"linux/amd64":  {"18.6.0", "linux-amd64", "008ee189eaa7ca2b58bd01dd950291e638b998392cf982297acd4779ec898ac1"},
	"darwin/amd64": {"18.6.0", "darwin-amd64", "690941008aac9ee360820fde9bb7870a4f3dcac5e9e2f9e45e42333a436ad0f9"},
	"linux/arm64":  {"18.4.0", "linux-arm64v8", "a9ec284923b9a7d2db41509bfb88c3d0eeb9f4aa5e2b29ea0aac5e8dbaf4c335"},
	"darwin/arm64": {"18.4.0", "darwin-arm64v8", "ab698c4486a795d2aa8a158b3a41e1201a77e7ff72a6255094cd5900080853c2"},
}

// releaseMajor is the major version of every release above.
const releaseMajor = 18

// defaultRepository is Maven Central.
const defaultRepository = "https://repo1.maven.org/maven2"

// thisRelease answers the release for the machine that runs us.
func thisRelease() (release, bool) {
	r, ok := releases[runtime.GOOS+"/"+runtime.GOARCH]
	return r, ok
}

// url is the place of the jar in a Maven repository.
func (r release) url(repository string) string {
	artifact := "embedded-postgres-binaries-" + r.platform
	return fmt.Sprintf("%s/io/zonky/test/postgres/%s/%s/%s-%s.jar",
		repository, artifact, r.version, artifact, r.version)
}

// folder names the unpacked release within the cache folder.
func (r release) folder() string { return "postgresql-" + r.version + "-" + r.platform }
