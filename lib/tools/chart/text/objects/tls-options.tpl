{{- include "chart.model" . }}
{{- range $name, $spec := (.Values.chartModel.values.tls | default dict).options }}
---
apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata:
  name: {{ $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}
  labels: {{ include "chart.labels" (list $name dict) }}
spec: {{ include "chart.json" $spec }}
{{- end }}
