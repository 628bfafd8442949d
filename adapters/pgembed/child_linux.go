package pgembed

import "syscall"

// childAttr puts the child in a process group of its own, so that a terminal's
// Ctrl-C reaches only us, and has the kernel ask it for a fast shutdown when we die.
func childAttr() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGINT}
}
