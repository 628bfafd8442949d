// Command atslab serves the form lab by itself: practice application forms of the demo
// companies, whose submissions go nowhere.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/applyforus/applyforus/apps/atslab/lab"
	"github.com/applyforus/applyforus/apps/internal/demo"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "atslab:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("atslab", flag.ContinueOnError)
	listen := flags.String("listen", "127.0.0.1:3100", "address to listen on")
	if err := flags.Parse(args); err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", *listen)
	if err != nil {
		return err
	}
	origin := "http://" + listener.Addr().String()
	var boards [][]byte
	for _, b := range demo.Boards(origin, time.Now()) {
		boards = append(boards, b.JSON)
	}
	handler, err := lab.New(lab.Options{Boards: boards})
	if err != nil {
		return err
	}
	fmt.Println("form lab:", origin)
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = server.Shutdown(drain)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
