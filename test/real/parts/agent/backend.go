package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"google.golang.org/grpc"
)

// backend is a server of our own that speaks whatever its client begins with, on every one of its
// ports: HTTP/1.1, HTTP/2 in the clear, HTTPS, gRPC, TLS, plain TCP and UDP. It reports what it received.
type backend struct {
	name      string
	address   string
	all       *backends
	mutex     sync.Mutex
	answers   []answer
	greeting  string
	listeners []net.Listener
	packets   []net.PacketConn
	conns     map[net.Conn]struct{}
	web       chan net.Conn
	server    *http.Server
	grpc      *grpc.Server
	closed    bool
}

// answer tells a backend what to say instead of what it saw.
type answer struct {
	Status int `json:"status"`
	// Headers with an empty value are left out, also those that net/http would add.
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
	DelayMs int               `json:"delayMs"`
	// Close drops the connection instead of answering.
	Close bool `json:"close"`
	// Times is how often this answer is given before the next one's turn; 0 means for ever.
	Times int `json:"times"`
}

type backendSpec struct {
	Name     string   `json:"name"`
	Address  string   `json:"address"`
	TCP      []int    `json:"tcp"`
	UDP      []int    `json:"udp"`
	Answers  []answer `json:"answers"`
	Greeting string   `json:"greeting"`
}

func startBackend(spec backendSpec, all *backends) (*backend, error) {
	b := &backend{
		name: spec.Name, address: spec.Address, all: all, answers: spec.Answers, greeting: spec.Greeting,
		conns: map[net.Conn]struct{}{}, web: make(chan net.Conn),
	}
	b.grpc = newGRPC(b)
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(true)
	protocols.SetUnencryptedHTTP2(true)
	b.server = &http.Server{
		Handler: http.HandlerFunc(b.serveHTTP), Protocols: protocols, ReadHeaderTimeout: time.Minute,
		ConnContext: func(ctx context.Context, conn net.Conn) context.Context {
			return context.WithValue(ctx, connKey{}, conn)
		},
		ErrorLog: discard,
	}
	go func() { _ = b.server.Serve(handedOver{b}) }()
	for _, port := range spec.TCP {
		listener, err := net.Listen("tcp", net.JoinHostPort(spec.Address, strconv.Itoa(port)))
		if err != nil {
			b.stop()
			return nil, err
		}
		b.listeners = append(b.listeners, listener)
		go b.accept(listener)
	}
	for _, port := range spec.UDP {
		packets, err := net.ListenPacket("udp", net.JoinHostPort(spec.Address, strconv.Itoa(port)))
		if err != nil {
			b.stop()
			return nil, err
		}
		b.packets = append(b.packets, packets)
		go b.servePackets(packets)
	}
	return b, nil
}

func (b *backend) instruct(answers []answer, greeting string) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.answers, b.greeting = answers, greeting
}

// next takes the answer whose turn it is; nil means to report what was seen.
func (b *backend) next() *answer {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if len(b.answers) == 0 {
		return nil
	}
	turn := b.answers[0]
	if turn.Times > 0 {
		b.answers[0].Times--
		if b.answers[0].Times == 0 {
			b.answers = b.answers[1:]
		}
	}
	return &turn
}

// stop closes listeners and connections at once: the backend is gone.
func (b *backend) stop() {
	b.mutex.Lock()
	if b.closed {
		b.mutex.Unlock()
		return
	}
	b.closed = true
	close(b.web)
	conns := b.conns
	b.conns = map[net.Conn]struct{}{}
	b.mutex.Unlock()
	for _, listener := range b.listeners {
		listener.Close()
	}
	for _, packets := range b.packets {
		packets.Close()
	}
	for conn := range conns {
		conn.Close()
	}
	_ = b.server.Close()
}

func (b *backend) accept(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		if !b.keep(conn) {
			return
		}
		go b.serveConn(conn)
	}
}

func (b *backend) keep(conn net.Conn) bool {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.closed {
		conn.Close()
		return false
	}
	b.conns[conn] = struct{}{}
	return true
}

func (b *backend) forget(conn net.Conn) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	delete(b.conns, conn)
}

// serveConn finds out what the client speaks by its first bytes.
func (b *backend) serveConn(conn net.Conn) {
	b.mutex.Lock()
	greeting := b.greeting
	b.mutex.Unlock()
	if greeting != "" {
		fmt.Fprint(conn, greeting)
	}
	stream := newRecorded(conn)
	if err := stream.readProxyHeader(); err != nil {
		b.drop(conn)
		return
	}
	first, err := stream.reader.Peek(1)
	if err != nil {
		b.drop(conn)
		return
	}
	if first[0] == tlsHandshakeRecord {
		b.serveTLS(conn, stream)
		return
	}
	b.serveStream(conn, stream)
}

const tlsHandshakeRecord = 0x16

func (b *backend) serveTLS(conn net.Conn, stream *recorded) {
	secure := tls.Server(stream, b.all.authority.serverConfig())
	if err := secure.Handshake(); err != nil {
		b.drop(conn)
		return
	}
	// Only a connection that is a *tls.Conn is served as HTTP/2 by net/http.
	if secure.ConnectionState().NegotiatedProtocol == "h2" {
		b.handOver(secure)
		return
	}
	inner := newRecorded(secure)
	inner.secure = secure
	inner.proxyHeader = stream.proxyHeader
	b.serveStream(conn, inner)
}

func (b *backend) serveStream(conn net.Conn, stream *recorded) {
	if looksLikeHTTP(stream.reader) {
		b.handOver(stream)
		return
	}
	defer b.drop(conn)
	b.serveRaw(stream)
}

func (b *backend) drop(conn net.Conn) {
	conn.Close()
	b.forget(conn)
}

func (b *backend) handOver(conn net.Conn) {
	// The channel is closed when the backend stops; a connection that comes too late is dropped.
	defer func() {
		if recover() != nil {
			conn.Close()
		}
	}()
	b.web <- conn
}

// handedOver is the listener of the HTTP server: connections that turned out to speak HTTP.
type handedOver struct{ backend *backend }

func (l handedOver) Accept() (net.Conn, error) {
	conn, ok := <-l.backend.web
	if !ok {
		return nil, errors.New("the backend is gone")
	}
	return conn, nil
}

func (l handedOver) Close() error { return nil }

func (l handedOver) Addr() net.Addr { return &net.TCPAddr{IP: net.ParseIP(l.backend.address)} }

// looksLikeHTTP tells a request line from other protocols: upper-case letters, then a space.
func looksLikeHTTP(reader *bufio.Reader) bool {
	for length := 1; length <= 20; length++ {
		start, err := reader.Peek(length)
		if err != nil {
			return false
		}
		last := start[length-1]
		if last == ' ' && length > 1 {
			return isMethodOfHTTP(string(start[:length-1]))
		}
		if (last < 'A' || last > 'Z') && last != '-' {
			return false
		}
	}
	return false
}

// Text protocols such as NATS begin with a word and a space too, so the word decides.
func isMethodOfHTTP(word string) bool {
	switch word {
	case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "PURGE", "QUERY", "PRI":
		return true
	}
	return false
}
