{{/* A value as YAML, from a new line on: maps and lists by lines, all else as all readers take it for the same. */}}
{{- define "chart.yaml" -}}
{{- $in := . }}
{{- $inner := printf "%s  " .indent }}
{{- if and .value (kindIs "map" .value) }}
{{- range $key, $value := .value }}
{{ $in.indent }}{{ regexMatch "^[a-z][A-Za-z0-9./_-]{3,}$" $key | and (not (has (lower $key) (list "true" "false" "null"))) | ternary $key (include "chart.json" $key) }}:{{ include "chart.yaml" (dict "value" $value "indent" $inner) }}
{{- end }}
{{- else if and .value (kindIs "slice" .value) }}
{{- range .value }}
{{ $in.indent }}-{{ include "chart.yaml" (dict "value" . "indent" $inner) }}
{{- end }}
{{- else }} {{ include "chart.json" .value }}
{{- end }}
{{- end }}
