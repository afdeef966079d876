package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// serveTunnels lets a process outside the box use sockets inside of it. A client writes one line,
// "tcp ADDRESS [SOURCE-IP]" or "udp ADDRESS [SOURCE-IP]", reads one line, "ok LOCAL-ADDRESS" or
// "error REASON", and from then on is connected. Datagrams are framed by a length of two bytes.
func serveTunnels(listener net.Listener) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		go serveTunnel(client)
	}
}

func serveTunnel(client net.Conn) {
	reader := bufio.NewReader(client)
	line, err := reader.ReadString('\n')
	if err != nil {
		client.Close()
		return
	}
	words := strings.Fields(line)
	if len(words) < 2 {
		fmt.Fprintf(client, "error want: tcp|udp ADDRESS [SOURCE-IP]\n")
		client.Close()
		return
	}
	dialer := net.Dialer{Timeout: 10 * time.Second}
	if len(words) > 2 {
		if words[0] == "udp" {
			dialer.LocalAddr = &net.UDPAddr{IP: net.ParseIP(words[2])}
		} else {
			dialer.LocalAddr = &net.TCPAddr{IP: net.ParseIP(words[2])}
		}
	}
	server, err := dialer.Dial(words[0], words[1])
	if err != nil {
		fmt.Fprintf(client, "error %s\n", err)
		client.Close()
		return
	}
	fmt.Fprintf(client, "ok %s\n", server.LocalAddr())
	buffered := &bufferedConn{Conn: client, reader: reader}
	if words[0] == "udp" {
		joinDatagrams(buffered, server)
		return
	}
	join(buffered, server)
}

// openTunnel is the client's side, for the process that publishes an address of a kept box.
func openTunnel(socket, address string) (net.Conn, error) {
	conn, err := net.Dial("unix", socket)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(conn, "tcp %s\n", address)
	reader := bufio.NewReader(conn)
	line, err := reader.ReadString('\n')
	if err != nil {
		conn.Close()
		return nil, err
	}
	if !strings.HasPrefix(line, "ok ") {
		conn.Close()
		return nil, fmt.Errorf("%s: %s", address, strings.TrimSpace(line))
	}
	return &bufferedConn{Conn: conn, reader: reader}, nil
}

type bufferedConn struct {
	net.Conn
	reader *bufio.Reader
}

func (c *bufferedConn) Read(data []byte) (int, error) { return c.reader.Read(data) }

func (c *bufferedConn) CloseWrite() error { return closeWrite(c.Conn) }

// join copies both ways until both have ended, passing half-closes on.
func join(left, right net.Conn) {
	done := make(chan struct{})
	go func() {
		_, _ = io.Copy(left, right)
		_ = closeWrite(left)
		close(done)
	}()
	_, _ = io.Copy(right, left)
	_ = closeWrite(right)
	<-done
	left.Close()
	right.Close()
}

func closeWrite(conn net.Conn) error {
	if half, ok := conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return conn.Close()
}

func joinDatagrams(stream, datagrams net.Conn) {
	go func() {
		defer stream.Close()
		buffer := make([]byte, 2+65535)
		for {
			length, err := datagrams.Read(buffer[2:])
			if err != nil {
				return
			}
			buffer[0], buffer[1] = byte(length>>8), byte(length)
			if _, err := stream.Write(buffer[:2+length]); err != nil {
				return
			}
		}
	}()
	defer datagrams.Close()
	var head [2]byte
	for {
		if _, err := io.ReadFull(stream, head[:]); err != nil {
			return
		}
		payload := make([]byte, int(head[0])<<8|int(head[1]))
		if _, err := io.ReadFull(stream, payload); err != nil {
			return
		}
		if _, err := datagrams.Write(payload); err != nil {
			return
		}
	}
}
