// Package sdk holds the Go clients of ApplyForUs, one folder per app. The clients are
// generated from the published specifications; examples/apply shows the whole way from
// an account to a confirmed application.
package sdk
