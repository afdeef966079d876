// Command muxer answers questions about Traefik's own multiplexers: does a rule parse, what are its priority
// and its domains, and which requests does it match. It reads one JSON question a line and writes one JSON
// answer a line. Strings that may hold any byte travel with one character a byte (ISO 8859-1).
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
	"regexp"
)

// question is one of: a new set of requests (`requests`), a rule to try on that set (`rule`), the rules of one
// multiplexer to route that set with (`routes`), or a regular expression to try on texts (`pattern`).
type question struct {
	Requests []request `json:"requests"`
	Rule     *string   `json:"rule"`
	Syntax   string    `json:"syntax"`
	Protocol string    `json:"protocol"`
	Routes   []string  `json:"routes"`
	Pattern  *string   `json:"pattern"`
	Texts    []string  `json:"texts"`
}

// answer holds one character a request in Matches: 1 it matches, 0 it does not, - the server refused it; and in
// Winners the index of the route that took a request, or -1.
type answer struct {
	Error    string   `json:"error,omitempty"`
	Priority int      `json:"priority"`
	Domains  []string `json:"domains,omitempty"`
	Matches  string   `json:"matches,omitempty"`
	Winners  []int    `json:"winners,omitempty"`
	// Nanoseconds is what routing all the requests once took, after a first time that is not counted.
	Nanoseconds int64 `json:"nanoseconds,omitempty"`
}

func main() {
	server := newServer()
	var requests []request

	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<28)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)

	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			log.Fatalf("question %q: %v", lines.Text(), err)
		}
		var told answer
		switch {
		case asked.Rule != nil && asked.Protocol == "tcp":
			told = askTCP(fromLatin1(*asked.Rule), asked.Syntax, requests)
		case asked.Rule != nil:
			told = askHTTP(fromLatin1(*asked.Rule), asked.Syntax, requests)
		case asked.Routes != nil:
			told = askRoutes(asked.Routes, requests)
		case asked.Pattern != nil:
			told = askRegexp(fromLatin1(*asked.Pattern), asked.Texts)
		default:
			requests = asked.Requests
			for i := range requests {
				requests[i].parsed = server.receive(&requests[i])
			}
		}
		told.Error = toLatin1(told.Error)
		for i, domain := range told.Domains {
			told.Domains[i] = toLatin1(domain)
		}
		if err := encoder.Encode(told); err != nil {
			log.Fatal(err)
		}
		if err := out.Flush(); err != nil {
			log.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
}

func askRegexp(pattern string, texts []string) answer {
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		return answer{Error: err.Error()}
	}
	matches := make([]byte, len(texts))
	for i, text := range texts {
		matches[i] = bit(compiled.MatchString(fromLatin1(text)))
	}
	return answer{Matches: string(matches)}
}

func bit(yes bool) byte {
	if yes {
		return '1'
	}
	return '0'
}

func fromLatin1(text string) string {
	bytes := make([]byte, 0, len(text))
	for _, char := range text {
		bytes = append(bytes, byte(char))
	}
	return string(bytes)
}

func toLatin1(bytes string) string {
	text := make([]rune, 0, len(bytes))
	for i := range len(bytes) {
		text = append(text, rune(bytes[i]))
	}
	return string(text)
}
