{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.traefikServices }}
---
apiVersion: traefik.io/v1alpha1
kind: TraefikService
metadata:
  name: {{ $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}
spec: {{ include "chart.json" $spec }}
{{- end }}
