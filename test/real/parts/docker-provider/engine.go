package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// An engine that has containers and runs none: as much of Docker's HTTP API as Traefik's provider asks for. What a PUT
// to /containers says takes the place of what there was, and whoever listens for events is told.
type engine struct {
	mutex      sync.Mutex
	containers []map[string]any
	listeners  map[chan struct{}]bool
}

func newEngine() *engine {
	return &engine{listeners: map[chan struct{}]bool{}}
}

func (e *engine) set(containers []map[string]any) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.containers = containers
	for listener := range e.listeners {
		select {
		case listener <- struct{}{}:
		default:
		}
	}
}

func (e *engine) all() []map[string]any {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	return e.containers
}

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
	case path == "/events":
		e.tellEvents(response, request)
	case path == "/containers" && request.Method == http.MethodPut:
		containers := []map[string]any{}
		if err := json.NewDecoder(request.Body).Decode(&containers); err != nil {
			http.Error(response, err.Error(), http.StatusBadRequest)
			return
		}
		e.set(containers)
	case path == "/containers/json":
		list := []map[string]any{}
		for _, container := range e.all() {
			list = append(list, map[string]any{"Id": container["Id"]})
		}
		json.NewEncoder(response).Encode(list)
	default:
		for _, container := range e.all() {
			if path == fmt.Sprintf("/containers/%s/json", container["Id"]) {
				json.NewEncoder(response).Encode(container)
				return
			}
		}
		http.Error(response, `{"message":"no such thing"}`, http.StatusNotFound)
	}
}

func (e *engine) tellEvents(response http.ResponseWriter, request *http.Request) {
	listener := make(chan struct{}, 1)
	e.mutex.Lock()
	e.listeners[listener] = true
	e.mutex.Unlock()
	defer func() {
		e.mutex.Lock()
		delete(e.listeners, listener)
		e.mutex.Unlock()
	}()
	http.NewResponseController(response).Flush()
	for {
		select {
		case <-listener:
			fmt.Fprintln(response, `{"Type":"container","Action":"start","Actor":{"ID":"one"}}`)
			http.NewResponseController(response).Flush()
		case <-request.Context().Done():
			return
		}
	}
}
