{{/* What follows from the values, without what was set to null; made once and kept. */}}
{{- define "chart.model" -}}
{{- if not (hasKey .Values "chartModel") }}
{{- include "chart.prune" .Values.AsMap }}
{{- $values := omit .Values "chartModel" }}
{{- $model := dict "values" $values "namespace" .Release.Namespace "routed" list "inline" dict "ports" (include "chart.ports" $values | fromJson) "existing" (include "chart.existing" $values | fromJson) }}
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
