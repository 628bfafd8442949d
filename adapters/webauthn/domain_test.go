package webauthn

import (
	"testing"

	"github.com/applyforus/applyforus/core/identity"
)

func TestDomains(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ seeker, employer, admin, seekerDomain, employerDomain, adminDomain string }{
		"one machine":       {"http://localhost:3000", "http://localhost:3002", "http://localhost:3001", "localhost", "localhost", "localhost"},
		"below one domain":  {"https://Jobs.example.org", "https://hire.example.org", "https://admin.example.org", "example.org", "example.org", "example.org"},
		"one is above":      {"https://example.co.uk", "https://hire.example.co.uk", "https://a.b.example.co.uk", "example.co.uk", "example.co.uk", "example.co.uk"},
		"different owners":  {"https://jobs.co.uk", "https://hire.co.uk", "https://admin.co.uk", "jobs.co.uk", "hire.co.uk", "admin.co.uk"},
		"nothing in common": {"https://jobs.example.org", "https://hire.example.com", "https://admin.example.net", "jobs.example.org", "hire.example.com", "admin.example.net"},
		"shared hosting":    {"https://jobs.github.io", "https://hire.github.io", "https://admin.github.io", "jobs.github.io", "hire.github.io", "admin.github.io"},
		"numbers":           {"http://127.0.0.1:3000", "http://[::1]:3002", "http://localhost:3001", "", "", "localhost"},
	} {
		got, err := domainsOf(map[identity.App]string{identity.AppSeeker: tt.seeker, identity.AppEmployer: tt.employer, identity.AppAdmin: tt.admin})
		if err != nil || got[identity.AppSeeker] != tt.seekerDomain || got[identity.AppEmployer] != tt.employerDomain || got[identity.AppAdmin] != tt.adminDomain {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if _, err := domainsOf(map[identity.App]string{identity.AppSeeker: "localhost"}); err == nil {
		t.Error("an address without a host is taken")
	}
}
