// Package pgembed runs a PostgreSQL of our own for people who have configured
// none: it finds or fetches the server's binaries, makes the data folder, starts
// the server as an unprivileged account and stops it again. Nothing that the
// parent process can do, being killed included, may leave something behind that
// blocks the next start.
//
// It must not know what is stored: no schema, no migration, no table. It reads no
// environment variable; the caller hands over every folder.
//
// A data folder looks like this:
//
//	lock           held while a server of ours runs here; says which process and where
//	password       the generated password of the role applyforus (mode 0600)
//	postgres.log   what the server said
//	cluster/       PostgreSQL's own data folder
//	socket/        its Unix socket
package pgembed
