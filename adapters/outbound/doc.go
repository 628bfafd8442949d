// Package outbound is the only way out: the one *http.Client that adapters use, and the
// forward proxy that browsers are pointed at. Both dial public addresses only, checked on
// the address that is really dialled, so that neither a feed's redirect nor a name that
// resolves differently the second time reaches the machine's own network. The package
// must not know what is fetched or why.
package outbound
