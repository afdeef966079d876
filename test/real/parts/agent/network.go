package main

import (
	"fmt"
	"net"
	"os"
	"syscall"
	"unsafe"
)

// ifreq is the kernel's struct ifreq in the two shapes that are used here.
type ifreq struct {
	name  [16]byte
	value [24]byte
}

// raiseLoopback brings lo up and gives it 10.99.0.1/16. On a loopback device the whole prefix is
// local, so every address of 10.99.0.0/16 can be listened on and dialled from.
func raiseLoopback() error {
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer syscall.Close(socket)
	if err := setFlags(socket, "lo"); err != nil {
		return err
	}
	if err := setAddress(socket, syscall.SIOCSIFADDR, "lo:box", net.IPv4(10, 99, 0, 1)); err != nil {
		return err
	}
	if err := setAddress(socket, syscall.SIOCSIFNETMASK, "lo:box", net.IPv4(255, 255, 0, 0)); err != nil {
		return err
	}
	// Suites open and close thousands of connections to a few addresses.
	return os.WriteFile("/proc/sys/net/ipv4/ip_local_port_range", []byte("10240 65535"), 0o644)
}

func setFlags(socket int, device string) error {
	var request ifreq
	copy(request.name[:], device)
	*(*uint16)(unsafe.Pointer(&request.value[0])) = syscall.IFF_UP | syscall.IFF_RUNNING
	return control(socket, syscall.SIOCSIFFLAGS, &request)
}

func setAddress(socket int, code uintptr, device string, address net.IP) error {
	var request ifreq
	copy(request.name[:], device)
	raw := (*syscall.RawSockaddrInet4)(unsafe.Pointer(&request.value[0]))
	raw.Family = syscall.AF_INET
	copy(raw.Addr[:], address.To4())
	return control(socket, code, &request)
}

func control(socket int, code uintptr, request *ifreq) error {
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(socket), code, uintptr(unsafe.Pointer(request))); errno != 0 {
		return fmt.Errorf("ioctl %#x: %w", code, errno)
	}
	return nil
}
