//go:build unix && !linux

package pgembed

import "syscall"

// childAttr puts the child in a process group of its own, so that a terminal's
// Ctrl-C reaches only us. A server that outlives us is stopped at the next start.
func childAttr() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
