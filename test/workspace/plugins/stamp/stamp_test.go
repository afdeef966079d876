package stamp

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestStamp(t *testing.T) {
	config := CreateConfig()
	config.Value = "by the plugin"
	var seen string
	next := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen = r.Header.Get("X-Stamp") })
	handler, err := New(context.Background(), next, config, "stamp")
	if err != nil {
		t.Fatal(err)
	}
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://shop.test/", nil))
	if seen != config.Value || answer.Header().Get("X-Stamp") != config.Value {
		t.Errorf("the service saw %q, the client %q", seen, answer.Header().Get("X-Stamp"))
	}
}
