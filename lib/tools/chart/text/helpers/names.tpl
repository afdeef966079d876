{{/* What all names begin with where a release is not the only one of its namespace. */}}
{{- define "chart.prefix" -}}
{{- $name := .Values.fullnameOverride }}
{{- if and (not $name) .Values.nameOverride }}
{{- $name = contains .Values.nameOverride .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name .Values.nameOverride) }}
{{- end }}
{{- with $name }}{{ . }}-{{ end }}
{{- end }}

{{/* An object under the name that a prefix gives it, with all references to objects that are named likewise. */}}
{{- define "chart.renamed" -}}
{{- $object := .object }}
{{- if or (not $object.metadata.namespace) (eq $object.metadata.namespace .namespace) }}
{{- $names := get .made $object.kind | default dict }}
{{- if hasKey $names $object.metadata.name }}
{{- $name := printf "%s%s" .prefix $object.metadata.name }}
{{- if gt (len $name) 63 }}{{ fail (printf "fullnameOverride, nameOverride: the name %s of a %s has more than 63 characters" $name $object.kind) }}{{ end }}
{{- $_ := set $object.metadata "name" $name }}
{{- end }}
{{- end }}
{{- /* What holds for all routers that name no options would be the other release's. */}}
{{- if and (has $object.kind (list "IngressRoute" "IngressRouteTCP")) (hasKey (get .made "TLSOption" | default dict) "default") (hasKey $object.spec "tls") }}
{{- if not (or (hasKey $object.spec.tls "options") (eq (toString $object.spec.tls.passthrough) "true")) }}{{ $_ := set $object.spec.tls "options" (dict "name" "default") }}{{ end }}
{{- end }}
{{- include "chart.renamedIn" (dict "value" $object "made" .made "prefix" .prefix "namespace" .namespace "tcp" (hasSuffix "TCP" $object.kind)) }}
{{- $object | toRawJson }}
{{- end }}

{{/* Renames what is referred to within a value. Fields by what they refer to: a name, or a map that has one. */}}
{{- define "chart.renamedIn" -}}
{{- $in := . }}
{{- $suffix := .tcp | ternary "TCP" "" }}
{{- $kinds := dict "serviceAccountName" "ServiceAccount" "subjects" "ServiceAccount" "roleRef" "Role" "serviceName" "Service" "services" "Service" "service" "Service" "fallback" "Service" "mirroring" "Service" "mirrors" "Service" "claimName" "PersistentVolumeClaim" "configMap" "ConfigMap" "configMapRef" "ConfigMap" "configMapKeyRef" "ConfigMap" "secret" "Secret" "secretName" "Secret" "secretRef" "Secret" "secretKeyRef" "Secret" "caSecret" "Secret" "certSecret" "Secret" "secretNames" "Secret" "rootCAsSecrets" "Secret" "certificatesSecrets" "Secret" "imagePullSecrets" "Secret" "scaleTargetRef" "Deployment" "middlewares" (printf "Middleware%s" $suffix) "serversTransport" (printf "ServersTransport%s" $suffix) "options" "TLSOption" "store" "TLSStore" "parentRefs" "IngressRoute" "issuerRef" "Issuer" }}
{{- if kindIs "map" .value }}
{{- range $key, $value := .value }}
{{- $kind := get $kinds $key }}
{{- if eq $key "app.kubernetes.io/instance" }}
{{- if hasKey ($in.made.instances | default dict) (toString $value) }}{{ $_ := set $in.value $key (printf "%s%s" $in.prefix $value) }}{{ end }}
{{- else if and $kind (kindIs "string" $value) }}
{{- if hasKey (get $in.made $kind | default dict) $value }}{{ $_ := set $in.value $key (printf "%s%s" $in.prefix $value) }}{{ end }}
{{- else if and $kind (kindIs "slice" $value) }}
{{- $items := list }}
{{- range $value }}
{{- if and (kindIs "string" .) (hasKey (get $in.made $kind | default dict) (toString .)) }}{{ $items = append $items (printf "%s%s" $in.prefix .) }}
{{- else }}
{{- if kindIs "map" . }}{{ include "chart.renamedReference" (dict "reference" . "kind" $kind "in" $in) }}{{ end }}
{{- $items = append $items . }}
{{- end }}
{{- end }}
{{- $_ := set $in.value $key $items }}
{{- else if and $kind (kindIs "map" $value) }}{{ include "chart.renamedReference" (dict "reference" $value "kind" $kind "in" $in) }}
{{- end }}
{{- include "chart.renamedIn" (set (omit $in "value") "value" (get $in.value $key)) }}
{{- end }}
{{- else if kindIs "slice" .value }}
{{- range .value }}{{ include "chart.renamedIn" (set (omit $in "value") "value" .) }}{{ end }}
{{- end }}
{{- end }}

{{/* Renames what a map with a name refers to, if it is of this release. */}}
{{- define "chart.renamedReference" -}}
{{- $kind := .reference.kind | default .kind }}
{{- $isHere := eq (.reference.namespace | default .in.namespace) .in.namespace }}
{{- if and $isHere (hasKey (get .in.made $kind | default dict) (toString .reference.name)) }}
{{- $_ := set .reference "name" (printf "%s%s" .in.prefix .reference.name) }}
{{- end }}
{{- end }}
