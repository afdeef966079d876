package main

import (
	"crypto/tls"
	"strconv"
	"sync"
)

// seen is what a backend received: one request, one chunk of a stream, or one datagram.
type seen struct {
	ID       string `json:"id"`
	Backend  string `json:"backend"`
	Protocol string `json:"protocol"`
	// Address is the backend's own, Client that of its peer (Traefik).
	Address string      `json:"address"`
	Client  string      `json:"client"`
	Version string      `json:"version,omitempty"`
	Method  string      `json:"method,omitempty"`
	Target  string      `json:"target,omitempty"`
	Host    string      `json:"host,omitempty"`
	Headers [][2]string `json:"headers,omitempty"`
	Body    string      `json:"body,omitempty"`
	// Bytes are those of a body that is no text.
	Bytes []byte   `json:"bytes,omitempty"`
	TLS   *seenTLS `json:"tls,omitempty"`
	// ProxyProtocol is the PROXY header's text, version 2 told in the words of version 1.
	ProxyProtocol string `json:"proxyProtocol,omitempty"`
}

type seenTLS struct {
	ServerName        string `json:"serverName"`
	Protocol          string `json:"protocol"`
	Version           string `json:"version"`
	ClientCertificate string `json:"clientCertificate,omitempty"`
}

// ledger keeps what all backends of a box have seen, newest last, within bounds.
type ledger struct {
	mutex   sync.Mutex
	last    int
	entries map[string]seen
	order   []string
}

const ledgerLimit = 50_000

func (l *ledger) add(entry seen) seen {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.last++
	entry.ID = strconv.Itoa(l.last)
	if l.entries == nil {
		l.entries = map[string]seen{}
	}
	l.entries[entry.ID] = entry
	l.order = append(l.order, entry.ID)
	if len(l.order) > ledgerLimit {
		delete(l.entries, l.order[0])
		l.order = l.order[1:]
	}
	return entry
}

func (l *ledger) get(id string) (seen, bool) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	found, ok := l.entries[id]
	return found, ok
}

// of lists what one backend saw after the entry with the given id.
func (l *ledger) of(backend, after string) []seen {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	since, _ := strconv.Atoi(after)
	found := []seen{}
	for _, id := range l.order {
		entry := l.entries[id]
		number, _ := strconv.Atoi(id)
		if number > since && entry.Backend == backend {
			found = append(found, entry)
		}
	}
	return found
}

func describeTLS(state *tls.ConnectionState) *seenTLS {
	if state == nil {
		return nil
	}
	described := &seenTLS{ServerName: state.ServerName, Protocol: state.NegotiatedProtocol, Version: tls.VersionName(state.Version)}
	if len(state.PeerCertificates) > 0 {
		described.ClientCertificate = state.PeerCertificates[0].Subject.CommonName
	}
	return described
}
