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
{{- include "chart.known" (dict "model" $model "references" $route.middlewares "there" $model.values.tcpMiddlewares "section" "tcpMiddlewares" "kind" "middleware" "at" $at) }}
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
