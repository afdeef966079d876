// Asks Traefik's own Docker provider what it makes of containers: one question a line in, one answer a line out. The
// containers are served to it by an engine of which there is no more than that. `types` as the argument prints the
// fields that labels may set, as Traefik's own types have them.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/traefik/traefik/v3/pkg/config/dynamic"
	"github.com/traefik/traefik/v3/pkg/provider/docker"
	"github.com/traefik/traefik/v3/pkg/safe"
)

type question struct {
	Options    map[string]any   `json:"options"`
	Containers []map[string]any `json:"containers"`
}

type engine struct{ containers []map[string]any }

func (e *engine) ServeHTTP(response http.ResponseWriter, request *http.Request) {
	path := request.URL.Path
	if at := strings.Index(path[1:], "/"); strings.HasPrefix(path, "/v1") && at >= 0 {
		path = path[at+1:]
	}
	response.Header().Set("Content-Type", "application/json")
	response.Header().Set("Api-Version", "1.51")
	switch {
	case path == "/_ping":
		fmt.Fprint(response, "OK")
	case path == "/version":
		fmt.Fprint(response, `{"Version":"28.0.0","ApiVersion":"1.51","MinAPIVersion":"1.24"}`)
	case path == "/containers/json":
		list := []map[string]any{}
		for _, container := range e.containers {
			list = append(list, map[string]any{"Id": container["Id"]})
		}
		json.NewEncoder(response).Encode(list)
	default:
		for _, container := range e.containers {
			if path == fmt.Sprintf("/containers/%s/json", container["Id"]) {
				json.NewEncoder(response).Encode(container)
				return
			}
		}
		http.Error(response, `{"message":"no such thing"}`, http.StatusNotFound)
	}
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "types" {
		printTypes()
		return
	}
	served := &engine{}
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
		served.containers = asked.Containers
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
