// Package ext stands in for the extension point of Traefik's dynamic configuration, which its
// public module does not carry. Without extensions both types are empty.
package ext

// HTTP extends the HTTP configuration by nothing.
type HTTP struct{}

// Router extends a router by nothing.
type Router struct{}
