{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.values.tcpMiddlewares }}
---
apiVersion: traefik.io/v1alpha1
kind: MiddlewareTCP
metadata:
  name: {{ $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}
spec: {{ include "chart.json" $spec }}
{{- end }}
