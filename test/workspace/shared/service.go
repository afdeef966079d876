// Package shared has what every service of the shop does alike.
package shared

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"
)

// Answer is what a service says of itself and of a request.
type Answer struct {
	Service    string `json:"service"`
	Path       string `json:"path"`
	Stamp      string `json:"stamp"`
	MemoryMiB  int64  `json:"memoryMiB"`
	Processors int    `json:"processors"`
}

// Serve answers requests until the pod ends, and then those that are there already.
func Serve(name, address string) error {
	server := &http.Server{Addr: address, Handler: handler(name), ReadHeaderTimeout: 10 * time.Second}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		ended <- server.Shutdown(context.Background())
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-ended
}

func handler(name string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(Answer{
			Service:    name,
			Path:       r.URL.Path,
			Stamp:      r.Header.Get("X-Stamp"),
			MemoryMiB:  debug.SetMemoryLimit(-1) >> 20,
			Processors: runtime.GOMAXPROCS(0),
		})
	})
}
