{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.routes.tcp }}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
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
  routes:
    - match: {{ include "chart.text" $spec.match }}
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
  {{- if hasKey $spec "tls" }}
  tls: {{ include "chart.json" $spec.tls }}
  {{- end }}
{{- end }}
