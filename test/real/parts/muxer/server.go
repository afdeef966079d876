package main

import (
	"io"
	"log"
	"net"
	"net/http"
	"strings"

	"github.com/traefik/traefik/v3/pkg/middlewares/requestdecorator"
)

// request is a request as the command line's contract writes it.
type request struct {
	Method   string     `json:"method"`
	URL      string     `json:"url"`
	Headers  [][]string `json:"headers"` // name, value pairs in order
	ClientIP string     `json:"clientIp"`
	SNI      *string    `json:"sni"`
	ALPN     []string   `json:"alpn"`

	parsed *http.Request // nil when the server refused it
}

// split cuts the URL as `curl --path-as-is` does: nothing of it is cleaned.
func (r *request) split() (scheme, authority, target string) {
	scheme, rest, _ := strings.Cut(fromLatin1(r.URL), "://")
	scheme = strings.ToLower(scheme)
	rest, _, _ = strings.Cut(rest, "#")
	end := strings.IndexAny(rest, "/?")
	if end < 0 {
		end = len(rest)
	}
	authority, target = rest[:end], rest[end:]
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		authority = authority[at+1:]
	}
	if !strings.HasPrefix(target, "/") {
		target = "/" + target
	}
	return scheme, authority, target
}

// bytes is the request as it goes over the wire.
func (r *request) bytes() string {
	_, authority, target := r.split()
	var wire strings.Builder
	method := fromLatin1(r.Method)
	wire.WriteString(method + " " + target + " HTTP/1.1\r\n")
	hosted := false
	for _, header := range r.Headers {
		hosted = hosted || strings.EqualFold(header[0], "Host")
	}
	if !hosted {
		wire.WriteString("Host: " + authority + "\r\n")
	}
	for _, header := range r.Headers {
		wire.WriteString(fromLatin1(header[0]) + ": " + fromLatin1(header[1]) + "\r\n")
	}
	wire.WriteString("\r\n")
	return wire.String()
}

// server is a real net/http server without a network: what it hands to its handler is what Traefik's
// multiplexer sees, and what it refuses never gets there.
type server struct {
	listener *pipeListener
	received chan *http.Request
}

func newServer() *server {
	s := &server{listener: &pipeListener{conns: make(chan net.Conn)}, received: make(chan *http.Request)}
	decorator := requestdecorator.New(nil)
	handler := http.HandlerFunc(func(rw http.ResponseWriter, req *http.Request) {
		decorator.ServeHTTP(rw, req, func(_ http.ResponseWriter, decorated *http.Request) {
			s.received <- decorated
		})
	})
	go func() {
		plain := &http.Server{Handler: handler, ErrorLog: log.New(io.Discard, "", 0)}
		log.Fatal(plain.Serve(s.listener))
	}()
	return s
}

func (s *server) receive(r *request) *http.Request {
	scheme, _, _ := r.split()
	if scheme != "http" && scheme != "https" {
		return nil
	}
	client, peer := net.Pipe()
	defer client.Close()
	s.listener.conns <- &pipeConn{Conn: peer, remote: address(net.JoinHostPort(r.ClientIP, "4711"))}
	go func() {
		_, _ = io.WriteString(client, r.bytes())
	}()
	// The server answers by itself only what it refuses; an accepted request is taken before its body.
	refused := make(chan struct{})
	go func() {
		_, _ = client.Read(make([]byte, 1))
		close(refused)
	}()
	select {
	case accepted := <-s.received:
		return accepted
	case <-refused:
		return nil
	}
}

type pipeListener struct{ conns chan net.Conn }

func (l *pipeListener) Accept() (net.Conn, error) { return <-l.conns, nil }
func (l *pipeListener) Close() error              { return nil }
func (l *pipeListener) Addr() net.Addr            { return address("pipe") }

type pipeConn struct {
	net.Conn
	remote net.Addr
}

func (c *pipeConn) RemoteAddr() net.Addr { return c.remote }

type address string

func (a address) Network() string { return "tcp" }
func (a address) String() string  { return string(a) }
