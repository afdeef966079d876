{{/*
The objects of a file as they come out, with what the operator's values lay over them. Where that is nothing, the text
stays as it is.

root: the root; owner: section and name of the program whose objects they are, of none where it is empty;
watched: keys of its values by their paths that the text follows already;
objects: the text
*/}}
{{- define "chart.finished" -}}
{{- $in := . }}
{{- $values := .root.Values }}
{{- $own := dict }}
{{- if .owner }}{{ $own = index (index $values (first .owner) | default dict) (last .owner) | default dict }}{{ end }}
{{- if ne (toString $own.enabled) "false" }}
{{- $wanted := list }}
{{- if .owner }}
{{- range $row := include "chart.laidOver" . | fromJsonArray }}
{{- $path := join "." $row.value }}
{{- $is := $own }}
{{- range $key := $row.value }}{{ $is = get (kindIs "map" $is | ternary $is dict) $key }}{{ end }}
{{- range $key := concat ($row.without | default list) (get $in.watched $path | default list) }}{{ if kindIs "map" $is }}{{ $is = omit $is $key }}{{ end }}{{ end }}
{{- if and (or $is (kindIs "bool" $is)) (ne (toRawJson $is) (toRawJson $row.empty)) (has (first $in.owner) $row.of) }}
{{- $wanted = append $wanted (dict "path" $path "places" $row.places "is" $is) }}
{{- end }}
{{- end }}
{{- end }}
{{- $prefix := include "chart.prefix" .root }}
{{- if or $wanted $prefix (include "chart.layAll" .root) }}
{{- $made := dict }}
{{- if $prefix }}{{ $made = include "chart.made" .root | fromJson }}{{ end }}
{{- $placed := dict }}
{{- range $text := splitList "\n---\n" (printf "\n%s\n" (trim .objects)) }}
{{- if trim $text }}
{{- $object := fromYaml $text }}
{{- include "chart.layOver" (dict "root" $in.root "owner" $in.owner "wanted" $wanted "object" $object "placed" $placed) }}
{{- if $object.kind }}
{{- if $prefix }}{{ $object = include "chart.renamed" (dict "object" $object "made" $made "prefix" $prefix "namespace" $in.root.Release.Namespace) | fromJson }}{{ end }}
---{{ include "chart.yaml" (dict "value" $object "indent" "") }}
{{- end }}
{{- end }}
{{- end }}
{{- range $wanted }}
{{- if not (hasKey $placed .path) }}{{ fail (printf "%s.%s: nothing is there that it could be said of" (join "." $in.owner) .path) }}{{ end }}
{{- end }}
{{- else }}
{{- .objects }}
{{- end }}
{{- end }}
{{- end }}

{{/* Something where values for all objects are set. */}}
{{- define "chart.layAll" -}}
{{- if or .Values.commonLabels .Values.commonAnnotations (.Values.global | default dict).imageRegistry .Values.ingressClassName }}all{{ end }}
{{- end }}

{{/* Lays values over one object; one that is not to be there loses its kind. */}}
{{- define "chart.layOver" -}}
{{- $in := . }}
{{- $object := .object }}
{{- $values := .root.Values }}
{{- $parts := dict }}
{{- include "chart.partsOf" (dict "object" $object "parts" $parts) }}
{{- $before := toRawJson $parts.pod }}
{{- range $part := list "metadata" "podMetadata" "runMetadata" }}
{{- range index $parts $part }}
{{- include "chart.place" (dict "in" . "place" (dict "how" "merge" "field" "labels") "value" (omit ($values.commonLabels | default dict) "app.kubernetes.io/name" "app.kubernetes.io/instance")) }}
{{- if eq $part "metadata" }}{{ include "chart.place" (dict "in" . "place" (dict "how" "merge" "field" "annotations") "value" ($values.commonAnnotations | default dict)) }}{{ end }}
{{- end }}
{{- end }}
{{- range $one := .wanted }}
{{- range $place := .places }}
{{- /* The Service that governs a StatefulSet is not the one that people call. */}}
{{- if or (not $place.kinds) (and (has $object.kind $place.kinds) (or (ne $object.kind "Service") (eq $object.metadata.name (last $in.owner)))) }}
{{- range index $parts $place.part }}
{{- $_ := set $in.placed $one.path true }}
{{- include "chart.place" (dict "in" . "place" $place "value" $one.is) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- with ($values.global | default dict).imageRegistry }}
{{- $registry := . }}
{{- range $parts.allImages }}{{ $_ := set .map .key (include "chart.withRegistry" (list $registry (get .map .key))) }}{{ end }}
{{- end }}
{{- if and $values.ingressClassName (hasPrefix "IngressRoute" (toString $object.kind)) (not (hasKey $object.spec "ingressClassName")) }}
{{- $_ := set $object.spec "ingressClassName" $values.ingressClassName }}
{{- end }}
{{- /* The pods of a Job never change: with other pods it is another Job. */}}
{{- if and (eq (toString $object.kind) "Job") (ne $before (toRawJson $parts.pod)) }}
{{- $_ := set $object.metadata "name" (printf "%s-%s" (regexReplaceAll "-[0-9a-f]{8}$" $object.metadata.name "") (toRawJson $object.spec | sha256sum | trunc 8)) }}
{{- end }}
{{- range $parts.pod }}{{ range (concat .containers (.initContainers | default list)) }}{{ if and (hasKey . "resources") (not .resources) }}{{ $_ := unset . "resources" }}{{ end }}{{ end }}{{ end }}
{{- end }}

{{/* The parts of an object that values are laid over, by their names. */}}
{{- define "chart.partsOf" -}}
{{- $object := .object }}
{{- $parts := .parts }}
{{- $template := dict }}
{{- $run := list }}
{{- if eq (toString $object.kind) "CronJob" }}
{{- $template = $object.spec.jobTemplate.spec.template }}
{{- $run = list ($object.spec.jobTemplate.metadata | default dict) }}
{{- else if has $object.kind (list "Deployment" "StatefulSet" "DaemonSet" "Job") }}
{{- $template = $object.spec.template }}
{{- if eq $object.kind "Job" }}{{ $run = list $object.metadata }}{{ end }}
{{- end }}
{{- $pod := $template.spec | default dict }}
{{- $program := list }}
{{- $init := list }}
{{- $resources := list }}
{{- $images := list }}
{{- $all := list }}
{{- range $index, $container := concat ($pod.containers | default list) ($pod.initContainers | default list) }}
{{- $all = append $all (dict "map" $container "key" "image") }}
{{- if not $index }}{{ $program = list $container }}
{{- else if ne $container.name "init-check" }}{{ $init = append $init $container }}
{{- end }}
{{- if not (hasKey $container "resources") }}{{ $_ := set $container "resources" dict }}{{ end }}
{{- if eq (toRawJson $container.resources) (toRawJson (first $program).resources) }}{{ $resources = append $resources $container.resources }}{{ end }}
{{- end }}
{{- range $pod.volumes }}{{ if .image }}{{ $all = append $all (dict "map" .image "key" "reference") }}{{ end }}{{ end }}
{{- range $all }}{{ if eq (get .map .key) (first $program).image }}{{ $images = append $images . }}{{ end }}{{ end }}
{{- $_ := set $parts "metadata" (list $object.metadata) }}
{{- $_ := set $parts "spec" (list ($object.spec | default dict)) }}
{{- $_ := set $parts "object" (list $object) }}
{{- $_ := set $parts "podMetadata" (empty $template | ternary list (list $template.metadata)) }}
{{- $_ := set $parts "pod" (empty $template | ternary list (list $pod)) }}
{{- $_ := set $parts "runMetadata" $run }}
{{- $_ := set $parts "program" $program }}
{{- $_ := set $parts "init" $init }}
{{- $_ := set $parts "resources" $resources }}
{{- $_ := set $parts "images" $images }}
{{- $_ := set $parts "allImages" $all }}
{{- end }}

{{/* Puts a value into a part of an object. */}}
{{- define "chart.place" -}}
{{- $in := .in }}
{{- $value := .value }}
{{- $field := .place.field }}
{{- $how := .place.how }}
{{- if eq $how "set" }}{{ $_ := set $in $field $value }}
{{- else if or (eq $how "merge") (eq $how "quantities") }}
{{- $map := get $in $field | default dict }}
{{- range $key, $one := $value }}
{{- if and (eq $how "quantities") (kindIs "bool" $one) }}{{ $_ := unset $map $key }}
{{- else }}{{ $_ := set $map $key (kindIs "string" $one | ternary $one (toRawJson $one)) }}
{{- end }}
{{- end }}
{{- if $map }}{{ $_ := set $in $field $map }}{{ end }}
{{- else if eq $how "before" }}{{ $_ := set $in $field (concat $value (get $in $field | default list)) }}
{{- else if eq $how "after" }}{{ $_ := set $in $field (concat (get $in $field | default list) $value) }}
{{- else if eq $how "names" }}
{{- $names := list }}
{{- range $value }}{{ $names = append $names (dict "name" .) }}{{ end }}
{{- $_ := set $in $field $names }}
{{- else if eq $how "image" }}{{ $_ := set $in.map $in.key (include "chart.image" (merge (deepCopy $value) (include "chart.imageParts" (get $in.map $in.key) | fromJson))) }}
{{- else if eq $how "keep" }}{{ if not $value }}{{ $_ := unset $in $field }}{{ end }}
{{- else }}
{{- $variables := list }}
{{- $known := list }}
{{- range get $in $field | default list }}
{{- $known = append $known .name }}
{{- $variables = append $variables (and (eq $how "variables") (hasKey $value .name) | ternary (include "chart.variable" (list .name (get $value .name)) | fromJson) .) }}
{{- end }}
{{- range $name, $one := $value }}
{{- if not (has $name $known) }}{{ $variables = append $variables (include "chart.variable" (list $name $one) | fromJson) }}{{ end }}
{{- end }}
{{- $_ := set $in $field $variables }}
{{- end }}
{{- end }}

{{/* A variable of a container, from its name and value. */}}
{{- define "chart.variable" -}}
{{- $value := index . 1 }}
{{- if kindIs "map" $value }}
{{- $from := deepCopy $value.valueFrom }}
{{- with $from.resourceFieldRef }}{{ $_ := set . "divisor" (hasKey . "divisor" | ternary (toString .divisor) "1") }}{{ end }}
{{- dict "name" (index . 0) "valueFrom" $from | toRawJson }}
{{- else }}
{{- dict "name" (index . 0) "value" (kindIs "string" $value | ternary $value (toRawJson $value)) | toRawJson }}
{{- end }}
{{- end }}
