package main

import (
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	httpmuxer "github.com/traefik/traefik/v3/pkg/muxer/http"
	tcpmuxer "github.com/traefik/traefik/v3/pkg/muxer/tcp"
	"github.com/traefik/traefik/v3/pkg/tcp"
)

func askHTTP(rule, syntax string, requests []request) answer {
	told := answer{Priority: httpmuxer.GetRulePriority(rule)}
	told.Domains, _ = httpmuxer.ParseDomains(rule)

	parser, err := httpmuxer.NewSyntaxParser()
	if err != nil {
		log.Fatal(err)
	}
	muxer := httpmuxer.NewMuxer(parser, nil)
	matched := false
	handler := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { matched = true })
	if err := muxer.AddRoute(rule, syntax, 1, "", handler); err != nil {
		told.Error = err.Error()
		return told
	}
	matches := make([]byte, len(requests))
	for i := range requests {
		if requests[i].parsed == nil {
			matches[i] = '-'
			continue
		}
		matched = false
		muxer.ServeHTTP(httptest.NewRecorder(), requests[i].parsed)
		matches[i] = bit(matched)
	}
	told.Matches = string(matches)
	return told
}

// askRoutes routes every request with one multiplexer, as Traefik does with the routers of an entry point.
func askRoutes(rules []string, requests []request) answer {
	parser, err := httpmuxer.NewSyntaxParser()
	if err != nil {
		log.Fatal(err)
	}
	muxer := httpmuxer.NewMuxer(parser, nil)
	winner := -1
	for i, rule := range rules {
		handler := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { winner = i })
		rule = fromLatin1(rule)
		if err := muxer.AddRoute(rule, "", httpmuxer.GetRulePriority(rule), "", handler); err != nil {
			return answer{Error: err.Error()}
		}
	}
	muxer.SetDefaultHandler(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { winner = -1 }))

	route := func() []int {
		winners := make([]int, len(requests))
		for i := range requests {
			winner = -1
			if requests[i].parsed != nil {
				muxer.ServeHTTP(nil, requests[i].parsed)
			}
			winners[i] = winner
		}
		return winners
	}
	winners := route()
	started := time.Now()
	route()
	return answer{Winners: winners, Nanoseconds: time.Since(started).Nanoseconds()}
}

func askTCP(rule, syntax string, requests []request) answer {
	told := answer{Priority: tcpmuxer.GetRulePriority(rule)}
	told.Domains, _ = tcpmuxer.ParseHostSNI(rule)

	muxer, err := tcpmuxer.NewMuxer(nil)
	if err != nil {
		log.Fatal(err)
	}
	handler := tcp.HandlerFunc(func(tcp.WriteCloser) {})
	if err := muxer.AddRoute(rule, syntax, 1, "", handler); err != nil {
		told.Error = err.Error()
		return told
	}
	matches := make([]byte, len(requests))
	for i := range requests {
		connection, err := requests[i].connection()
		if err != nil {
			matches[i] = '-'
			continue
		}
		found, _ := muxer.Match(connection)
		matches[i] = bit(found != nil)
	}
	told.Matches = string(matches)
	return told
}

// connection is what Traefik knows of a connection before it is routed.
func (r *request) connection() (tcpmuxer.ConnData, error) {
	remote := address(net.JoinHostPort(r.ClientIP, "4711"))
	scheme, authority, _ := r.split()
	if scheme != "tls" && scheme != "https" {
		return tcpmuxer.NewConnData("", remote, nil)
	}
	name := ""
	if r.SNI != nil {
		name = fromLatin1(*r.SNI)
	} else {
		name = serverName(authority)
	}
	return tcpmuxer.NewConnData(name, remote, r.ALPN)
}

// serverName is what a TLS client sends for a host: never an address, never a trailing dot.
func serverName(authority string) string {
	host := authority
	if name, _, err := net.SplitHostPort(authority); err == nil {
		host = name
	}
	if inner, ok := strings.CutPrefix(host, "["); ok && strings.HasSuffix(inner, "]") {
		host = strings.TrimSuffix(inner, "]")
	}
	if zone := strings.LastIndexByte(host, '%'); zone > 0 {
		host = host[:zone]
	}
	if net.ParseIP(host) != nil {
		return ""
	}
	return strings.TrimRight(host, ".")
}
