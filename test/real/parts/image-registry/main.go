// A registry of container images in memory, on a free port of the loopback address, which it prints. It holds one image
// from the start: base:latest, of nothing but a random layer, for each platform that is asked for. It ends when its
// standard input does, so that it never outlives who started it.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

func main() {
	platforms := flag.String("platforms", "linux/amd64", "what the base image is for")
	flag.Parse()
	if err := serve(strings.Split(*platforms, ",")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(platforms []string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	ended := make(chan error, 2)
	handler := registry.New(registry.Logger(log.New(io.Discard, "", 0)))
	go func() { ended <- http.Serve(listener, handler) }()
	if err := pushBase(listener.Addr().String(), platforms); err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	go func() {
		_, err := io.Copy(io.Discard, os.Stdin)
		ended <- err
	}()
	return <-ended
}

func pushBase(address string, platforms []string) error {
	reference, err := name.ParseReference(address + "/base:latest")
	if err != nil {
		return err
	}
	var index v1.ImageIndex = empty.Index
	for _, written := range platforms {
		platform, err := v1.ParsePlatform(written)
		if err != nil {
			return err
		}
		image, err := platformImage(*platform)
		if err != nil {
			return err
		}
		index = mutate.AppendManifests(index, mutate.IndexAddendum{
			Add:        image,
			Descriptor: v1.Descriptor{Platform: platform},
		})
	}
	return remote.WriteIndex(reference, index)
}

func platformImage(platform v1.Platform) (v1.Image, error) {
	image, err := random.Image(1024, 1)
	if err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	config = config.DeepCopy()
	config.OS, config.Architecture = platform.OS, platform.Architecture
	return mutate.ConfigFile(image, config)
}
