{{/* The spec of a Certificate. */}}
{{- define "chart.certificate" -}}
{{- $model := .model }}
{{- $name := .name }}
{{- $spec := omit .spec "labels" "annotations" "issuerRef" }}
{{- $issuer := .spec.issuerRef | default $model.values.issuer }}
{{- if not $issuer }}{{ fail (printf "certificates.%s: it has no issuer; set issuer or issuerRef" $name) }}{{ end }}
{{- $_ := set $spec "issuerRef" $issuer }}
{{- if not (hasKey $spec "secretName") }}{{ $_ := set $spec "secretName" (printf "%s-tls" $name) }}{{ end }}
{{- $key := $spec.privateKey | default dict }}
{{- $defaults := dict "algorithm" "ECDSA" "rotationPolicy" "Always" }}
{{- if eq ($key.algorithm | default "ECDSA") "ECDSA" }}{{ $_ := set $defaults "size" 256 }}{{ end }}
{{- $_ := set $spec "privateKey" (merge (deepCopy $key) $defaults) }}
{{- $names := $spec.dnsNames | default list }}
{{- range $protocol := list "http" "tcp" }}
{{- range $route := index $model.values "routes" | default dict | dig $protocol dict }}
{{- if eq (toString ($route.tls | default dict).certificate) $name }}
{{- range include "chart.hosts" $route.match | fromJsonArray }}
{{- $host := lower . | trimSuffix "." }}
{{- $domain := trimPrefix "*." $host }}
{{- if and (regexMatch "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$" $domain) (le (len $domain) 253) (not (regexMatch "^[0-9]{1,3}(\\.[0-9]{1,3}){3}$" $domain)) }}
{{- $names = append $names $host }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- $minimal := list }}
{{- range $names | uniq | sortAlpha }}
{{- $wildcard := regexReplaceAll "^[^.*][^.]*\\." . "*." }}
{{- if or (eq $wildcard .) (not (has $wildcard $names)) }}{{ $minimal = append $minimal . }}{{ end }}
{{- end }}
{{- $spec = omit $spec "dnsNames" }}
{{- if $minimal }}{{ $_ := set $spec "dnsNames" $minimal }}{{ end }}
{{- include "chart.json" $spec }}
{{- end }}

{{/*
The hosts of a rule: the arguments of Host and HostSNI that no "!" turns round. It is read word by word, so that
what stands within quotes is never taken for a matcher.
*/}}
{{- define "chart.hosts" -}}
{{- $hosts := list }}
{{- $name := "" }}
{{- $inside := false }}
{{- $negated := false }}
{{- $not := 0 }}
{{- $depth := 0 }}
{{- $notAt := list }}
{{- range regexFindAll "\x60[^\x60]*\x60|\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z]+|[!(),]" . -1 }}
{{- if regexMatch "^[\x60\"]" . }}
{{- if and $inside (has (lower $name) (list "host" "hostheader" "hostsni")) (eq (mod (len $notAt) 2) (ternary 1 0 $negated)) }}
{{- $hosts = append $hosts (hasPrefix "\"" . | ternary (printf "[%s]" . | fromJsonArray | join "") (trimAll "\x60" .)) }}
{{- end }}
{{- else if eq . "!" }}{{ $negated = not $negated }}
{{- else if eq . "(" }}
{{- $depth = add1 $depth }}
{{- if $name }}{{ $inside = true }}
{{- else if $negated }}{{ $notAt = append $notAt $depth }}{{ $negated = false }}
{{- end }}
{{- else if eq . ")" }}
{{- if and $notAt (eq (int64 (last $notAt)) (int64 $depth)) }}{{ $notAt = initial $notAt }}{{ end }}
{{- $depth = sub $depth 1 }}
{{- if $inside }}{{ $inside = false }}{{ $name = "" }}{{ $negated = false }}{{ end }}
{{- else if ne . "," }}{{ $name = . }}
{{- end }}
{{- end }}
{{- $hosts | toRawJson }}
{{- end }}
