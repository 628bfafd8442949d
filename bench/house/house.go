// Package house runs the product in a process of its own for a measurement, so that the
// measuring process can be told from the measured one, and speaks to it as many clients
// from many places do.
package house

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/applyforus/applyforus/apps/standalone/trial"
)

// serveArg makes the measuring program serve instead.
const serveArg = "-serve-house"

// stopTimeout bounds how long the house may take to end.
const stopTimeout = 20 * time.Second

// Serve runs the house if this process was started to, and tells whether it was. It must be
// the first thing that main does.
func Serve() bool {
	if len(os.Args) != 3 || os.Args[1] != serveArg {
		return false
	}
	if err := serve(os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "house:", err)
		os.Exit(1)
	}
	return true
}

func serve(folder string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	started, err := trial.Start(ctx, trial.Options{
		Data: folder, Environment: os.LookupEnv, Say: func(line string) { fmt.Fprintln(os.Stderr, line) },
	})
	if err != nil {
		return err
	}
	fmt.Println(started.URL)
	<-ctx.Done()
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	return started.Stop(bounded)
}

// House is the running product.
type House struct {
	URL string

	cmd    *exec.Cmd
	folder string
}

// Start starts the house on a fresh database. Stop ends it.
func Start(ctx context.Context) (*House, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("/var/tmp", "applyforus-bench-")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(folder, 0o711); err != nil { //nolint:gosec // PostgreSQL's user passes through it
		return nil, err
	}
	h := &House{folder: folder, cmd: exec.CommandContext(ctx, program, serveArg, folder)} //nolint:gosec // this very program
	h.cmd.Stderr = os.Stderr
	out, err := h.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := h.cmd.Start(); err != nil {
		return nil, err
	}
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, errors.Join(errors.New("the house did not start"), h.Stop())
	}
	h.URL = strings.TrimSpace(address)
	return h, nil
}

// Stop ends the house and removes its database.
func (h *House) Stop() error {
	err := errors.Join(h.cmd.Process.Signal(syscall.SIGINT), h.cmd.Wait())
	return errors.Join(err, os.RemoveAll(h.folder))
}

// Place is the n-th place on the loopback that a client can call from.
func Place(n int) net.IP { return net.IPv4(127, byte(1+n/65025), byte(1+n/255%255), byte(1+n%255)) }

// Client calls from a place of its own.
func Client(from net.IP) *http.Client {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: from}}
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{
		MaxIdleConnsPerHost: 1,
		DialContext: func(ctx context.Context, _, address string) (net.Conn, error) {
			_, port, err := net.SplitHostPort(address)
			if err != nil {
				return nil, err
			}
			return dialer.DialContext(ctx, "tcp4", net.JoinHostPort("127.0.0.1", port))
		},
	}}
}

// Call posts JSON to an operation and answers its status and data.
func (h *House) Call(ctx context.Context, client *http.Client, path, bearer string, body any) (int, map[string]any, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return 0, nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL+path, bytes.NewReader(text))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	answer, err := client.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	var envelope struct{ Data map[string]any }
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, nil, err
	}
	err = json.Unmarshal(content, &envelope)
	return answer.StatusCode, envelope.Data, err
}

// Password is that of all accounts of a measurement.
const Password = "lantern moss kettle 47" //nolint:gosec // it opens nothing

// Register makes an account and wants the answer that everybody gets.
func (h *House) Register(ctx context.Context, client *http.Client, email string) error {
	status, _, err := h.Call(ctx, client, "/api/v1/auth/register", "", map[string]string{"email": email, "password": Password, "name": "Mirela Quandt"})
	if err == nil && status != http.StatusCreated {
		err = fmt.Errorf("register %s: %d", email, status)
	}
	return err
}
