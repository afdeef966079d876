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
{{- if eq "disabled" (include "chart.isDisabled" (dict "service" $service "values" $model.values)) }}
{{- fail (printf "%s: the service %q is not enabled; take it out here, or enable services.%s" .at $service.name $service.name) }}
{{- end }}
{{- $home := $model.namespace }}
{{- if and (hasKey $model.ports $service.name) (ne (toString $service.kind) "TraefikService") }}
{{- $home = (index ($model.values.services | default dict) $service.name | default dict).namespace | default $model.namespace }}
{{- end }}
{{- $namespace := $service.namespace | default $home }}
{{- $made := omit $service "namespace" }}
{{- if and (not (contains "@" $service.name)) (ne $namespace $model.namespace) }}{{ $_ := set $made "namespace" $namespace }}{{ end }}
{{- $own := and (hasKey $model.ports $service.name) (eq $namespace $home) (ne (toString $service.kind) "TraefikService") }}
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
{{- if eq $key "options" }}
{{- $options := merge (dict "default" dict) (($.model.values.tls | default dict).options | default dict) }}
{{- include "chart.known" (dict "model" $.model "references" (list $tls.options) "there" $options "section" "tls.options" "kind" "TLS options" "at" $.at) }}
{{- end }}
{{- $_ := set $tls $key (include "chart.references" (dict "references" (list (index $tls $key)) "namespace" $.model.namespace) | fromJsonArray | first) }}
{{- end }}
{{- end }}
{{- $tls | toRawJson }}
{{- end }}
