{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.values.tcpServersTransports }}
---
apiVersion: traefik.io/v1alpha1
kind: ServersTransportTCP
metadata:
  name: {{ $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}
  labels: {{ include "chart.labels" (list $name dict) }}
spec: {{ include "chart.json" $spec }}
{{- end }}
