{{/* Any value as YAML that all readers take for the same. */}}
{{- define "chart.json" -}}
{{ . | toRawJson | replace "\u007f" "\\u007f" | replace "\u0085" "\\u0085" | replace "\ufeff" "\\ufeff" | replace "<no value>" "\\u003cno value>" }}
{{- end }}

{{/* Any value as text. Helm takes "<no value>" out of all that comes out, so it is written in another way. */}}
{{- define "chart.text" -}}
{{ . | quote | replace "<no value>" "\\u003cno value>" }}
{{- end }}

{{/* A tag as a label value, which may not begin or end with punctuation. */}}
{{- define "chart.labelValue" -}}
{{- $label := regexReplaceAll "[^A-Za-z0-9._-]" . "-" | trunc 63 }}
{{- regexReplaceAll "[^A-Za-z0-9]+$" (regexReplaceAll "^[^A-Za-z0-9]+" $label "") "" }}
{{- end }}

{{/* The labels of an object: those that the values have for it, the name that they give it if any, and who wrote it. */}}
{{- define "chart.labels" -}}
{{- $labels := dict "app.kubernetes.io/managed-by" "cdk8s-traefik" }}
{{- with index . 0 }}{{ $_ := set $labels "app.kubernetes.io/name" (include "chart.labelValue" .) }}{{ end }}
{{- include "chart.json" (merge (dict) (index . 1 | default dict) $labels) }}
{{- end }}

{{/* GOMEMLIMIT for a memory limit and a share of it, in whole mebibytes. */}}
{{- define "chart.goMemoryLimit" -}}
{{- $units := dict "Mi" 1048576 "Gi" 1073741824 "M" 1000000 "G" 1000000000 }}
{{- $number := regexFind "^[0-9]+" (index . 0) }}
{{- $bytes := mul (int64 $number) (get $units (trimPrefix $number (index . 0))) }}
{{- div (div (mul $bytes (trimSuffix "%" (index . 1) | int64)) 100) 1048576 }}MiB
{{- end }}
