// Command catalog is a service of the shop.
package main

import (
	"log"
	"os"

	"example.com/shop/shared"
)

func main() {
	address := ":8080"
	if len(os.Args) > 1 {
		address = os.Args[1]
	}
	if err := shared.Serve("catalog", address); err != nil {
		log.Fatal(err)
	}
}
