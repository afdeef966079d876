// Package stamp is a middleware plugin of Traefik, which interprets this source.
package stamp

import (
	"context"
	"net/http"
)

// Config is what a Middleware object says under spec.plugin.stamp.
type Config struct {
	Header string `json:"header"`
	Value  string `json:"value"`
}

// CreateConfig gives the defaults.
func CreateConfig() *Config {
	return &Config{Header: "X-Stamp", Value: "stamped"}
}

// New makes the middleware.
func New(_ context.Context, next http.Handler, config *Config, _ string) (http.Handler, error) {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Set(config.Header, config.Value)
		w.Header().Set(config.Header, config.Value)
		next.ServeHTTP(w, r)
	}), nil
}
