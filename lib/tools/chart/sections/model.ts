/**
 * What routes and the like become, computed once for all templates: references resolved as the program does.
 * Every helper takes `model`, the map that collects the ports that are routed and the middlewares written in
 * place, and leaves its answer there or prints it as JSON.
 */
export const model = String.raw`{{/* What follows from the values, without what was set to null; made once and kept. */}}
{{- define "chart.model" -}}
{{- if not (hasKey .Values "chartModel") }}
{{- include "chart.prune" .Values.AsMap }}
{{- $values := omit .Values "chartModel" }}
{{- $model := dict "values" $values "namespace" .Release.Namespace "routed" list "inline" dict "ports" (include "chart.ports" $values | fromJson) }}
{{- $_ := set .Values "chartModel" $model }}
{{- include "chart.routes" $model }}
{{- end }}
{{- end }}

{{/* Takes keys that are null out of a map, at every level. */}}
{{- define "chart.prune" -}}
{{- $map := . }}
{{- range $key, $value := . }}
{{- if kindIs "map" $value }}{{ include "chart.prune" $value }}
{{- else if kindIs "invalid" $value }}{{ $_ := unset $map $key }}
{{- end }}
{{- end }}
{{- end }}

{{/* Stops where not exactly one kind is set. */}}
{{- define "chart.oneKind" -}}
{{- if ne (len .spec) 1 }}{{ fail (printf "%s: it has to have exactly one kind, and has %s" .at (join ", " (keys .spec | sortAlpha) | default "none")) }}{{ end }}
{{- end }}

{{/* Routes, services made of services and middlewares, with their references resolved. */}}
{{- define "chart.routes" -}}
{{- $model := . }}
{{- $middlewares := dict }}
{{- range $name, $spec := .values.middlewares }}
{{- $_ := set $middlewares $name (include "chart.middleware" (dict "model" $model "spec" $spec "at" (printf "middlewares.%s" $name)) | fromJson) }}
{{- end }}
{{- range $name, $spec := .values.tcpMiddlewares }}
{{- include "chart.oneKind" (dict "spec" $spec "at" (printf "tcpMiddlewares.%s" $name)) }}
{{- end }}
{{- $traefikServices := dict }}
{{- range $name, $spec := .values.traefikServices }}
{{- $at := printf "traefikServices.%s" $name }}
{{- include "chart.oneKind" (dict "spec" $spec "at" $at) }}
{{- $made := dict }}
{{- range $kind, $options := $spec }}
{{- $resolved := deepCopy $options }}
{{- if or (eq $kind "weighted") (eq $kind "highestRandomWeight") }}
{{- $_ := set $resolved "services" (include "chart.services" (dict "model" $model "services" ($options.services | default list) "protocol" "http" "whole" false "at" $at) | fromJsonArray) }}
{{- else if eq $kind "mirroring" }}
{{- $resolved = include "chart.service" (dict "model" $model "service" (omit $options "mirrors") "protocol" "http" "whole" false "at" $at) | fromJson }}
{{- $_ := set $resolved "mirrors" (include "chart.services" (dict "model" $model "services" ($options.mirrors | default list) "protocol" "http" "whole" false "at" $at) | fromJsonArray) }}
{{- else if eq $kind "failover" }}
{{- range $part := list "service" "fallback" }}
{{- $_ := set $resolved $part (include "chart.service" (dict "model" $model "service" (index $options $part) "protocol" "http" "whole" false "at" $at) | fromJson) }}
{{- end }}
{{- end }}
{{- $_ := set $made $kind $resolved }}
{{- end }}
{{- $_ := set $traefikServices $name $made }}
{{- end }}
{{- $routes := dict "http" dict "tcp" dict "udp" dict }}
{{- range $protocol, $named := (.values.routes | default dict) }}
{{- range $name, $route := $named }}
{{- $at := printf "routes.%s.%s" $protocol $name }}
{{- $resolved := deepCopy $route }}
{{- if hasKey $route "services" }}
{{- $_ := set $resolved "services" (include "chart.services" (dict "model" $model "services" $route.services "protocol" $protocol "whole" true "at" $at) | fromJsonArray) }}
{{- end }}
{{- if hasKey $route "middlewares" }}
{{- if eq $protocol "http" }}
{{- $_ := set $resolved "middlewares" (include "chart.middlewareReferences" (dict "model" $model "middlewares" $route.middlewares "namespace" $model.namespace "at" $at) | fromJsonArray) }}
{{- else }}
{{- $_ := set $resolved "middlewares" (include "chart.references" (dict "references" $route.middlewares "namespace" $model.namespace) | fromJsonArray) }}
{{- end }}
{{- end }}
{{- if hasKey $route "parentRefs" }}
{{- $_ := set $resolved "parentRefs" (include "chart.references" (dict "references" $route.parentRefs "namespace" $model.namespace) | fromJsonArray) }}
{{- end }}
{{- if hasKey $route "tls" }}
{{- $_ := set $resolved "tls" (include "chart.tls" (dict "model" $model "tls" $route.tls "at" $at) | fromJson) }}
{{- end }}
{{- if and (hasKey $route "redirectToHttps") $route.redirectToHttps }}
{{- $redirect := ternary dict $route.redirectToHttps (kindIs "bool" $route.redirectToHttps) }}
{{- $scheme := dict "scheme" "https" "permanent" (ternary $redirect.permanent true (hasKey $redirect "permanent")) }}
{{- if hasKey $redirect "port" }}{{ $_ := set $scheme "port" $redirect.port }}{{ end }}
{{- $middlewares := include "chart.middlewareReferences" (dict "model" $model "middlewares" (list (dict "redirectScheme" $scheme)) "namespace" $model.namespace "at" $at) | fromJsonArray }}
{{- $_ := set $resolved "redirect" (dict "entryPoints" (list ($redirect.entryPoint | default "web")) "middlewares" $middlewares) }}
{{- if not (hasKey $resolved "entryPoints") }}{{ $_ := set $resolved "entryPoints" (list "websecure") }}{{ end }}
{{- end }}
{{- $_ := set (index $routes $protocol) $name (omit $resolved "redirectToHttps") }}
{{- end }}
{{- end }}
{{- $_ := set $model "middlewares" $middlewares }}
{{- $_ := set $model "traefikServices" $traefikServices }}
{{- $_ := set $model "routes" $routes }}
{{- end }}

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

{{/* Middlewares of a route: names, names with namespaces, or middlewares written in place, which become objects. */}}
{{- define "chart.middlewareReferences" -}}
{{- $in := . }}
{{- $made := list }}
{{- range .middlewares }}
{{- if or (kindIs "string" .) (hasKey . "name") }}
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

{{- define "chart.services" -}}
{{- $in := . }}
{{- $made := list }}
{{- range .services }}
{{- $made = append $made (include "chart.service" (dict "model" $in.model "service" . "protocol" $in.protocol "whole" $in.whole "at" $in.at) | fromJson) }}
{{- end }}
{{- $made | toRawJson }}
{{- end }}

{{/* A service with port and scheme; where whole, a name alone may mean a service made of services. */}}
{{- define "chart.service" -}}
{{- $in := . }}
{{- $model := .model }}
{{- $service := .service }}
{{- if kindIs "string" $service }}
{{- $service = dict "name" $service }}
{{- if and .whole (not (hasKey $model.ports $service.name)) (hasKey ($model.values.traefikServices | default dict) $service.name) }}
{{- $service = dict "kind" "TraefikService" "name" $service.name }}
{{- end }}
{{- end }}
{{- $namespace := $service.namespace | default $model.namespace }}
{{- $made := omit $service "namespace" }}
{{- if and (not (contains "@" $service.name)) (ne $namespace $model.namespace) }}{{ $_ := set $made "namespace" $namespace }}{{ end }}
{{- $own := and (hasKey $model.ports $service.name) (eq $namespace $model.namespace) (ne (toString $service.kind) "TraefikService") }}
{{- if $own }}
{{- $made = omit $made "kind" }}
{{- $transport := ternary "UDP" "TCP" (eq .protocol "udp") }}
{{- $found := list }}
{{- range $port := index $model.ports $service.name }}
{{- if eq $port.protocol $transport }}
{{- if hasKey $service "port" }}
{{- if kindIs "string" $service.port }}{{ if eq $service.port $port.name }}{{ $found = append $found $port }}{{ end }}
{{- else if eq (int64 $service.port) (int64 $port.port) }}{{ $found = append $found $port }}
{{- end }}
{{- else if $port.routed }}{{ $found = append $found $port }}
{{- end }}
{{- end }}
{{- end }}
{{- if and (gt (len $found) 1) (not (hasKey $service "port")) (eq .protocol "http") }}
{{- range $found }}{{ if eq .name "http" }}{{ $found = list . }}{{ end }}{{ end }}
{{- end }}
{{- if and (gt (len $found) 1) (hasKey $service "port") }}{{ $found = list (first $found) }}{{ end }}
{{- if ne (len $found) 1 }}
{{- fail (printf "%s: the service %q has %s" .at $service.name (hasKey $service "port" | ternary (printf "no %s port %v" $transport $service.port) "no port, or more than one, that can be meant; name the port")) }}
{{- end }}
{{- $port := first $found }}
{{- if not $port.routed }}{{ fail (printf "%s: the port %s of the service %q is not meant to be routed" .at $port.name $service.name) }}{{ end }}
{{- $_ := set $model "routed" (append $model.routed (printf "%s/%s" $service.name $port.name)) }}
{{- if not (hasKey $service "port") }}{{ $_ := set $made "port" $port.name }}{{ end }}
{{- if and (eq .protocol "http") (not (hasKey $service "scheme")) $port.write }}{{ $_ := set $made "scheme" $port.scheme }}{{ end }}
{{- else if eq .protocol "http" }}
{{- if and (contains "@" $service.name) (not (hasKey $made "kind")) }}{{ $_ := set $made "kind" "TraefikService" }}{{ end }}
{{- if and (ne (toString $made.kind) "TraefikService") (not (hasKey $made "port")) }}
{{- fail (printf "%s: there is no service %q, and a Service that this chart does not make needs a port" .at $service.name) }}
{{- end }}
{{- end }}
{{- if hasKey $service "middlewares" }}
{{- $_ := set $made "middlewares" (include "chart.middlewareReferences" (dict "model" $model "middlewares" $service.middlewares "namespace" $namespace "at" .at) | fromJsonArray) }}
{{- end }}
{{- $made | toRawJson }}
{{- end }}

{{/* TLS of a route; a certificate of this chart stands for its Secret. */}}
{{- define "chart.tls" -}}
{{- $tls := omit .tls "certificate" }}
{{- if hasKey .tls "certificate" }}
{{- $certificates := .model.values.certificates | default dict }}
{{- if not (hasKey $certificates .tls.certificate) }}{{ fail (printf "%s: there is no certificate %q" .at .tls.certificate) }}{{ end }}
{{- $certificate := index $certificates .tls.certificate }}
{{- $_ := set $tls "secretName" ($certificate.secretName | default (printf "%s-tls" .tls.certificate)) }}
{{- end }}
{{- range $key := list "options" "store" }}
{{- if hasKey $tls $key }}
{{- $_ := set $tls $key (include "chart.references" (dict "references" (list (index $tls $key)) "namespace" $.model.namespace) | fromJsonArray | first) }}
{{- end }}
{{- end }}
{{- $tls | toRawJson }}
{{- end }}
`;
