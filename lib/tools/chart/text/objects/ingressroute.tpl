{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.routes.http }}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata:
  name: {{ $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}
  labels: {{ include "chart.labels" (list $name $spec.labels) }}
  {{- if $spec.annotations }}
  annotations: {{ include "chart.json" $spec.annotations }}
  {{- end }}
spec:
  {{- if hasKey $spec "entryPoints" }}
  entryPoints: {{ include "chart.json" $spec.entryPoints }}
  {{- end }}
  {{- if hasKey $spec "ingressClassName" }}
  ingressClassName: {{ include "chart.json" $spec.ingressClassName }}
  {{- end }}
  {{- if hasKey $spec "parentRefs" }}
  parentRefs: {{ include "chart.json" $spec.parentRefs }}
  {{- end }}
  routes:
    - kind: Rule
      match: {{ include "chart.text" $spec.match }}
      {{- if hasKey $spec "priority" }}
      priority: {{ include "chart.json" $spec.priority }}
      {{- end }}
      {{- if hasKey $spec "syntax" }}
      syntax: {{ include "chart.json" $spec.syntax }}
      {{- end }}
      {{- if hasKey $spec "middlewares" }}
      middlewares: {{ include "chart.json" $spec.middlewares }}
      {{- end }}
      {{- if hasKey $spec "services" }}
      services: {{ include "chart.json" $spec.services }}
      {{- end }}
      {{- if hasKey $spec "observability" }}
      observability: {{ include "chart.json" $spec.observability }}
      {{- end }}
  {{- if hasKey $spec "tls" }}
  tls: {{ include "chart.json" $spec.tls }}
  {{- end }}
{{- if hasKey $spec "redirect" }}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata:
  name: {{ printf "%s-redirect" $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}
  labels: {{ include "chart.labels" (list $name $spec.labels) }}
  {{- if $spec.annotations }}
  annotations: {{ include "chart.json" $spec.annotations }}
  {{- end }}
spec:
  entryPoints: {{ include "chart.json" $spec.redirect.entryPoints }}
  {{- if hasKey $spec "ingressClassName" }}
  ingressClassName: {{ include "chart.json" $spec.ingressClassName }}
  {{- end }}
  routes:
    - kind: Rule
      match: {{ include "chart.text" $spec.match }}
      {{- if hasKey $spec "priority" }}
      priority: {{ include "chart.json" $spec.priority }}
      {{- end }}
      {{- if hasKey $spec "syntax" }}
      syntax: {{ include "chart.json" $spec.syntax }}
      {{- end }}
      middlewares: {{ include "chart.json" $spec.redirect.middlewares }}
      services:
        - kind: TraefikService
          name: noop@internal
{{- end }}
{{- end }}
