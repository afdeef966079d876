{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.traefikServices }}
---
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata:
  name: {{ $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}
  labels: {{ include "chart.labels" (list $name dict) }}
spec: {{ include "chart.json" $spec }}
{{- end }}
