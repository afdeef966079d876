// Asks Traefik's own API and dashboard, as pkg/server/service/managerfactory.go puts them together: one question a line in,
// one answer a line out. The Go module carries no files of the dashboard, so that the binary of Traefik has no pages: here
// it has a page and a file.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"testing/fstest"

	"github.com/gorilla/mux"
	"github.com/traefik/traefik/v3/pkg/api"
	"github.com/traefik/traefik/v3/pkg/api/dashboard"
	"github.com/traefik/traefik/v3/pkg/config/runtime"
	"github.com/traefik/traefik/v3/pkg/config/static"
	"github.com/traefik/traefik/v3/webui"
)

type question struct {
	BasePath string    `json:"basePath"`
	Service  string    `json:"service"`
	Requests []request `json:"requests"`
}

type request struct {
	Method string `json:"method"`
	Target string `json:"target"`
	Prefix string `json:"prefix"`
}

type answer struct {
	Status   int    `json:"status"`
	Location string `json:"location"`
}

func main() {
	webui.FS = fstest.MapFS{
		"index.html":    {Data: []byte("<p>{{ .APIUrl }}</p>")},
		"assets/app.js": {Data: []byte("1")},
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		if err := out.Encode(answersTo(asked)); err != nil {
			panic(err)
		}
	}
}

func answersTo(asked question) []answer {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := &http.Server{Handler: handlerOf(asked)}
	go server.Serve(listener)
	defer server.Close()
	answers := []answer{}
	for _, each := range asked.Requests {
		answers = append(answers, ask(listener.Addr().String(), each))
	}
	return answers
}

func handlerOf(asked question) http.Handler {
	settings := static.Configuration{API: &static.API{}}
	settings.API.SetDefaults()
	if asked.BasePath != "" {
		settings.API.BasePath = asked.BasePath
	}
	if asked.Service == "dashboard@internal" {
		return dashboard.Handler{BasePath: settings.API.BasePath}
	}
	router, _ := api.NewBuilder(settings, nil)(&runtime.Configuration{}).(*mux.Router)
	if err := dashboard.Append(router, settings.API.BasePath, nil); err != nil {
		panic(err)
	}
	return router
}

// ask sends a target as it is written, which no client of Go would.
func ask(address string, each request) answer {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		panic(err)
	}
	defer connection.Close()
	head := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: d.test\r\nConnection: close\r\n", each.Method, each.Target)
	if each.Prefix != "" {
		head += "X-Forwarded-Prefix: " + each.Prefix + "\r\n"
	}
	fmt.Fprint(connection, head+"\r\n")
	response, err := http.ReadResponse(bufio.NewReader(connection), &http.Request{Method: each.Method})
	if err != nil {
		panic(err)
	}
	return answer{response.StatusCode, response.Header.Get("Location")}
}
