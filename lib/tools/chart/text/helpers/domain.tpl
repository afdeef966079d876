{{/* Puts a domain that is not the environment's own into the values in which that stands. */}}
{{- define "chart.withDomain" -}}
{{- $values := . }}
{{- $own := get (include "chart.domains" . | fromJson) .environment | default dict }}
{{- if and $own.domain .domain (ne $own.domain (toString .domain)) }}
{{- range $path := $own.paths }}
{{- $map := $values }}
{{- range initial $path }}{{ if kindIs "map" $map }}{{ $map = get $map . }}{{ end }}{{ end }}
{{- if kindIs "map" $map }}
{{- if hasKey $map (last $path) }}
{{- $_ := set $map (last $path) (get (include "chart.replaced" (dict "value" (get $map (last $path)) "old" $own.domain "new" $values.domain) | fromJson) "value") }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* A value with another text in the place of one, in all texts that it has. */}}
{{- define "chart.replaced" -}}
{{- $in := . }}
{{- $value := .value }}
{{- if kindIs "string" .value }}{{ $value = replace .old .new .value }}
{{- else if kindIs "slice" .value }}
{{- $value = list }}
{{- range .value }}{{ $value = append $value (get (include "chart.replaced" (dict "value" . "old" $in.old "new" $in.new) | fromJson) "value") }}{{ end }}
{{- else if kindIs "map" .value }}
{{- $value = dict }}
{{- range $key, $one := .value }}{{ $_ := set $value $key (get (include "chart.replaced" (dict "value" $one "old" $in.old "new" $in.new) | fromJson) "value") }}{{ end }}
{{- end }}
{{- dict "value" $value | toRawJson }}
{{- end }}
