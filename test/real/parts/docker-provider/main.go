// Asks Traefik's own Docker provider what it makes of containers: one question a line in, one answer a line out. The
// containers are served to it by an engine of which there is no more than that. `types` as the argument prints the
// fields that labels may set, as Traefik's own types have them; `engine ADDRESS` serves that engine there.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"os"

	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/provider/docker"
	"github.com/traefik/traefik/v3/pkg/provider/file"
	"github.com/traefik/traefik/v3/pkg/safe"
)

type question struct {
	Options    map[string]any   `json:"options"`
	Containers []map[string]any `json:"containers"`
	// Of the file provider instead: the text of a file.
	File string `json:"file"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "types" {
		printTypes()
		return
	}
	if len(os.Args) > 2 && os.Args[1] == "engine" {
		panic(http.ListenAndServe(os.Args[2], newEngine()))
	}
	served := newEngine()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, served)
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		if asked.File != "" {
			answerFile(out, asked.File)
			continue
		}
		served.set(asked.Containers)
		answer, err := provide(asked.Options, "tcp://"+listener.Addr().String())
		if err != nil {
			out.Encode(map[string]string{"error": err.Error()})
			continue
		}
		out.Encode(map[string]any{"configuration": answer})
	}
}

func provide(options map[string]any, endpoint string) (*dynamic.Configuration, error) {
	provider := &docker.Provider{}
	provider.SetDefaults()
	written, _ := json.Marshal(options)
	if err := json.Unmarshal(written, &provider.Shared); err != nil {
		return nil, err
	}
	provider.Watch = false
	provider.Endpoint = endpoint
	if err := provider.Init(); err != nil {
		return nil, err
	}
	messages := make(chan dynamic.Message, 1)
	pool := safe.NewPool(context.Background())
	defer pool.Stop()
	if err := provider.Provide(messages, pool); err != nil {
		return nil, err
	}
	return (<-messages).Configuration, nil
}

func answerFile(out *json.Encoder, text string) {
	written, err := os.CreateTemp("", "dynamic-*.yml")
	if err != nil {
		panic(err)
	}
	defer os.Remove(written.Name())
	written.WriteString(text)
	written.Close()
	configuration, err := (&file.Provider{}).DecodeConfiguration(written.Name())
	if err != nil {
		out.Encode(map[string]string{"error": err.Error()})
		return
	}
	out.Encode(map[string]any{"configuration": configuration})
}
