{{- include "chart.model" . }}
{{- range $name, $spec := .Values.chartModel.values.certificates }}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: {{ $name | quote }}
  namespace: {{ $.Release.Namespace | quote }}
  labels: {{ include "chart.labels" (list $name $spec.labels) }}
  {{- if $spec.annotations }}
  annotations: {{ include "chart.json" $spec.annotations }}
  {{- end }}
spec: {{ include "chart.certificate" (dict "model" $.Values.chartModel "name" $name "spec" $spec) }}
{{- end }}
