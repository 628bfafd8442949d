package bcrypt

import "syscall"

// niceness is how far a hashing thread stands behind the others: far, and not last of all.
const niceness = 10

// lowerPriority puts the present thread behind those that serve pages. On Linux a thread
// has a priority of its own. A refusal only makes the others slower.
func lowerPriority() {
	_ = syscall.Setpriority(syscall.PRIO_PROCESS, syscall.Gettid(), niceness)
}
