// Command cel answers what Kubernetes' own CEL makes of expressions: it reads one JSON question a line and writes one
// JSON answer a line. An expression is compiled as the API server compiles those of a ValidatingAdmissionPolicy.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	admissioncel "k8s.io/apiserver/pkg/admission/plugin/cel"
	"k8s.io/apiserver/pkg/cel/environment"
)

type question struct {
	Expression string          `json:"expression"`
	Object     json.RawMessage `json:"object"`
}

// answer has what compiling refused, or what evaluating gave or failed with. Type is that of the compiled expression.
type answer struct {
	Refused string `json:"refused,omitempty"`
	Type    string `json:"type,omitempty"`
	Failed  string `json:"failed,omitempty"`
	Value   string `json:"value,omitempty"`
}

type expression string

func (e expression) GetExpression() string    { return string(e) }
func (e expression) ReturnTypes() []*cel.Type { return []*cel.Type{cel.AnyType} }

func main() {
	compiler := admissioncel.NewCompiler(environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion()))
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<28)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			log.Fatalf("question %q: %v", lines.Text(), err)
		}
		if err := encoder.Encode(ask(compiler, asked)); err != nil {
			log.Fatal(err)
		}
		if err := out.Flush(); err != nil {
			log.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
}

func ask(compiler admissioncel.Compiler, asked question) answer {
	compiled := compiler.CompileCELExpression(expression(asked.Expression), admissioncel.OptionalVariableDeclarations{}, environment.NewExpressions)
	if compiled.Error != nil {
		return answer{Refused: compiled.Error.Error()}
	}
	told := answer{Type: compiled.OutputType.String()}
	object := &unstructured.Unstructured{}
	if err := object.UnmarshalJSON(asked.Object); err != nil {
		log.Fatalf("object %s: %v", asked.Object, err)
	}
	value, _, err := compiled.Program.Eval(map[string]any{"object": object.Object, "oldObject": nil})
	if err != nil {
		told.Failed = err.Error()
		return told
	}
	told.Value = text(value)
	return told
}

// text writes a value so that values of different types never look alike.
func text(value ref.Val) string {
	if value.Type() == types.NullType {
		return "null_type(0)"
	}
	if value.Type() == types.MapType {
		return "map"
	}
	switch native := value.Value().(type) {
	case []ref.Val:
		parts := make([]string, len(native))
		for i, each := range native {
			parts[i] = text(each)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	default:
		if list, ok := value.(interface {
			Size() ref.Val
			Get(ref.Val) ref.Val
		}); ok && value.Type().TypeName() == "list" {
			return listText(list)
		}
		return fmt.Sprintf("%s(%v)", value.Type().TypeName(), native)
	}
}
