// Answers questions as Prometheus answers them, about pages of metrics that were scraped before. From standard input it
// reads {"scrapes": [{"at": milliseconds, "text": page}], "at": milliseconds, "queries": [PromQL]}; it prints a list with,
// for each query, {"values": [numbers]} or {"error": text}. With the argument "rules" it evaluates a file of them instead.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/textparse"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/tsdb"
)

type scrape struct {
	At   int64  `json:"at"`
	Text string `json:"text"`
}

type question struct {
	Scrapes []scrape `json:"scrapes"`
	At      int64    `json:"at"`
	Queries []string `json:"queries"`
}

type answer struct {
	Values []string `json:"values,omitempty"`
	Error  string   `json:"error,omitempty"`
}

func main() {
	answering := run
	if len(os.Args) > 1 && os.Args[1] == "rules" {
		answering = runRules
	}
	if err := answering(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	var asked question
	if err := json.NewDecoder(in).Decode(&asked); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "promql-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	database, err := opened(folder, asked.Scrapes)
	if err != nil {
		return err
	}
	defer database.Close()
	engine := newEngine()
	answers := make([]answer, len(asked.Queries))
	for index, query := range asked.Queries {
		answers[index] = ask(engine, database, query, time.UnixMilli(asked.At))
	}
	return json.NewEncoder(out).Encode(answers)
}

func newEngine() *promql.Engine {
	return promql.NewEngine(promql.EngineOpts{
		MaxSamples: 10_000_000,
		Timeout:    time.Minute,
		Parser:     parser.NewParser(parser.Options{}),
	})
}

// opened is a database that has what was scraped.
func opened(folder string, scrapes []scrape) (*tsdb.DB, error) {
	database, err := tsdb.Open(folder, nil, nil, tsdb.DefaultOptions(), nil)
	if err != nil {
		return nil, err
	}
	for _, page := range scrapes {
		if err := store(database, page); err != nil {
			return nil, err
		}
	}
	return database, nil
}

func store(database *tsdb.DB, page scrape) error {
	appender := database.Appender(context.Background())
	texts := textparse.NewPromParser([]byte(page.Text), labels.NewSymbolTable(), false)
	for {
		entry, err := texts.Next()
		if errors.Is(err, io.EOF) {
			return appender.Commit()
		}
		if err != nil {
			return err
		}
		if entry != textparse.EntrySeries {
			continue
		}
		var series labels.Labels
		texts.Labels(&series)
		_, _, value := texts.Series()
		if _, err := appender.Append(0, series, page.At, value); err != nil {
			return err
		}
	}
}

func ask(engine *promql.Engine, database *tsdb.DB, text string, at time.Time) answer {
	query, err := engine.NewInstantQuery(context.Background(), database, nil, text, at)
	if err != nil {
		return answer{Error: err.Error()}
	}
	defer query.Close()
	result := query.Exec(context.Background())
	if result.Err != nil {
		return answer{Error: result.Err.Error()}
	}
	vector, err := result.Vector()
	if err != nil {
		return answer{Error: err.Error()}
	}
	values := make([]string, len(vector))
	for index, sample := range vector {
		values[index] = fmt.Sprint(sample.F)
	}
	return answer{Values: values}
}
