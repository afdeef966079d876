package main

import (
	"strings"

	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
)

func listText(list interface {
	Size() ref.Val
	Get(ref.Val) ref.Val
}) string {
	size, _ := list.Size().Value().(int64)
	parts := make([]string, size)
	for i := range parts {
		parts[i] = text(list.Get(types.Int(i)))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
