package main

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
)

// recorded is a connection that remembers the bytes read since the last request, because net/http
// does not tell the order and the spelling of headers as they came.
type recorded struct {
	net.Conn
	reader      *bufio.Reader
	mutex       sync.Mutex
	bytes       bytes.Buffer
	secure      *tls.Conn
	proxyHeader string
}

const longestHead = 1 << 20

func newRecorded(conn net.Conn) *recorded {
	return &recorded{Conn: conn, reader: bufio.NewReader(conn)}
}

func (r *recorded) Read(data []byte) (int, error) {
	count, err := r.reader.Read(data)
	r.mutex.Lock()
	if r.bytes.Len() < longestHead {
		r.bytes.Write(data[:count])
	}
	r.mutex.Unlock()
	return count, err
}

func (r *recorded) CloseWrite() error { return closeWrite(r.Conn) }

// takeHead gives the request line and the header lines of the request just read, as they came.
func (r *recorded) takeHead() []string {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	head, _, _ := strings.Cut(r.bytes.String(), "\r\n\r\n")
	r.bytes.Reset()
	return strings.Split(head, "\r\n")
}

var proxySignature = []byte("\r\n\r\n\x00\r\nQUIT\n")

// readProxyHeader takes the PROXY protocol's header off, if the client sent one.
func (r *recorded) readProxyHeader() error {
	start, err := r.reader.Peek(1)
	if err != nil {
		return err
	}
	switch start[0] {
	case 'P':
		start, err = r.reader.Peek(6)
		if err != nil || string(start) != "PROXY " {
			return nil
		}
		line, err := r.reader.ReadString('\n')
		r.proxyHeader = strings.TrimSpace(line)
		return err
	case '\r':
		start, err = r.reader.Peek(16)
		if err != nil || !bytes.Equal(start[:12], proxySignature) {
			return nil
		}
		block := make([]byte, 16+int(binary.BigEndian.Uint16(start[14:16])))
		if _, err := io.ReadFull(r.reader, block); err != nil {
			return err
		}
		r.proxyHeader = describeProxy(block)
	}
	return nil
}

func describeProxy(block []byte) string {
	if block[13] != 0x11 || len(block) < 28 {
		return fmt.Sprintf("PROXY v2 family %#x", block[13])
	}
	source, target := net.IP(block[16:20]), net.IP(block[20:24])
	return fmt.Sprintf("PROXY v2 TCP4 %s %s %d %d", source, target,
		binary.BigEndian.Uint16(block[24:26]), binary.BigEndian.Uint16(block[26:28]))
}
