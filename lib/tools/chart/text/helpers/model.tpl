{{/* What follows from the values, without what was set to null; made once and kept. */}}
{{- define "chart.model" -}}
{{- if not (hasKey .Values "chartModel") }}
{{- include "chart.prune" .Values.AsMap }}
{{- include "chart.withDomain" .Values }}
{{- include "chart.withoutDisabled" .Values }}
{{- include "chart.countReplicas" .Values }}
{{- $values := omit .Values "chartModel" }}
{{- $model := dict "values" $values "namespace" .Release.Namespace "routed" (include "chart.routedBeside" $values | fromJsonArray) "inline" dict "ports" (include "chart.ports" $values | fromJson) "existing" (include "chart.existing" $values | fromJson) }}
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

{{/* Takes the routes away that lead to services alone which are not enabled, with the certificates of their hosts. */}}
{{- define "chart.withoutDisabled" -}}
{{- $values := . }}
{{- $gone := list }}
{{- $used := list }}
{{- range $protocol, $routes := .routes }}
{{- range $name, $route := $routes }}
{{- $left := list }}
{{- range $route.services }}
{{- if ne "disabled" (include "chart.isDisabled" (dict "service" . "values" $values)) }}{{ $left = append $left . }}{{ end }}
{{- end }}
{{- $certificate := ($route.tls | default dict).certificate }}
{{- if and $route.services (not $left) }}{{ $_ := unset $routes $name }}{{ $gone = append $gone $certificate }}
{{- else }}{{ $used = append $used $certificate }}
{{- end }}
{{- end }}
{{- end }}
{{- range $gone }}
{{- $certificate := get ($values.certificates | default dict) (toString .) | default dict }}
{{- if not (or (has . $used) $certificate.dnsNames $certificate.ipAddresses $certificate.uris $certificate.commonName) }}{{ $_ := unset ($values.certificates | default dict) (toString .) }}{{ end }}
{{- end }}
{{- end }}

{{/* Says "disabled" of a service of this chart that is not enabled. */}}
{{- define "chart.isDisabled" -}}
{{- $service := kindIs "map" .service | ternary .service (dict "name" .service) }}
{{- if and (ne (toString $service.kind) "TraefikService") (not $service.namespace) }}
{{- if eq (toString (get (.values.services | default dict) $service.name | default dict).enabled) "false" }}disabled{{ end }}
{{- end }}
{{- end }}

{{/* Gives each service its number of pods, unless an autoscaler owns it; a number that it would ignore is refused. */}}
{{- define "chart.countReplicas" -}}
{{- $usual := get (include "chart.replicas" . | fromJson) .environment }}
{{- range $name, $service := .services }}
{{- $own := get $usual $name | default dict }}
{{- if hasKey $service "replicas" }}
{{- if and ($service.autoscaling | default dict).enabled (or $own.scaled (ne (int64 $service.replicas) (int64 $own.number))) }}
{{- fail (printf "services.%s.replicas: the autoscaler owns the number of pods; take it away, or set services.%s.autoscaling.enabled to false" $name $name) }}
{{- end }}
{{- else if hasKey $own "number" }}{{ $_ := set $service "replicas" $own.number }}
{{- end }}
{{- end }}
{{- end }}

{{/* Stops where not exactly one kind is set. */}}
{{- define "chart.oneKind" -}}
{{- if ne (len .spec) 1 }}{{ fail (printf "%s: it has to have exactly one kind, and has %s" .at (join ", " (keys .spec | sortAlpha) | default "none")) }}{{ end }}
{{- end }}
