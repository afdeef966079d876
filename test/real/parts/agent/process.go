package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// process is one running part.
type process struct {
	command *exec.Cmd
	ended   chan struct{}
	state   string
}

type processSpec struct {
	Name    string   `json:"name"`
	Command string   `json:"command"`
	Args    []string `json:"args"`
	Env     []string `json:"env"`
	Folder  string   `json:"folder"`
	// Log takes standard output and standard error, appended.
	Log string `json:"log"`
}

func startProcess(spec processSpec) (*process, error) {
	output, err := os.OpenFile(spec.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	defer output.Close()
	command := exec.Command(spec.Command, spec.Args...)
	command.Dir = spec.Folder
	command.Env = append(os.Environ(), spec.Env...)
	command.Stdout, command.Stderr = output, output
	if err := command.Start(); err != nil {
		return nil, err
	}
	started := &process{command: command, ended: make(chan struct{})}
	go func() {
		_ = command.Wait()
		started.state = command.ProcessState.String()
		close(started.ended)
	}()
	return started, nil
}

// stop asks politely, then does not.
func (p *process) stop() {
	_ = p.command.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(5 * time.Second):
		p.kill()
	}
}

func (p *process) kill() {
	_ = p.command.Process.Kill()
	<-p.ended
}

func (p *process) wait() string {
	<-p.ended
	return fmt.Sprintf("ended: %s", p.state)
}
