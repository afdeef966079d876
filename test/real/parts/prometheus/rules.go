package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/prometheus/common/promslog"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/rules"
)

// ruleQuestion asks what alerts of a file of rules fire, evaluated every so many milliseconds up to a time.
type ruleQuestion struct {
	Scrapes []scrape `json:"scrapes"`
	Rules   string   `json:"rules"`
	Every   int64    `json:"every"`
	Until   int64    `json:"until"`
}

type firing struct {
	At     int64             `json:"at"`
	Labels map[string]string `json:"labels"`
}

// ruleAnswer has what Prometheus refuses in the file, or which alerts fire when.
type ruleAnswer struct {
	Errors []string `json:"errors"`
	Alerts int      `json:"alerts"`
	Firing []firing `json:"firing"`
}

// runRules reads the file and evaluates its groups as promtool does in unit tests of rules.
func runRules(in io.Reader, out io.Writer) error {
	var asked ruleQuestion
	if err := json.NewDecoder(in).Decode(&asked); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "rules-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	database, err := opened(filepath.Join(folder, "data"), asked.Scrapes)
	if err != nil {
		return err
	}
	defer database.Close()
	file := filepath.Join(folder, "rules.yaml")
	if err := os.WriteFile(file, []byte(asked.Rules), 0o600); err != nil {
		return err
	}
	manager := rules.NewManager(&rules.ManagerOptions{
		QueryFunc:    rules.EngineQueryFunc(newEngine(), database),
		AppendableV2: database,
		Queryable:    database,
		Context:      context.Background(),
		NotifyFunc:   func(context.Context, string, ...*rules.Alert) {},
		Logger:       promslog.NewNopLogger(),
		Parser:       parser.NewParser(parser.Options{}),
	})
	every := time.Duration(asked.Every) * time.Millisecond
	groups, problems := manager.LoadGroups(every, labels.EmptyLabels(), "", nil, false, file)
	answer := ruleAnswer{Errors: []string{}, Firing: []firing{}}
	for _, problem := range problems {
		answer.Errors = append(answer.Errors, problem.Error())
	}
	for at := int64(0); at <= asked.Until && len(problems) == 0; at += asked.Every {
		answer.Alerts = 0
		for _, group := range groups {
			group.Eval(context.Background(), time.UnixMilli(at))
			for _, rule := range group.AlertingRules() {
				answer.Alerts++
				rule.ForEachActiveAlert(func(alert *rules.Alert) {
					if alert.State == rules.StateFiring {
						answer.Firing = append(answer.Firing, firing{At: at, Labels: alert.Labels.Map()})
					}
				})
			}
		}
	}
	return json.NewEncoder(out).Encode(answer)
}
