package pgembed

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// servesCluster tells whether the process is a PostgreSQL that works on the
// cluster. Every server process stays in its data folder, and a zombie has no
// working folder, so a recycled or dead pid is never taken for one.
func servesCluster(pid int, dir string) bool {
	if pid <= 0 {
		return false
	}
	proc := filepath.Join("/proc", strconv.Itoa(pid))
	program, err := os.Readlink(filepath.Join(proc, "exe"))
	// A server whose files were replaced under it reads "…/postgres (deleted)".
	if err != nil || filepath.Base(strings.TrimSuffix(program, " (deleted)")) != "postgres" {
		return false
	}
	works, err := os.Stat(filepath.Join(proc, "cwd"))
	if err != nil {
		return false
	}
	cluster, err := os.Stat(dir)
	return err == nil && os.SameFile(works, cluster)
}

// clusterBusy tells whether any process still works on the cluster.
func clusterBusy(dir string) bool {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return false
	}
	for _, entry := range entries {
		if pid, err := strconv.Atoi(entry.Name()); err == nil && servesCluster(pid, dir) {
			return true
		}
	}
	return false
}
