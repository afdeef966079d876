{{- range .Values.extraObjects }}
---{{ include "chart.yaml" (dict "value" . "indent" "") }}
{{- end }}
