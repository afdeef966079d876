{{/* An image from its parts. A registry takes the place of the one that the repository begins with. */}}
{{- define "chart.image" -}}
{{- $image := .repository }}
{{- if .registry }}{{ $image = include "chart.withRegistry" (list .registry $image) }}{{ end }}
{{- if .tag }}{{ $image = printf "%s:%s" $image .tag }}{{ end }}
{{- if .digest }}{{ $image = printf "%s@%s" $image .digest }}{{ end }}
{{- $image }}
{{- end }}

{{/* The parts of an image. */}}
{{- define "chart.imageParts" -}}
{{- $named := regexReplaceAll "@.*$" . "" }}
{{- $tag := regexFind ":[^:/]*$" $named }}
{{- $parts := dict "repository" (trimSuffix $tag $named) }}
{{- if $tag }}{{ $_ := set $parts "tag" (trimPrefix ":" $tag) }}{{ end }}
{{- with regexFind "@.*$" . }}{{ $_ := set $parts "digest" (trimPrefix "@" .) }}{{ end }}
{{- $parts | toRawJson }}
{{- end }}

{{/* An image from another registry; what it begins with is one where it has a dot, a port or upper case, or is localhost. */}}
{{- define "chart.withRegistry" -}}
{{- $image := index . 1 }}
{{- $first := regexFind "^[^/@]*/" $image }}
{{- if or (regexMatch "[.:A-Z]" $first) (eq $first "localhost/") }}{{ $image = trimPrefix $first $image }}{{ end }}
{{- printf "%s/%s" (index . 0) $image }}
{{- end }}

{{/* What an image says about its version, as a label: its tag, else the beginning of its digest. */}}
{{- define "chart.imageVersion" -}}
{{- $parts := include "chart.imageParts" . | fromJson }}
{{- $digest := regexReplaceAll "^.*:" ($parts.digest | default "") "" | trunc 12 }}
{{- include "chart.labelValue" ($parts.tag | default $digest) }}
{{- end }}
