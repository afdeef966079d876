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

// networks are the box's own. Servers and Traefiks have addresses of the first; clients may come from
// any. 203.0.113.0/24 is reserved for documentation and stands for the Internet here.
var networks = []net.IPNet{
	{IP: net.IPv4(10, 99, 0, 1), Mask: net.IPv4Mask(255, 0, 0, 0)},
	{IP: net.IPv4(172, 16, 0, 1), Mask: net.IPv4Mask(255, 240, 0, 0)},
	{IP: net.IPv4(192, 168, 0, 1), Mask: net.IPv4Mask(255, 255, 0, 0)},
	{IP: net.IPv4(203, 0, 113, 1), Mask: net.IPv4Mask(255, 255, 255, 0)},
}

// raiseLoopback brings lo up and gives it the networks. On a loopback device a whole prefix is local,
// so every address of it can be listened on and dialled from.
func raiseLoopback() error {
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		return err
	}
	defer syscall.Close(socket)
	if err := setFlags(socket, "lo"); err != nil {
		return err
	}
	for index, network := range networks {
		label := fmt.Sprintf("lo:%d", index)
		if err := setAddress(socket, syscall.SIOCSIFADDR, label, network.IP); err != nil {
			return err
		}
		if err := setAddress(socket, syscall.SIOCSIFNETMASK, label, net.IP(network.Mask)); err != nil {
			return err
		}
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
