// Reads Compose projects with the library that docker compose reads them with: one question a line in, one answer a
// line out.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

type question struct {
	Directory   string   `json:"directory"`
	ProjectName string   `json:"projectName"`
	Files       []string `json:"files"`
	Profiles    []string `json:"profiles"`
	EnvFiles    []string `json:"envFiles"`
	Environment []string `json:"environment"`
}

type answer struct {
	Project json.RawMessage `json:"project,omitempty"`
	Error   string          `json:"error,omitempty"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		project, err := read(asked)
		given := answer{Project: project}
		if err != nil {
			given.Error = err.Error()
		}
		if err := out.Encode(given); err != nil {
			panic(err)
		}
	}
}

func read(asked question) (project json.RawMessage, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	options, err := cli.NewProjectOptions(asked.Files,
		cli.WithWorkingDirectory(asked.Directory),
		cli.WithEnv(asked.Environment),
		cli.WithEnvFiles(asked.EnvFiles...),
		cli.WithDotEnv,
		cli.WithConfigFileEnv,
		cli.WithDefaultConfigPath,
		cli.WithDefaultProfiles(asked.Profiles...),
		cli.WithName(asked.ProjectName),
	)
	if err != nil {
		return nil, err
	}
	loaded, err := options.LoadProject(context.Background())
	if err != nil {
		return nil, err
	}
	return loaded.MarshalJSON()
}
