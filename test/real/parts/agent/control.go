package main

import (
	"crypto/tls"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync"
)

// box is the state that the control socket works on.
type box struct {
	folder    string
	authority *authority
	backends  *backends
	mutex     sync.Mutex
	processes map[string]*process
	addresses int
}

type backends struct {
	authority *authority
	ledger    ledger
	mutex     sync.Mutex
	byName    map[string]*backend
}

func newBackends(authority *authority) *backends {
	return &backends{authority: authority, byName: map[string]*backend{}}
}

func (b *box) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /processes", b.startProcess)
	mux.HandleFunc("GET /processes/{name}/end", b.awaitProcess)
	mux.HandleFunc("DELETE /processes/{name}", b.stopProcess)
	mux.HandleFunc("POST /backends", b.startBackend)
	mux.HandleFunc("PUT /backends/{name}", b.instructBackend)
	mux.HandleFunc("DELETE /backends/{name}", b.stopBackend)
	mux.HandleFunc("GET /backends/{name}/seen", b.listSeen)
	mux.HandleFunc("GET /seen/{id}", b.getSeen)
	mux.HandleFunc("POST /addresses", b.takeAddress)
	mux.HandleFunc("GET /authority", func(w http.ResponseWriter, _ *http.Request) { reply(w, keyPair{Certificate: b.authority.pem}) })
	mux.HandleFunc("POST /certificates", b.issueCertificate)
	mux.HandleFunc("POST /apiserver", b.openAPIServer)
	return mux
}

func (b *box) startProcess(w http.ResponseWriter, r *http.Request) {
	var spec processSpec
	if !read(w, r, &spec) {
		return
	}
	started, err := startProcess(spec)
	if err != nil {
		refuse(w, err)
		return
	}
	b.mutex.Lock()
	b.processes[spec.Name] = started
	b.mutex.Unlock()
	reply(w, map[string]int{"pid": started.command.Process.Pid})
}

func (b *box) find(w http.ResponseWriter, r *http.Request) *process {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	found, ok := b.processes[r.PathValue("name")]
	if !ok {
		http.Error(w, "no such process", http.StatusNotFound)
		return nil
	}
	return found
}

func (b *box) awaitProcess(w http.ResponseWriter, r *http.Request) {
	found := b.find(w, r)
	if found == nil {
		return
	}
	select {
	case <-found.ended:
		reply(w, map[string]string{"state": found.wait()})
	case <-r.Context().Done():
	}
}

func (b *box) stopProcess(w http.ResponseWriter, r *http.Request) {
	found := b.find(w, r)
	if found == nil {
		return
	}
	if r.URL.Query().Has("kill") {
		found.kill()
	} else {
		found.stop()
	}
	reply(w, map[string]string{"state": found.wait()})
}

func (b *box) startBackend(w http.ResponseWriter, r *http.Request) {
	var spec backendSpec
	if !read(w, r, &spec) {
		return
	}
	b.backends.mutex.Lock()
	defer b.backends.mutex.Unlock()
	if old, ok := b.backends.byName[spec.Name]; ok {
		old.stop()
	}
	started, err := startBackend(spec, b.backends)
	if err != nil {
		refuse(w, err)
		return
	}
	b.backends.byName[spec.Name] = started
	reply(w, struct{}{})
}

func (b *box) instructBackend(w http.ResponseWriter, r *http.Request) {
	var spec backendSpec
	if !read(w, r, &spec) {
		return
	}
	if found := b.findBackend(w, r); found != nil {
		found.instruct(spec.Answers, spec.Greeting)
		reply(w, struct{}{})
	}
}

func (b *box) stopBackend(w http.ResponseWriter, r *http.Request) {
	if found := b.findBackend(w, r); found != nil {
		found.stop()
		reply(w, struct{}{})
	}
}

func (b *box) findBackend(w http.ResponseWriter, r *http.Request) *backend {
	b.backends.mutex.Lock()
	defer b.backends.mutex.Unlock()
	found, ok := b.backends.byName[r.PathValue("name")]
	if !ok {
		http.Error(w, "no such backend", http.StatusNotFound)
		return nil
	}
	return found
}

func (b *box) listSeen(w http.ResponseWriter, r *http.Request) {
	reply(w, b.backends.ledger.of(r.PathValue("name"), r.URL.Query().Get("after")))
}

func (b *box) getSeen(w http.ResponseWriter, r *http.Request) {
	found, ok := b.backends.ledger.get(r.PathValue("id"))
	if !ok {
		http.Error(w, "nothing was seen under this id", http.StatusNotFound)
		return
	}
	reply(w, found)
}

// takeAddress hands out an address that nobody in the box has yet: 10.99.1.0 and up.
func (b *box) takeAddress(w http.ResponseWriter, _ *http.Request) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.addresses++
	reply(w, map[string]string{"address": fmt.Sprintf("10.99.%d.%d", 1+b.addresses/250, 1+b.addresses%250)})
}

func (b *box) issueCertificate(w http.ResponseWriter, r *http.Request) {
	var request certificateRequest
	if !read(w, r, &request) {
		return
	}
	pair, err := b.authority.issue(request)
	if err != nil {
		refuse(w, err)
		return
	}
	reply(w, pair)
}

type apiServerSpec struct {
	Socket string `json:"socket"`
	Server string `json:"server"`
	Token  string `json:"token"`
}

// openAPIServer offers the API server on a Unix socket, with the administrator's token put in. Its
// certificate is its own; inside the box's network nobody else could answer.
func (b *box) openAPIServer(w http.ResponseWriter, r *http.Request) {
	var spec apiServerSpec
	if !read(w, r, &spec) {
		return
	}
	proxy, err := apiServerProxy(spec)
	if err != nil {
		refuse(w, err)
		return
	}
	if err := listenUnix(spec.Socket, proxy); err != nil {
		refuse(w, err)
		return
	}
	reply(w, struct{}{})
}

func apiServerProxy(spec apiServerSpec) (http.Handler, error) {
	target, err := url.Parse(spec.Server)
	if err != nil {
		return nil, err
	}
	return &httputil.ReverseProxy{
		Rewrite: func(request *httputil.ProxyRequest) {
			request.SetURL(target)
			request.Out.Header.Set("Authorization", "Bearer "+spec.Token)
		},
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true},
		FlushInterval: -1,
		ErrorLog:      discard,
	}, nil
}

func read(w http.ResponseWriter, r *http.Request, into any) bool {
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return false
	}
	return true
}

func reply(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(value)
}

func refuse(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), http.StatusUnprocessableEntity)
}

func listenUnix(path string, handler http.Handler) error {
	listener, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	go func() { _ = http.Serve(listener, handler) }()
	return nil
}
