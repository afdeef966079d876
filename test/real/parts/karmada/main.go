// Overrides objects as Karmada does on the way to a member cluster, with the manager of overrides that its controllers
// run: one question a line in, one answer a line out.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	clusterv1alpha1 "github.com/karmada-io/karmada/pkg/apis/cluster/v1alpha1"
	policyv1alpha1 "github.com/karmada-io/karmada/pkg/apis/policy/v1alpha1"
	"github.com/karmada-io/karmada/pkg/util/overridemanager"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/tools/record"
	"k8s.io/klog/v2"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

type question struct {
	Object   unstructured.Unstructured              `json:"object"`
	Policies []policyv1alpha1.OverridePolicy        `json:"policies"`
	Whole    []policyv1alpha1.ClusterOverridePolicy `json:"clusterPolicies"`
	Cluster  string                                 `json:"cluster"`
}

type answer struct {
	Object *unstructured.Unstructured `json:"object,omitempty"`
	Error  string                     `json:"error,omitempty"`
}

// declared is a control plane that has what a question says, and nothing else that a manager of overrides asks for.
type declared struct {
	client.Client
	question
}

func (d declared) Get(_ context.Context, key client.ObjectKey, object client.Object, _ ...client.GetOption) error {
	cluster, ok := object.(*clusterv1alpha1.Cluster)
	if !ok {
		return fmt.Errorf("nobody has %T", object)
	}
	cluster.Name = key.Name
	return nil
}

func (d declared) List(_ context.Context, list client.ObjectList, _ ...client.ListOption) error {
	switch all := list.(type) {
	case *policyv1alpha1.OverridePolicyList:
		all.Items = d.Policies
	case *policyv1alpha1.ClusterOverridePolicyList:
		all.Items = d.Whole
	default:
		return fmt.Errorf("nobody has %T", list)
	}
	return nil
}

func main() {
	klog.SetOutput(io.Discard)
	klog.LogToStderr(false)
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		if err := out.Encode(override(asked)); err != nil {
			panic(err)
		}
	}
}

func override(asked question) answer {
	manager := overridemanager.New(declared{question: asked}, &record.FakeRecorder{})
	object := asked.Object.DeepCopy()
	if _, _, err := manager.ApplyOverridePolicies(object, asked.Cluster); err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Object: object}
}
