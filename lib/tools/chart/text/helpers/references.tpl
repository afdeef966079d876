{{/* Names, or names with namespaces, as references. */}}
{{- define "chart.references" -}}
{{- $namespace := .namespace }}
{{- $made := list }}
{{- range .references }}
{{- $reference := dict "name" . }}
{{- if kindIs "map" . }}{{ $reference = . }}{{ end }}
{{- if or (contains "@" $reference.name) (eq (toString $reference.namespace) $namespace) }}{{ $reference = omit $reference "namespace" }}{{ end }}
{{- $made = append $made $reference }}
{{- end }}
{{- $made | toRawJson }}
{{- end }}

{{/*
Stops where a name is none of those that are there. Traefik would leave the router out, and its requests would go past
its guards to a router of lower priority. What is in another namespace or of another provider is not known here.
*/}}
{{- define "chart.known" -}}
{{- $in := . }}
{{- $existing := index .model.existing .section | default list }}
{{- range .references }}
{{- $name := kindIs "map" . | ternary . (dict "name" .) }}
{{- $isHere := eq ($name.namespace | default $in.model.namespace) $in.model.namespace }}
{{- if and $isHere (not (contains "@" $name.name)) (not (hasKey ($in.there | default dict) $name.name)) (not (has $name.name $existing)) }}
{{- fail (printf "%s: there is no %s %q in %s" $in.at $in.kind $name.name $in.section) }}
{{- end }}
{{- end }}
{{- end }}

{{/* Middlewares of a route: names, names with namespaces, or middlewares written in place, which become objects. */}}
{{- define "chart.middlewareReferences" -}}
{{- $in := . }}
{{- $made := list }}
{{- range .middlewares }}
{{- if or (kindIs "string" .) (hasKey . "name") (hasKey . "namespace") }}
{{- if kindIs "map" . }}
{{- with omit . "name" "namespace" }}{{ fail (printf "%s: a middleware is a name, with its namespace, or one kind, and here stands %s beside it" $in.at (join ", " (keys . | sortAlpha))) }}{{ end }}
{{- if not .name }}{{ fail (printf "%s: a middleware of the namespace %s has no name" $in.at .namespace) }}{{ end }}
{{- end }}
{{- if eq $in.namespace $in.model.namespace }}
{{- include "chart.known" (dict "model" $in.model "references" (list .) "there" $in.model.values.middlewares "section" "middlewares" "kind" "middleware" "at" $in.at) }}
{{- end }}
{{- $made = concat $made (include "chart.references" (dict "references" (list .) "namespace" $in.namespace) | fromJsonArray) }}
{{- else }}
{{- $spec := include "chart.middleware" (dict "model" $in.model "spec" . "at" $in.at) | fromJson }}
{{- $kind := keys $spec | sortAlpha | first }}
{{- $words := regexReplaceAll "([A-Z])([A-Z][a-z])" (regexReplaceAll "([a-z0-9])([A-Z])" $kind "$1-$2") "$1-$2" | lower }}
{{- $name := printf "%s-%s" $words (include "chart.canonical" $spec | sha256sum | trunc 8) }}
{{- $_ := set $in.model.inline (printf "%s/%s" $in.namespace $name) (dict "name" $name "namespace" $in.namespace "spec" $spec) }}
{{- $made = append $made (dict "name" $name) }}
{{- end }}
{{- end }}
{{- $made | toRawJson }}
{{- end }}

{{/* JSON with sorted keys, character by character as the program writes it before it takes a checksum. */}}
{{- define "chart.canonical" -}}
{{- $json := . | toRawJson }}
{{- range until 2 }}
{{- $json = regexReplaceAll "(^|[^\\\\])((?:\\\\\\\\)*)\\\\u2028" $json "$1$2\u2028" }}
{{- $json = regexReplaceAll "(^|[^\\\\])((?:\\\\\\\\)*)\\\\u2029" $json "$1$2\u2029" }}
{{- end }}
{{- $json }}
{{- end }}

{{/* The spec of a middleware: error pages come from a service. */}}
{{- define "chart.middleware" -}}
{{- include "chart.oneKind" (dict "spec" .spec "at" .at) }}
{{- $spec := deepCopy .spec }}
{{- if hasKey $spec "errors" }}
{{- $service := include "chart.service" (dict "model" .model "service" $spec.errors.service "protocol" "http" "whole" false "at" .at) | fromJson }}
{{- $_ := set $spec.errors "service" $service }}
{{- end }}
{{- if hasKey $spec "chain" }}
{{- if hasKey $spec.chain "middlewares" }}
{{- $_ := set $spec.chain "middlewares" (include "chart.middlewareReferences" (dict "model" .model "middlewares" $spec.chain.middlewares "namespace" .model.namespace "at" .at) | fromJsonArray) }}
{{- end }}
{{- end }}
{{- $spec | toRawJson }}
{{- end }}
