// The agent is the init process of a box: a PID and a network namespace of its own, in which it
// starts the parts, dials them for the tests and plays the backends.
//
// It runs twice. The outer process lives in the caller's namespaces, starts the inner one in new
// namespaces and removes the box's folder once that has ended. The inner process serves the tests
// over Unix sockets, which reach across network namespaces. It ends when its standard input does,
// so that a test runner killed with SIGKILL takes its box along: the kernel ends every process of a
// PID namespace together with its init.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(log.Ltime | log.Lmicroseconds)
	folder := flag.String("folder", "", "the box's folder; removed when the box ends")
	inner := flag.Bool("inner", false, "run as the init process of the namespaces")
	keep := flag.Bool("keep", false, "outlive the standard input; end by SIGTERM")
	publish := flag.String("publish", "", "offer this address of the box on 127.0.0.1 outside of it")
	flag.Parse()
	var err error
	switch {
	case *folder == "":
		err = fmt.Errorf("-folder is missing")
	case *publish != "":
		err = publishAddress(*folder, *publish)
	case *inner:
		err = serve(*folder, *keep)
	default:
		err = enclose(*folder, *keep)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// enclose starts this program again in namespaces of its own and cleans up after it.
func enclose(folder string, keep bool) error {
	// The parent-death signal is sent when the thread that started the child ends, not the process.
	runtime.LockOSThread()
	arguments := []string{"-inner", "-folder", folder, fmt.Sprintf("-keep=%t", keep)}
	child := exec.Command("/proc/self/exe", arguments...)
	child.Stdin, child.Stdout, child.Stderr = os.Stdin, os.Stdout, os.Stderr
	child.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWNET | syscall.CLONE_NEWPID,
		Pdeathsig:  syscall.SIGKILL,
	}
	if err := child.Start(); err != nil {
		return fmt.Errorf("cannot make the box's namespaces (this needs root): %w", err)
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
	go func() {
		<-stop
		_ = child.Process.Kill()
	}()
	_ = child.Wait()
	return os.RemoveAll(folder)
}

// serve runs inside the namespaces.
func serve(folder string, keep bool) error {
	if err := raiseLoopback(); err != nil {
		return fmt.Errorf("cannot set up the box's network: %w", err)
	}
	authority, err := newAuthority()
	if err != nil {
		return err
	}
	box := &box{folder: folder, processes: map[string]*process{}, backends: newBackends(authority), authority: authority}
	dialListener, err := net.Listen("unix", filepath.Join(folder, "dial.sock"))
	if err != nil {
		return err
	}
	go serveTunnels(dialListener)
	controlListener, err := net.Listen("unix", filepath.Join(folder, "control.sock"))
	if err != nil {
		return err
	}
	failed := make(chan error, 1)
	go func() { failed <- http.Serve(controlListener, box.routes()) }()
	fmt.Println("ready")
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		if !keep {
			close(ended)
		}
	}()
	select {
	case err := <-failed:
		return err
	case <-ended:
		return nil
	}
}

// publishAddress runs outside the box: connections to a port of 127.0.0.1 go to the box's address.
func publishAddress(folder, address string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr().String())
	socket := filepath.Join(folder, "dial.sock")
	go func() {
		for {
			time.Sleep(2 * time.Second)
			if probe, err := net.Dial("unix", socket); err != nil {
				os.Exit(0)
			} else {
				probe.Close()
			}
		}
	}()
	for {
		client, err := listener.Accept()
		if err != nil {
			return err
		}
		go func() {
			server, err := openTunnel(socket, address)
			if err != nil {
				log.Print(err)
				client.Close()
				return
			}
			join(client, server)
		}()
	}
}
