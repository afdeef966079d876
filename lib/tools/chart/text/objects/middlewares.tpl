{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.middlewares }}
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata:
  name: {{ $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}
  labels: {{ include "chart.labels" (list $name dict) }}
spec: {{ include "chart.json" $spec }}
{{- end }}
{{- /* Middlewares that were written in place: one for each content. */}}
{{- range $key, $inline := .Values.chartModel.inline }}
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata:
  name: {{ $inline.name | quote }}
  namespace: {{ $inline.namespace | quote }}
  labels: {{ include "chart.labels" (list "" dict) }}
spec: {{ include "chart.json" $inline.spec }}
{{- end }}
