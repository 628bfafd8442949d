package webauthn

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/applyforus/applyforus/core/identity"
)

// domainsOf gives the domain that the passkeys of each app belong to: the part that all
// apps' hosts have in common, if one owner can have it, else each app's own host. It is ""
// for an address of numbers, which passkeys do not work on.
func domainsOf(addresses map[identity.App]string) (map[identity.App]string, error) {
	domains := map[identity.App]string{}
	var hosts []string
	for app, address := range addresses {
		parsed, err := url.Parse(address)
		if err != nil || parsed.Hostname() == "" {
			return nil, fmt.Errorf("webauthn: %s has the address %q, which is none", app, address)
		}
		host := strings.ToLower(parsed.Hostname())
		if net.ParseIP(host) != nil {
			host = ""
		} else {
			hosts = append(hosts, host)
		}
		domains[app] = host
	}
	if shared := sharedDomain(hosts); shared != "" {
		for app, host := range domains {
			if host != "" {
				domains[app] = shared
			}
		}
	}
	return domains, nil
}

// sharedDomain is the longest domain that all hosts lie in and that one owner can have; ""
// if there is none.
func sharedDomain(hosts []string) string {
	if len(hosts) == 0 {
		return ""
	}
	shared := strings.Split(hosts[0], ".")
	for _, host := range hosts[1:] {
		labels := strings.Split(host, ".")
		n := 0
		for n < len(labels) && n < len(shared) && labels[len(labels)-1-n] == shared[len(shared)-1-n] {
			n++
		}
		shared = shared[len(shared)-n:]
	}
	domain := strings.Join(shared, ".")
	if slices.Contains(hosts, domain) {
		return domain
	}
	if owned, err := publicsuffix.EffectiveTLDPlusOne(domain); err != nil || owned == "" {
		return ""
	}
	return domain
}
