package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net"
	"net/http"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"
)

type connKey struct{}

var discard = log.New(io.Discard, "", 0)

const longestBody = 1 << 20

// serveHTTP records the request and answers with the record, or as the backend was told to.
func (b *backend) serveHTTP(w http.ResponseWriter, r *http.Request) {
	if r.ProtoMajor == 2 && strings.HasPrefix(r.Header.Get("Content-Type"), "application/grpc") {
		b.grpc.ServeHTTP(w, r)
		return
	}
	body, _ := io.ReadAll(io.LimitReader(r.Body, longestBody))
	_, _ = io.Copy(io.Discard, r.Body)
	entry := seen{
		Backend: b.name, Protocol: "http", Client: r.RemoteAddr, Version: r.Proto,
		Method: r.Method, Target: r.RequestURI, Host: r.Host, Body: string(body),
	}
	if !utf8.Valid(body) {
		entry.Bytes = body
	}
	if address, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		entry.Address = address.String()
	}
	entry.TLS = describeTLS(r.TLS)
	stream, isRecorded := r.Context().Value(connKey{}).(*recorded)
	if isRecorded {
		entry.ProxyProtocol = stream.proxyHeader
		if stream.secure != nil {
			state := stream.secure.ConnectionState()
			entry.TLS = describeTLS(&state)
		}
	}
	if isRecorded && r.ProtoMajor == 1 {
		entry.Headers = splitHeaders(stream.takeHead())
	} else {
		entry.Headers = sortedHeaders(r.Header)
	}
	entry = b.all.ledger.add(entry)
	w.Header().Set("X-Seen", entry.ID)
	turn := b.next()
	if turn == nil {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(entry)
		return
	}
	b.answerHTTP(w, r, turn)
}

func (b *backend) answerHTTP(w http.ResponseWriter, r *http.Request, turn *answer) {
	if turn.DelayMs > 0 {
		select {
		case <-time.After(time.Duration(turn.DelayMs) * time.Millisecond):
		case <-r.Context().Done():
			return
		}
	}
	if turn.Close {
		panic(http.ErrAbortHandler)
	}
	for name, value := range turn.Headers {
		if value == "" {
			w.Header()[http.CanonicalHeaderKey(name)] = nil
		} else {
			w.Header().Set(name, value)
		}
	}
	if turn.Status != 0 {
		w.WriteHeader(turn.Status)
	}
	_, _ = io.WriteString(w, turn.Body)
}

func splitHeaders(lines []string) [][2]string {
	headers := [][2]string{}
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ":")
		headers = append(headers, [2]string{name, strings.TrimSpace(value)})
	}
	return headers
}

func sortedHeaders(header http.Header) [][2]string {
	headers := [][2]string{}
	for name, values := range header {
		for _, value := range values {
			headers = append(headers, [2]string{name, value})
		}
	}
	sort.SliceStable(headers, func(i, j int) bool { return headers[i][0] < headers[j][0] })
	return headers
}

// serveRaw answers each chunk of a stream by a line of JSON that tells what it saw.
func (b *backend) serveRaw(stream *recorded) {
	buffer := make([]byte, 64<<10)
	for {
		count, err := stream.Read(buffer)
		if count > 0 {
			entry := seen{
				Backend: b.name, Protocol: "tcp", Address: stream.LocalAddr().String(),
				Client: stream.RemoteAddr().String(), Body: string(buffer[:count]), ProxyProtocol: stream.proxyHeader,
			}
			if stream.secure != nil {
				state := stream.secure.ConnectionState()
				entry.TLS = describeTLS(&state)
			}
			entry = b.all.ledger.add(entry)
			if json.NewEncoder(stream).Encode(entry) != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (b *backend) servePackets(packets net.PacketConn) {
	buffer := make([]byte, 64<<10)
	for {
		count, client, err := packets.ReadFrom(buffer)
		if err != nil {
			return
		}
		entry := b.all.ledger.add(seen{
			Backend: b.name, Protocol: "udp", Address: packets.LocalAddr().String(), Client: client.String(), Body: string(buffer[:count]),
		})
		report, _ := json.Marshal(entry)
		_, _ = packets.WriteTo(report, client)
	}
}

// newGRPC serves the standard health service and says of every other method that it was received.
func newGRPC(b *backend) *grpc.Server {
	server := grpc.NewServer(grpc.UnknownServiceHandler(b.serveUnknownGRPC), grpc.ChainUnaryInterceptor(
		func(ctx context.Context, request any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
			b.recordGRPC(ctx, info.FullMethod)
			return handler(ctx, request)
		}))
	grpc_health_v1.RegisterHealthServer(server, health.NewServer())
	return server
}

func (b *backend) serveUnknownGRPC(_ any, stream grpc.ServerStream) error {
	method, _ := grpc.MethodFromServerStream(stream)
	b.recordGRPC(stream.Context(), method)
	return status.Errorf(codes.Unimplemented, "%s was received by %s", method, b.name)
}

func (b *backend) recordGRPC(ctx context.Context, method string) {
	entry := seen{Backend: b.name, Protocol: "grpc", Version: "HTTP/2.0", Method: "POST", Target: method}
	if caller, ok := peer.FromContext(ctx); ok {
		entry.Client = caller.Addr.String()
	}
	if received, ok := metadata.FromIncomingContext(ctx); ok {
		entry.Headers = sortedHeaders(http.Header(received))
		if authority := received.Get(":authority"); len(authority) > 0 {
			entry.Host = authority[0]
		}
	}
	id := b.all.ledger.add(entry).ID
	_ = grpc.SetHeader(ctx, metadata.Pairs("x-seen", id))
}
