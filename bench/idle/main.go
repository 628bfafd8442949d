// Command idle measures what the standalone app costs when nobody uses it: how long
// a warm start takes until everything is ready, and how much memory the Go process
// holds after a minute. PostgreSQL, Node and Chromium are processes of their own and
// are not counted. Linux only: it reads the kernel's own account (PSS).
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	binary := flag.String("binary", "bin/applyforus", "the built standalone app")
	starts := flag.Int("starts", 5, "warm starts to measure")
	idle := flag.Duration("idle", time.Minute, "time without use before memory is read")
	flag.Parse()
	if err := run(context.Background(), *binary, *starts, *idle); err != nil {
		fmt.Fprintln(os.Stderr, "idle:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, binary string, starts int, idle time.Duration) error {
	data, err := os.MkdirTemp("/var/tmp", "applyforus-idle-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(data)
	if err := os.Chmod(data, 0o711); err != nil { //nolint:gosec // PostgreSQL's user passes through it
		return err
	}
	first, err := start(ctx, binary, data)
	if err != nil {
		return err
	}
	time.Sleep(15 * time.Second) // the demo postings and the PDF reader's cache are made once
	if err := first.stop(); err != nil {
		return err
	}
	var ready []time.Duration
	for range starts {
		p, err := start(ctx, binary, data)
		if err != nil {
			return err
		}
		ready = append(ready, p.ready)
		if err := p.stop(); err != nil {
			return err
		}
	}
	last, err := start(ctx, binary, data)
	if err != nil {
		return err
	}
	time.Sleep(idle)
	pss, anonymous, err := memory(last.cmd.Process.Pid)
	if err := errors.Join(err, last.stop()); err != nil {
		return err
	}
	slices.Sort(ready)
	fmt.Printf("| measure | figure | goal |\n|---|---|---|\n")
	fmt.Printf("| ready, first start | %d ms | |\n", first.ready.Milliseconds())
	fmt.Printf("| ready, warm, median of %d (max) | %d ms (%d ms) | 1,500 ms |\n", starts, ready[len(ready)/2].Milliseconds(), ready[len(ready)-1].Milliseconds())
	fmt.Printf("| PSS of the Go process after %s idle | %.0f MB, of which %.0f MB are its own pages and the rest the program's file | 150 MB |\n", idle, pss, anonymous)
	return nil
}

type process struct {
	cmd   *exec.Cmd
	ready time.Duration // from the start of the process
}

var readyLine = regexp.MustCompile(`^ready after`)

func start(ctx context.Context, binary, data string) (*process, error) {
	cmd := exec.CommandContext(ctx, binary, "run")
	cmd.Env = append(os.Environ(), "AFU_DATA="+data, "AFU_LIVE_FEEDS=false",
		"SEEKER_ADDR=127.0.0.1:3900", "ADMIN_ADDR=127.0.0.1:3901", "EMPLOYER_ADDR=127.0.0.1:3902", "LAB_ADDR=127.0.0.1:3903")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = os.Stderr
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if readyLine.MatchString(lines.Text()) {
			p := &process{cmd: cmd, ready: time.Since(began)}
			go func() {
				for lines.Scan() { // drained so that the program never blocks
				}
			}()
			return p, nil
		}
	}
	return nil, errors.Join(errors.New("it ended before it was ready"), cmd.Wait())
}

func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGINT); err != nil {
		return err
	}
	return p.cmd.Wait()
}

// memory reads PSS and its anonymous part, in MB, of a process.
func memory(pid int) (pss, anonymous float64, err error) {
	content, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "smaps_rollup"))
	if err != nil {
		return 0, 0, err
	}
	for line := range strings.Lines(string(content)) {
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		kb, _ := strconv.ParseFloat(fields[1], 64)
		switch fields[0] {
		case "Pss:":
			pss = kb / 1024
		case "Pss_Anon:":
			anonymous = kb / 1024
		}
	}
	return pss, anonymous, nil
}
