// Reads go.mod and go.work files with the library that the go command reads them with: one question a line in, one
// answer a line out.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"

	"golang.org/x/mod/modfile"
)

type question struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

type spot struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

type version struct {
	Path     string `json:"path"`
	Version  string `json:"version"`
	Line     int    `json:"line"`
	Indirect bool   `json:"indirect"`
}

type word struct {
	Line  int    `json:"line"`
	Value string `json:"value"`
}

type replacement struct {
	Line int       `json:"line"`
	From [2]string `json:"from"`
	To   [2]string `json:"to"`
}

type answer struct {
	Errors    []spot        `json:"errors"`
	Module    *word         `json:"module"`
	Go        *word         `json:"go"`
	Toolchain *word         `json:"toolchain"`
	Godebug   []word        `json:"godebug"`
	Require   []version     `json:"require"`
	Exclude   []version     `json:"exclude"`
	Replace   []replacement `json:"replace"`
	Retract   []word        `json:"retract"`
	Tool      []word        `json:"tool"`
	Ignore    []word        `json:"ignore"`
	Use       []word        `json:"use"`
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
		if err := out.Encode(read(asked)); err != nil {
			panic(err)
		}
	}
}

func read(asked question) answer {
	text := []byte(asked.Text)
	switch asked.Kind {
	case "work":
		file, err := modfile.ParseWork("go.work", text, nil)
		if err != nil {
			return answer{Errors: spots(err)}
		}
		given := answer{}
		common(&given, file.Go, file.Toolchain, file.Godebug, file.Replace)
		for _, use := range file.Use {
			given.Use = append(given.Use, word{use.Syntax.Start.Line, use.Path})
		}
		return given
	case "lax":
		return module(modfile.ParseLax("go.mod", text, nil))
	default:
		return module(modfile.Parse("go.mod", text, nil))
	}
}

func module(file *modfile.File, err error) answer {
	if err != nil {
		return answer{Errors: spots(err)}
	}
	given := answer{}
	common(&given, file.Go, file.Toolchain, file.Godebug, file.Replace)
	if file.Module != nil {
		given.Module = &word{file.Module.Syntax.Start.Line, file.Module.Mod.Path}
	}
	for _, each := range file.Require {
		given.Require = append(given.Require,
			version{each.Mod.Path, each.Mod.Version, each.Syntax.Start.Line, each.Indirect})
	}
	for _, each := range file.Exclude {
		given.Exclude = append(given.Exclude, version{each.Mod.Path, each.Mod.Version, each.Syntax.Start.Line, false})
	}
	for _, each := range file.Retract {
		given.Retract = append(given.Retract, word{each.Syntax.Start.Line, each.Low + ".." + each.High})
	}
	for _, each := range file.Tool {
		given.Tool = append(given.Tool, word{each.Syntax.Start.Line, each.Path})
	}
	for _, each := range file.Ignore {
		given.Ignore = append(given.Ignore, word{each.Syntax.Start.Line, each.Path})
	}
	return given
}

func common(given *answer, version *modfile.Go, toolchain *modfile.Toolchain,
	godebug []*modfile.Godebug, replace []*modfile.Replace) {
	if version != nil {
		given.Go = &word{version.Syntax.Start.Line, version.Version}
	}
	if toolchain != nil {
		given.Toolchain = &word{toolchain.Syntax.Start.Line, toolchain.Name}
	}
	for _, each := range godebug {
		given.Godebug = append(given.Godebug, word{each.Syntax.Start.Line, each.Key + "=" + each.Value})
	}
	for _, each := range replace {
		given.Replace = append(given.Replace, replacement{each.Syntax.Start.Line,
			[2]string{each.Old.Path, each.Old.Version}, [2]string{each.New.Path, each.New.Version}})
	}
}

func spots(err error) []spot {
	var list modfile.ErrorList
	if !errors.As(err, &list) {
		panic(err)
	}
	all := []spot{}
	for _, each := range list {
		all = append(all, spot{each.Pos.Line, each.Pos.LineRune, each.Err.Error()})
	}
	return all
}
