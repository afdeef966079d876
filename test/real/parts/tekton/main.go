// Holds objects of Tekton against what its admission webhook holds them against: one object a line in, as JSON, and what is
// wrong with it a line out.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"

	v1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	"knative.dev/pkg/apis"
)

type resource interface {
	apis.Defaultable
	apis.Validatable
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		fault := ""
		if err := check(lines.Bytes()); err != nil {
			fault = err.Error()
		}
		if err := out.Encode(fault); err != nil {
			panic(err)
		}
	}
}

func check(text []byte) error {
	var named struct {
		APIVersion string `json:"apiVersion"`
		Kind       string `json:"kind"`
	}
	if err := json.Unmarshal(text, &named); err != nil {
		return err
	}
	if named.APIVersion != "tekton.dev/v1" {
		return fmt.Errorf("unknown version %q", named.APIVersion)
	}
	var object resource
	switch named.Kind {
	case "Task":
		object = &v1.Task{}
	case "Pipeline":
		object = &v1.Pipeline{}
	case "PipelineRun":
		object = &v1.PipelineRun{}
	default:
		return fmt.Errorf("unknown kind %q", named.Kind)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(object); err != nil {
		return err
	}
	ctx := apis.WithinCreate(context.Background())
	object.SetDefaults(ctx)
	// A nil *apis.FieldError in an error would be no nil.
	if fault := object.Validate(ctx); fault != nil {
		return fault
	}
	return nil
}
