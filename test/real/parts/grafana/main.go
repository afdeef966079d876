// Reads dashboards as Grafana's own schema has them, with the plugins of panels and data sources that it comes with: one
// dashboard a line in, what is wrong with it a line out.
package main

import (
	"bufio"
	"encoding/json"
	"os"

	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

type answer struct {
	// Unknown is what the schema does not have, Invalid what it has otherwise.
	Unknown string `json:"unknown,omitempty"`
	Invalid string `json:"invalid,omitempty"`
}

func main() {
	plugins.RegisterDefaultPlugins()
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		if err := out.Encode(read(lines.Bytes())); err != nil {
			panic(err)
		}
	}
}

func read(text []byte) answer {
	var board dashboard.Dashboard
	if err := board.UnmarshalJSONStrict(text); err != nil {
		return answer{Unknown: err.Error()}
	}
	if err := board.Validate(); err != nil {
		return answer{Invalid: err.Error()}
	}
	return answer{}
}
