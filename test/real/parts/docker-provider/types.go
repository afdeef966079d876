package main

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"

	"github.com/traefik/traefik/v3/pkg/config/dynamic"
)

// A field or a type, as the reader of labels sees it.
type shape struct {
	// struct, map, list, text, flag, int, uint, float, duration or any
	Kind string `json:"kind"`
	// Bits of a number.
	Bits int `json:"bits,omitempty"`
	// Of a map or a list.
	Of *shape `json:"of,omitempty"`
	// Whether a label may say it without anything in it.
	AllowEmpty bool `json:"allowEmpty,omitempty"`
	// Whether labels cannot set it.
	Ignored bool `json:"ignored,omitempty"`
	// Whether one item of the list is said as if it were no list.
	OneItem bool `json:"oneItem,omitempty"`
	// By the name of labels.
	Fields map[string]*shape `json:"fields,omitempty"`
	// The name in /api/rawdata.
	Name string `json:"name,omitempty"`
	// Whether /api/rawdata prints it when it is zero.
	Kept bool `json:"kept,omitempty"`
	// What files say of it where labels say otherwise: allowEmpty, - where they cannot set it, or plain.
	File string `json:"file,omitempty"`
	// What Traefik fills in before it reads the labels.
	Defaults json.RawMessage `json:"defaults,omitempty"`
}

func printTypes() {
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", " ")
	out.Encode(shapeOf(reflect.TypeOf(dynamic.Configuration{}), map[reflect.Type]bool{}))
}

func shapeOf(t reflect.Type, within map[reflect.Type]bool) *shape {
	switch t.Kind() {
	case reflect.Pointer:
		found := shapeOf(t.Elem(), within)
		found.Defaults = defaultsOf(t)
		return found
	case reflect.Struct:
		if within[t] {
			return &shape{Kind: "any"}
		}
		within[t] = true
		defer delete(within, t)
		found := &shape{Kind: "struct", Fields: map[string]*shape{}}
		addFields(found, t, within)
		return found
	case reflect.Map:
		if t.Elem().Kind() == reflect.Interface {
			return &shape{Kind: "any"}
		}
		return &shape{Kind: "map", Of: itemOf(t.Elem(), within)}
	case reflect.Slice:
		return &shape{Kind: "list", Of: itemOf(t.Elem(), within)}
	case reflect.String:
		return &shape{Kind: "text"}
	case reflect.Bool:
		return &shape{Kind: "flag"}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		switch t.String() {
		case "types.Duration":
			return &shape{Kind: "duration"}
		case "time.Duration":
			return &shape{Kind: "nanoseconds"}
		}
		return &shape{Kind: "int", Bits: t.Bits()}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return &shape{Kind: "uint", Bits: t.Bits()}
	case reflect.Float32, reflect.Float64:
		return &shape{Kind: "float", Bits: t.Bits()}
	}
	return &shape{Kind: t.Kind().String()}
}

// Items get their defaults whether the type has them behind a pointer or not.
func itemOf(t reflect.Type, within map[reflect.Type]bool) *shape {
	if t.Kind() == reflect.Struct {
		return shapeOf(reflect.PointerTo(t), within)
	}
	return shapeOf(t, within)
}

func addFields(found *shape, t reflect.Type, within map[reflect.Type]bool) {
	for i := range t.NumField() {
		field := t.Field(i)
		if !field.IsExported() {
			continue
		}
		if field.Anonymous && field.Type.Kind() == reflect.Struct {
			addFields(found, field.Type, within)
			continue
		}
		child := shapeOf(field.Type, within)
		child.AllowEmpty = field.Tag.Get("label") == "allowEmpty"
		child.Ignored = field.Tag.Get("label") == "-"
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		child.Name = name
		child.Kept = field.Type.Kind() == reflect.Pointer || !strings.Contains(options, "omitempty")
		if file := field.Tag.Get("file"); file != field.Tag.Get("label") {
			child.File = file
			if file == "" {
				child.File = "plain"
			}
		}
		name = field.Name
		if other := field.Tag.Get("label-slice-as-struct"); other != "" {
			name = other
			child.OneItem = true
		}
		found.Fields[name] = child
	}
}

func defaultsOf(t reflect.Type) json.RawMessage {
	value := reflect.New(t.Elem())
	method := value.MethodByName("SetDefaults")
	if !method.IsValid() {
		return nil
	}
	method.Call(nil)
	written, err := json.Marshal(value.Interface())
	if err != nil || string(written) == "{}" {
		return nil
	}
	return written
}
