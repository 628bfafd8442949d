//go:build unix && !linux

package pgembed

import (
	"context"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// servesCluster tells whether the process is a PostgreSQL started on the cluster,
// by its command line, which names the folder.
func servesCluster(pid int, dir string) bool {
	if pid <= 0 {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	line, err := exec.CommandContext(ctx, "/bin/ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && strings.Contains(string(line), "postgres") && strings.Contains(string(line), dir)
}

// clusterBusy tells whether a server was started on the cluster. Children of a
// dead one do not name the folder; they end within moments, and PostgreSQL's
// check of its shared memory catches one that does not.
func clusterBusy(dir string) bool {
	pid, err := postmasterPID(dir)
	return err == nil && servesCluster(pid, dir)
}
